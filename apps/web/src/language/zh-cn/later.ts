// 稍后加载的各部分中文，用于构建时的比较和测试；应用分别加载。
import type { LaterMessages } from "../later-messages.ts";
import { account } from "./account.ts";
import { operator } from "./operator.ts";
import { syncing } from "./syncing.ts";

export const zhCnLater: LaterMessages = { account, operator, syncing };
