// English, complete: the language that all others are measured against.
import { app } from "./app.ts";

export const en = { app };
