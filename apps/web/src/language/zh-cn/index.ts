// 简体中文，完整。
import type { Messages } from "../messages.ts";
import { app } from "./app.ts";

export const zhCn: Messages = { app };
