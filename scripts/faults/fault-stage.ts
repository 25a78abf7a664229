// A real server with clients that write while something is done to it. Comes in: a fault's beginning and end. Goes out: what
// clients were told, when service was back, what was lost, in words.
import { setTimeout as sleep } from "node:timers/promises";
import { ApiProblem, readAnswer, type SolewiseClient } from "@solewise/client";
import { createRandom } from "../accuracy/random.ts";
import type { KnownRun } from "../server-stage/known-run.ts";
import { RunWriter } from "../server-stage/run-writer.ts";
import { openRecordings, type SmallRecording } from "../server-stage/small-recordings.ts";
import { clientOf, judgeAudit, registerOperator } from "../server-stage/stage-client.ts";
import { StageServer, type StartedServer, type StageWishes } from "../server-stage/stage-server.ts";
import { compareRecordings, compareRuns, readWhenBack, untilAnalysed } from "../server-stage/verify-runs.ts";
import { Told, type ToldLine } from "./told.ts";

/** Clients that write at once. */
const WRITER_COUNT = 3;
/** Writing before a fault begins. Milliseconds. */
const BEFORE_MS = 300;
/** A client that was refused comes again after. Milliseconds. */
const AGAIN_MS = 50;
/** How long nobody may be refused until a fault counts as one without effect. Milliseconds. */
const EFFECT_TIME_MAX_MS = 60_000;
/** How long service may be away after a fault has ended. Milliseconds. */
const BACK_TIME_MAX_MS = 90_000;

/** What is done. */
export interface Harm {
  begin: () => unknown;
  end: () => unknown;
  /** How long it lasts at least. Milliseconds. */
  holdMs?: number;
  /** Requests that have to be refused meanwhile; 0: nobody needs to notice. */
  refusedMinCount: number;
  /** Whether what is there can be read meanwhile. */
  isReadable: boolean;
  /** Refusals that are right although they say nothing of the server, as 401 by a clock that is ahead. */
  mayRefuse?: (problem: ApiProblem) => boolean;
  /** Something to look at while it lasts; problems in words. */
  meanwhile?: () => Promise<string[]>;
}

/** What came of it. */
export interface Suffered {
  told: ToldLine[];
  /** From the end of the fault to a run that was brought whole. Milliseconds. */
  backMs: number;
  problems: string[];
}

/** A server, its clients, what they know. */
export class FaultStage {
  readonly server: StageServer;
  readonly recordingsOf = openRecordings();
  readonly #writers: RunWriter[];
  readonly #prober: RunWriter;
  #told = new Told();
  #mayRefuse: Harm["mayRefuse"] = undefined;
  #token = "";
  #started: StartedServer = { origin: "", joinToken: "" };
  acknowledgedCount = 0;

  constructor(seed: number, wishes: StageWishes) {
    this.server = new StageServer(wishes);
    const writer = (name: string): RunWriter => this.addWriter(name, seed, this.recordingsOf);
    this.#writers = Array.from({ length: WRITER_COUNT }, (_, index) => writer(`writer ${index}`));
    this.#prober = writer("prober");
  }

  #nextNumber = 0;
  readonly #all: { writer: RunWriter; recordingsOf: (runNumber: number) => SmallRecording[] }[] = [];

