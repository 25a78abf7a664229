// A program of `npm run bench`: how long the server with its own PostgreSQL takes from its start to its last line. Comes in:
// nothing. Goes out on stdout: one JSON object, medians of rounds, each in a new data folder: the first start (PostgreSQL is
// made and migrated), a start after an orderly stop, one after kill -9 of the server, one after kill -9 of both.
import { rm } from "node:fs/promises";
import { makeBuiltApp } from "../testing/built-app.ts";
import { embeddedFolder, endEmbedded, postgresPid, untilGone } from "../testing/embedded-folder.ts";
import { startProcess } from "../testing/server-process.ts";

/** What was measured, seconds. */
interface StartsCost {
  rounds: number;
  firstSec: number;
  againSec: number;
  afterServerKillSec: number;
  afterBothKillSec: number;
}

const ROUNDS = 3;

const medianOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

async function measureRound(appFolder: string, dataFolder: string): Promise<number[]> {
  const secs: number[] = [];
  const start = async () => {
    const startMs = performance.now();
    const server = startProcess(["--app-folder", appFolder], { SOLEWISE_HOME: dataFolder });
    await server.started;
    secs.push((performance.now() - startMs) / 1000);
    return server;
  };
  const end = async ({ child, end: ended }: ReturnType<typeof startProcess>, signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  await end(await start(), "SIGTERM");
  await end(await start(), "SIGKILL");
  const server = await start();
  const postgres = postgresPid(dataFolder);
  process.kill(postgres, "SIGKILL");
  await end(server, "SIGKILL");
  await untilGone(postgres);
  await end(await start(), "SIGTERM");
  return secs;
}

async function measure(): Promise<StartsCost> {
  const appFolder = makeBuiltApp();
  const rounds: number[][] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const dataFolder = embeddedFolder();
      try {
        rounds.push(await measureRound(appFolder, dataFolder));
      } finally {
        await endEmbedded(dataFolder);
      }
    }
  } finally {
    await rm(appFolder, { recursive: true, force: true });
  }
  const at = (index: number): number => medianOf(rounds.map((secs) => secs[index] ?? 0));
  return { rounds: ROUNDS, firstSec: at(0), againSec: at(1), afterServerKillSec: at(2), afterBothKillSec: at(3) };
}

process.stdout.write(`${JSON.stringify(await measure())}\n`);
process.exit(0);
