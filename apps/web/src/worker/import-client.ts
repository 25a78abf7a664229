// Imports: a tab's jobs that end in a stored run. It is loaded when a file is looked at or a demo is asked for; opening a
// run does without.
import type { RunView } from "@solewise/insight";
import { cleanName, type Side } from "@solewise/terms";
import type { ImportRecord } from "../store/import-record.ts";
import { type OpenedStore, openStore } from "../store/open-store.ts";
import type { RunResult, StoredRun } from "../store/stored-run.ts";
import type { AnalysisJobs, ImportOutcome, ImportRequest } from "./analysis-jobs.ts";
import { compressSoon } from "./compress-samples.ts";
import { DemoMeter, ImportMeter } from "./import-progress.ts";
import {
  type AnalysedFoot,
  analyseFeet,
  carryOut,
  type ImportPlan,
  type ImportTools,
  type ImportWatch,
  outcomeOf,
} from "./import-run.ts";
import type { OpenedRuns } from "./opened-runs.ts";
import type { WorkerCrew } from "./run-job.ts";

/** What is random or tells the time; passed in by tests. */
export interface ClientSettings {
  nowMs: () => number;
  newRunId: () => string;
  drawSeed: () => number;
  timeZone: () => string;
}

const DEMO_PRESET_NAME = "demo";

/** What an import shares with the tab's other jobs. */
export interface ImportClientParts {
  settings: ClientSettings;
  crew: WorkerCrew;
  opened: OpenedRuns;
}

/** The imports of a tab. */
export class ImportClient implements Pick<AnalysisJobs, "importRun" | "makeDemoRun" | "resumeImport" | "changeSides"> {
  readonly #settings: ClientSettings;
  readonly #crew: WorkerCrew;
  readonly #opened: OpenedRuns;

