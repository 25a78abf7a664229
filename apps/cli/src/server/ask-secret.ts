// Asks a person at the terminal for words, the secret ones without showing them. Comes in: a question. Goes out: the answer.
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { UsageError } from "../usage-error.ts";
import { ServerFailure } from "./server-failure.ts";

/** Longest password that is read from standard input. Bytes. */
const PASSWORD_MAX_BYTES = 4096;

function requireTerminal(hint: string): void {
  if (process.stdin.isTTY && process.stderr.isTTY) return;
  throw new UsageError("Nobody can be asked: this is no terminal.", hint);
}

/** Asks; `isSecret` keeps what is typed from the screen. Throws UsageError where nobody can be asked. */
export async function ask(question: string, { isSecret, hint }: { isSecret: boolean; hint: string }): Promise<string> {
  requireTerminal(hint);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(question);
  const output = isSecret ? silent : process.stderr;
  const reader = createInterface({ input: process.stdin, output, terminal: true });
  reader.on("SIGINT", () => process.exit(130));
  try {
    return await reader.question("").catch(() => {
      throw new ServerFailure("Nothing was typed.");
    });
  } finally {
    reader.close();
    if (isSecret) process.stderr.write("\n");
  }
}

/** A password from standard input: its first line. */ // CLI53
export async function readSecret(): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes > PASSWORD_MAX_BYTES) throw new ServerFailure("Standard input has more than a password.");
  }
  return (Buffer.concat(chunks).toString("utf8").split("\n", 1)[0] ?? "").replace(/\r$/u, "");
}
