// What every language must have: the shape of English, with any text in place of the English one.
// A missing key is a type error, and the build compares the keys once more (vite/complete-messages.ts).
import type { en } from "./en/index.ts";

/** Every text of the app by area. */
export type Messages = typeof en;
