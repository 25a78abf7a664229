// kill -9 of the server, of PostgreSQL, of both, while numbers are written: what was acknowledged is there.
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { embeddedFolder, endEmbedded, postgresPid } from "../../testing/embedded-folder.ts";
import { openDatabase } from "../open-database.ts";

const WRITER = fileURLToPath(new URL("../../testing/database-writer.ts", import.meta.url));
/** Rounds, each with a kill; a third of them each way. */
const ROUND_COUNT = Number(process.env["SOLEWISE_KILL_ROUNDS"] ?? 3);

const folder = embeddedFolder();
afterAll(() => endEmbedded(folder));

interface Writer {
  child: ChildProcess;
  /** Highest number that it said was written. */
  last: () => number;
  ended: Promise<void>;
}

async function startWriter(): Promise<Writer> {
  const child = spawn(process.execPath, [WRITER, folder], { stdio: ["ignore", "pipe", "pipe"] });
  let [text, errors] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<void>((resolve) => void child.on("close", () => resolve()));
  const last = (): number => Number(text.slice(0, text.lastIndexOf("\n")).split("\n").at(-1)) || 0;
  while (last() < 1) {
    if (child.exitCode !== null) throw new Error(`the writer ended: ${errors}`);
    await sleep(10);
  }
  return { child, last, ended };
}

const WAYS: readonly ((writer: Writer) => void | Promise<void>)[] = [
  ({ child }) => void child.kill("SIGKILL"), // PostgreSQL lives on, and is attached to
  async (writer) => {
    const before = writer.last();
    process.kill(postgresPid(folder), "SIGKILL"); // the server lives on, and starts it again
    while (writer.last() < before + 20) await sleep(10);
    writer.child.kill("SIGKILL");
  },
  ({ child }) => {
    child.kill("SIGKILL");
    process.kill(postgresPid(folder), "SIGKILL");
  },
];

describe("kill -9", () => {
  it("[DBS2] while the database is being made: the next start makes it anew", { timeout: 120_000 }, async () => {
    for (const afterMs of [0, 300]) {
      const fresh = embeddedFolder();
      const child = spawn(process.execPath, [WRITER, fresh], { stdio: "ignore" });
      while (!readdirSync(fresh).some((name) => name.startsWith("postgres"))) await sleep(5); // .new-, or made already
      await sleep(afterMs);
      child.kill("SIGKILL");
      await new Promise<void>((resolve) => void child.on("exit", () => resolve()));
      const { pool, close } = await openDatabase({ choice: "embedded", dataFolder: fresh, log: () => undefined });
      expect((await pool.query("select count(*) as count from runner.run")).rows).toEqual([{ count: 0 }]);
      await close();
      await sleep(1000); // the killed start's initdb may live on for a moment and write into the folder taken from it
      await (await openDatabase({ choice: "embedded", dataFolder: fresh, log: () => undefined })).close();
      expect(readdirSync(fresh).filter((name) => name.includes(".new-"))).toEqual([]);
      await endEmbedded(fresh);
    }
  });

  it(
    `[DBS21] loses nothing that was acknowledged; [DBS11] the next start attaches or recovers (${ROUND_COUNT} rounds)`,
    { timeout: 60_000 * ROUND_COUNT },
    async () => {
      let acknowledged = 0;
      for (let round = 0; round < ROUND_COUNT; round++) {
        const writer = await startWriter();
        await sleep(Math.random() * 400);
        await WAYS[round % WAYS.length]?.(writer);
        await writer.ended;
        acknowledged = Math.max(acknowledged, writer.last());
        const log: string[] = [];
        const startMs = performance.now();
        const { pool, close } = await openDatabase({
          choice: "embedded",
          dataFolder: folder,
          log: (line) => void log.push(line),
        });
        const openMs = performance.now() - startMs;
        const sql = "select count(*) as count, max(number) as last from solewise.written";
        const { count, last } = (await pool.query<{ count: number; last: number }>(sql)).rows[0] ?? {
          count: 0,
          last: 0,
        };
        await close();
        console.log(
          `round ${round + 1}: ${acknowledged} acknowledged, ${last} there, open again in ${openMs.toFixed(0)} ms`,
        );
        expect(last).toBeGreaterThanOrEqual(acknowledged);
        expect(count).toBe(last); // none is missing in between
      }
      expect(acknowledged).toBeGreaterThan(0);
    },
  );
});