  /** One more client with recordings of its own; its writes are compared too. */
  addWriter(name: string, seed: number, recordingsOf: (runNumber: number) => SmallRecording[]): RunWriter {
    const writer = new RunWriter(name, {
      recordingsOf,
      random: createRandom(seed, name),
      nextNumber: () => (this.#nextNumber += 1),
      onAcknowledged: () => void (this.acknowledgedCount += 1),
      onRefused: (problem) => {
        this.#told.add(problem);
        return problem.isAway || this.#mayRefuse?.(problem) === true;
      },
    });
    this.#all.push({ writer, recordingsOf });
    return writer;
  }

  /** Everything that any client knows of. */
  get known(): KnownRun[] {
    return this.#all.flatMap(({ writer }) => writer.runs);
  }

  get origin(): string {
    return this.#started.origin;
  }

  get token(): string {
    return this.#token;
  }

  get client(): SolewiseClient {
    return clientOf(this.#started, this.#token);
  }

  async begin(): Promise<void> {
    this.#started = await this.server.start();
    this.#token = await registerOperator(this.#started);
  }

  async #write(isOver: () => boolean): Promise<void> {
    const all = this.#writers.map(async (writer) => {
      while (!isOver()) {
        await writer.write(this.client, isOver);
        if (!isOver()) await sleep(AGAIN_MS);
      }
    });
    await Promise.all(all);
  }

  /** A new run, whole, as soon as it is taken. */
  async #untilBack(problems: string[]): Promise<void> {
    const beganMs = performance.now();
    await this.#prober.bringWhole(this.client, async (problem) => {
      if (performance.now() - beganMs > BACK_TIME_MAX_MS)
        throw new Error(`service is not back after ${BACK_TIME_MAX_MS / 1000} s: ${problem.message}`);
      await sleep(AGAIN_MS);
    });
    if (this.server.pid === null) problems.push("the server's process ended");
  }

  async #untilNoticed(refusedMinCount: number, problems: string[]): Promise<void> {
    const deadlineMs = performance.now() + EFFECT_TIME_MAX_MS;
    while (this.#told.count < refusedMinCount && performance.now() < deadlineMs) await sleep(20);
    if (this.#told.count < refusedMinCount)
      problems.push(
        `expected ${refusedMinCount} refusals, but there were ${this.#told.count}: the fault had no effect`,
      );
  }

  async #canRead(): Promise<string[]> {
    const page = await readAnswer(this.client.GET("/api/v1/runs", { params: { query: {} } })).catch(
      (error: unknown) => error,
    );
    return page instanceof ApiProblem ? [`what is there cannot be read: ${page.status} ${page.message}`] : [];
  }

  /** Clients write, the fault begins, lasts and ends, clients go on; then everything is compared. */
  async suffer(harm: Harm): Promise<Suffered> {
    const problems: string[] = [];
    this.#told = new Told();
    this.#mayRefuse = harm.mayRefuse;
    let isOver = false;
    const writing = this.#write(() => isOver);
    writing.catch(() => undefined); // told below
    await sleep(BEFORE_MS);
    let backMs = 0;
    try {
      await harm.begin();
      await sleep(harm.holdMs ?? 0);
      await this.#untilNoticed(harm.refusedMinCount, problems);
      if (harm.isReadable) problems.push(...(await this.#canRead()));
      problems.push(...((await harm.meanwhile?.()) ?? []));
    } finally {
      await harm.end();
      const endedMs = performance.now();
      await this.#untilBack(problems);
      backMs = performance.now() - endedMs;
      isOver = true;
    }
    await writing;
    problems.push(...this.#told.problems, ...(await this.compare()));
    return { told: this.#told.lines, backMs, problems };
  }

  /** What is told meanwhile, by others than the writers. */
  hear(): Told {
    return (this.#told = new Told());
  }

  /** Everything acknowledged is there; what is not, in words. */
  async compare(): Promise<string[]> {
    const found = await readWhenBack(this.client);
    return this.#all.flatMap(({ writer, recordingsOf }) => {
      const own = new Map([...found].filter(([runId]) => writer.runs.some((run) => run.runId === runId)));
      return compareRuns(own, writer.runs, recordingsOf);
    });
  }

  /** Runs at the server that nobody brought. */
  async #strangers(): Promise<string[]> {
    const known = new Set(this.known.map(({ runId }) => runId));
    return [...(await readWhenBack(this.client)).keys()]
      .filter((runId) => !known.has(runId))
      .map((runId) => `${runId}: a run that nobody brought`);
  }

  /** After a start of its own every analysis ends, every recording comes out byte for byte. */
  async finish(say: (line: string) => void): Promise<{ recordingsCompared: number; problems: string[] }> {
    await this.server.stop();
    this.#started = await this.server.start();
    const problems = await untilAnalysed(this.client, say);
    problems.push(...(await this.compare()), ...(await this.#strangers()));
    let recordingsCompared = 0;
    for (const { writer, recordingsOf } of this.#all) {
      const compared = await compareRecordings(this.client, writer.runs, recordingsOf);
      recordingsCompared += compared.count;
      problems.push(...compared.problems);
    }
    return { recordingsCompared, problems };
  }

  /** Stops the server and counts what does not belong together. */
  async audit(): Promise<string[]> {
    await this.server.stop();
    return judgeAudit(await this.server.audit());
  }
}