  constructor({ settings, crew, opened }: ImportClientParts) {
    [this.#settings, this.#crew, this.#opened] = [settings, crew, opened];
  }

  async importRun(
    request: ImportRequest,
    onProgress: ImportWatch["onProgress"],
    signal?: AbortSignal,
  ): Promise<ImportOutcome> {
    const files = request.feet.map(({ file }) => file);
    const samples = request.keepSamples === false ? "leave" : "store";
    return this.#begin({ record: this.#recordOf(request), files, samples }, { onProgress, signal });
  }

  async makeDemoRun(
    name: string,
    onProgress: ImportWatch["onProgress"],
    signal?: AbortSignal,
    seed: number = this.#settings.drawSeed(),
  ): Promise<ImportOutcome> {
    const madeAtMs = this.#settings.nowMs();
    const meter = new DemoMeter(onProgress, () => performance.now());
    const make = (side: Side): Promise<{ file: File; durationSec: number }> =>
      this.#crew.run(
        "simulate",
        { seed, side, madeAtMs },
        { signal, onShare: (share) => meter.advanceFoot(side, share) },
      );
    try {
      const [left, right] = await Promise.all([make("left"), make("right")]);
      const record = this.#recordOf({
        feet: [
          { file: left.file, side: "left", sideSource: "recording" },
          { file: right.file, side: "right", sideSource: "recording" },
        ],
        name,
        startedAtMs: Math.round(madeAtMs - left.durationSec * 1000),
        startSource: "import",
      });
      const demo = { preset: DEMO_PRESET_NAME, seed };
      const plan: ImportPlan = { record: { ...record, demo }, files: [left.file, right.file], samples: "store" };
      return await this.#begin(plan, { onProgress: meter.import, signal });
    } catch (error) {
      return outcomeOf(error, [], signal);
    }
  }

  async resumeImport(
    runId: string,
    onProgress: ImportWatch["onProgress"],
    signal?: AbortSignal,
  ): Promise<ImportOutcome> {
    const store = await openStore();
    const release = await store.imports.owner.take(runId);
    if (release === null) return { kind: "elsewhere" };
    try {
      const record = await store.imports.takeUp(runId);
      if (record === null) return { kind: "elsewhere" };
      const files = await this.#keptFiles(store, runId, record.feet);
      if (files === null) return { kind: "no-samples" };
      return await this.#finishImport(store, { record, files, samples: "stored" }, { onProgress, signal });
    } finally {
      release();
    }
  }

  async changeSides(
    runId: string,
    sides: readonly Side[],
    onProgress: ImportWatch["onProgress"] = () => undefined,
    signal?: AbortSignal,
  ): Promise<ImportOutcome> {
    const store = await openStore();
    const run = await store.runs.get(runId);
    if (run === null) return { kind: "no-samples" };
    if (sides.length !== run.feet.length || new Set(sides).size !== sides.length) {
      throw new RangeError(`expected ${run.feet.length} different sides, but found ${sides.join(", ")}`);
    }
    const files = await this.#keptFiles(store, runId, run.feet);
    if (files === null) return { kind: "no-samples" };
    try {
      const { result, view } = await this.#analyseAnew(store, { run, sides, files }, { onProgress, signal });
      if (!(await store.runs.replaceAnalysis(result))) return { kind: "elsewhere" };
      this.#opened.remember(result, view);
      return { kind: "imported", runId };
    } catch (error) {
      return outcomeOf(error, files, signal);
    }
  }

  #recordOf(request: ImportRequest): ImportRecord {
    const { nowMs, newRunId, timeZone } = this.#settings;
    const { name, walkName, startedAtMs, startSource, feet } = request;
    return {
      runId: newRunId(),
      name: cleanName(name),
      ...(walkName === undefined ? {} : { walkName: cleanName(walkName) }),
      startedAtMs,
      startSource,
      timeZone: timeZone(),
      demo: null,
      createdAtMs: nowMs(),
      feet: feet.map(({ file, side, sideSource }, slot) => ({
        fileName: file.name,
        sizeBytes: file.size,
        lastModifiedMs: file.lastModified,
        side,
        sideSource,
        slot,
      })),
      hasFiles: false,
      attemptCount: 1,
    };
  }

  /** Announces an import and does it. */
  async #begin(plan: ImportPlan, watch: ImportWatch): Promise<ImportOutcome> {
    const store = await openStore();
    const release = await store.imports.owner.take(plan.record.runId);
    try {
      await store.imports.announce(plan.record);
      return await this.#finishImport(store, plan, watch);
    } catch (error) {
      return await outcomeOf(error, plan.files, watch.signal);
    } finally {
      release?.();
    }
  }

  async #finishImport(store: OpenedStore, plan: ImportPlan, watch: ImportWatch): Promise<ImportOutcome> {
    const outcome = await carryOut(this.#tools(store), plan, watch);
    if (outcome.kind === "imported") compressSoon(store.runs, this.#crew);
    return outcome;
  }

  #tools(store: OpenedStore): ImportTools {
    return { store, crew: this.#crew, opened: this.#opened, elapsedMs: () => performance.now() };
  }

  /** Kept samples as files under their own names; null when one is missing. */
  async #keptFiles(
    store: OpenedStore,
    runId: string,
    feet: readonly { slot: number; fileName: string }[],
  ): Promise<File[] | null> {
    const files: File[] = [];
    for (const { slot, fileName } of feet) {
      const samples = await store.runs.getSamples(runId, slot);
      if (samples === null) return null;
      files.push(new File([samples.blob], fileName));
    }
    return files;
  }

  async #analyseAnew(
    store: OpenedStore,
    { run, sides, files }: { run: StoredRun; sides: readonly Side[]; files: readonly File[] },
    { onProgress, signal }: ImportWatch,
  ): Promise<{ result: RunResult; view: RunView }> {
    const meter = new ImportMeter(files.length, onProgress, () => performance.now());
    const stop = new AbortController();
    const feet = run.feet.map((foot, index): AnalysedFoot => ({
      side: sides[index] ?? foot.side,
      sideSource: sides[index] === foot.side ? foot.sideSource : "chosen",
      file: files[index] as File,
      slot: foot.slot,
      keptBytes: foot.keptBytes,
    }));
    try {
      const all = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
      const { assembled, view, feet: analysed, strides } = await analyseFeet(this.#tools(store), feet, meter, all);
      return { result: { run: { ...run, ...assembled, feet: analysed }, strides }, view };
    } finally {
      stop.abort();
    }
  }
}
