// Rounds of writing and killing. Comes in: how many, a seed. Goes out: counts, and what was lost in words.
import { setTimeout as sleep } from "node:timers/promises";
import type { SolewiseClient } from "@solewise/client";
import { createRandom, type Random } from "../accuracy/random.ts";
import { RunWriter } from "../server-stage/run-writer.ts";
import { openRecordings } from "../server-stage/small-recordings.ts";
import { clientOf, judgeAudit, registerOperator } from "../server-stage/stage-client.ts";
import { type KillTarget, StageServer, type StartedServer } from "../server-stage/stage-server.ts";
import { compareRecordings, compareRuns, readWhenBack, untilAnalysed } from "../server-stage/verify-runs.ts";

/** Clients that write at once. */
const WRITER_COUNT = 3;
/** The moment of a kill after the writing began. Milliseconds. */
const KILL_MIN_MS = 20;
const KILL_MAX_MS = 1200;
/** What is killed, in turn. */
const TARGETS: readonly KillTarget[] = ["server", "postgres", "both"];

/** What is asked for. */
export interface CrashOptions {
  roundCount: number;
  seed: number;
  /** No round begins after it; null: none is left out. Seconds. */
  timeMaxSec: number | null;
  say: (line: string) => void;
}

/** What came of it. */
export interface CrashReport {
  rounds: number;
  kills: Record<KillTarget, number>;
  acknowledgedWrites: number;
  runs: number;
  analysed: number;
  recordingsCompared: number;
  audit: Record<string, unknown>;
  problems: string[];
}

/** Everything of a run of the rounds. */
class CrashStage {
  readonly server = new StageServer();
  readonly recordingsOf = openRecordings();
  readonly writers: RunWriter[];
  readonly kills: Record<KillTarget, number> = { server: 0, postgres: 0, both: 0 };
  readonly problems: string[] = [];
  acknowledgedCount = 0;
  readonly #random: Random;
  #token = "";

  constructor(seed: number) {
    this.#random = createRandom(seed, "kills");
    let number = 0;
    this.writers = Array.from({ length: WRITER_COUNT }, (_, index) => {
      const name = `writer ${index}`;
      return new RunWriter(name, {
        recordingsOf: this.recordingsOf,
        random: createRandom(seed, name),
        nextNumber: () => (number += 1),
        onAcknowledged: () => void (this.acknowledgedCount += 1),
      });
    });
  }

  get known() {
    return this.writers.flatMap(({ runs }) => runs);
  }

  async begin(): Promise<StartedServer> {
    const started = await this.server.start();
    this.#token = await registerOperator(started);
    return started;
  }

  client(started: StartedServer): SolewiseClient {
    return clientOf(started, this.#token);
  }

  /** Writes, kills, starts again, compares. */
  async round(index: number, started: StartedServer): Promise<StartedServer> {
    const target = TARGETS[index % TARGETS.length] ?? "both";
    let isOver = false;
    const writing = Promise.all(this.writers.map((writer) => writer.write(this.client(started), () => isOver)));
    writing.catch(() => undefined); // told below
    await sleep(KILL_MIN_MS + this.#random.uniform() * (KILL_MAX_MS - KILL_MIN_MS));
    await this.server.kill(target);
    this.kills[target] += 1;
    isOver = true;
    await writing;
    const next = target === "postgres" ? started : await this.server.start();
    this.compare(await readWhenBack(this.client(next)));
    return next;
  }

  compare(found: Awaited<ReturnType<typeof readWhenBack>>): void {
    this.problems.push(...compareRuns(found, this.known, this.recordingsOf));
  }
}

/** After a start of its own: uploads and analyses that a kill broke off are the server's to finish. */
async function finish(stage: CrashStage, say: CrashOptions["say"]): Promise<Omit<CrashReport, "rounds">> {
  await stage.server.stop();
  const client = stage.client(await stage.server.start());
  stage.problems.push(...(await untilAnalysed(client, say)));
  const found = await readWhenBack(client);
  stage.compare(found);
  const compared = await compareRecordings(client, stage.known, stage.recordingsOf);
  stage.problems.push(...compared.problems);
  await stage.server.stop();
  const audit = await stage.server.audit();
  stage.problems.push(...judgeAudit(audit));
  return {
    kills: stage.kills,
    acknowledgedWrites: stage.acknowledgedCount,
    runs: found.size,
    analysed: [...found.values()].filter(({ state }) => state === "ready").length,
    recordingsCompared: compared.count,
    audit,
    problems: stage.problems,
  };
}

/** Runs the rounds. */
export async function crashRounds({ roundCount, seed, timeMaxSec, say }: CrashOptions): Promise<CrashReport> {
  const stage = new CrashStage(seed);
  const beganMs = performance.now();
  const isLate = (): boolean => timeMaxSec !== null && performance.now() - beganMs > timeMaxSec * 1000;
  try {
    let started = await stage.begin();
    let rounds = 0;
    for (; rounds < roundCount && !isLate(); rounds += 1) {
      started = await stage.round(rounds, started);
      if ((rounds + 1) % 10 === 0)
        say(`${rounds + 1} rounds, ${stage.acknowledgedCount} writes acknowledged, ${stage.problems.length} problems`);
    }
    return { rounds, ...(await finish(stage, say)) };
  } catch (error) {
    say(`The server's log ends so:\n${stage.server.log.slice(-4000)}`);
    throw error;
  } finally {
    await stage.server.remove();
  }
}
