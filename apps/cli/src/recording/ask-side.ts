// Asks at the terminal which foot a recording is of. Comes in: a file name. Goes out: the side, or null.
import { createInterface } from "node:readline/promises";
import type { Side } from "@solewise/terms";
import { printable } from "../terminal/text.ts";

/** Times an unclear answer is asked again. */
const ASK_MAX_COUNT = 3;

/** Null at once when no person sits at both ends, and when the answer is Ctrl-D. */
export async function askSide(file: string): Promise<Side | null> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null;
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  reader.on("SIGINT", () => process.exit(130));
  try {
    for (let count = 0; count < ASK_MAX_COUNT; count += 1) {
      const question = reader.question(`Which foot is ${printable(file)} of? [left/right] `);
      const answer = await question.catch(() => null); // Ctrl-D
      if (answer === null) process.stderr.write("\n"); // the report begins on a line of its own
      if (answer === null) return null;
      const word = answer.trim().toLowerCase();
      if (word === "l" || word === "left") return "left";
      if (word === "r" || word === "right") return "right";
    }
    return null;
  } finally {
    reader.close();
  }
}
