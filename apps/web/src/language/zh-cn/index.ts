// 简体中文，完整。
import type { Messages } from "../messages.ts";
import { app } from "./app.ts";
import { home } from "./home.ts";
import { importing } from "./importing.ts";
import { settings } from "./settings.ts";
import { storage } from "./storage.ts";

export const zhCn: Messages = { app, home, importing, settings, storage };
