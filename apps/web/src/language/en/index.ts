// English, complete: the language that all others are measured against.
import { app } from "./app.ts";
import { ui } from "./ui.ts";
import { home } from "./home.ts";
import { importing } from "./importing.ts";
import { refusal } from "./refusal.ts";
import { run } from "./run.ts";
import { settings } from "./settings.ts";
import { storage } from "./storage.ts";

export const en = { app, home, importing, refusal, run, settings, storage, ui };
