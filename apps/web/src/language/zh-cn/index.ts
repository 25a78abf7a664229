// 简体中文，完整。
import type { Messages } from "../messages.ts";
import { app } from "./app.ts";
import { ui } from "./ui.ts";
import { home } from "./home.ts";
import { importing } from "./importing.ts";
import { refusal } from "./refusal.ts";
import { run } from "./run.ts";
import { settings } from "./settings.ts";
import { storage } from "./storage.ts";

export const zhCn: Messages = { app, home, importing, refusal, run, settings, storage, ui };
