// The analysis for the screens: every job goes to a worker, every result to the store. Load it lazily; nothing is started
// before the first job.
import { InputError } from "@solewise/terms";
import { v7 } from "uuid";
import type { ArchiveProgress } from "../store/archive-export.ts";
import type { ArchiveOutcome, DeriveRun } from "../store/archive-import.ts";
import { openStore } from "../store/open-store.ts";
import { saveStream } from "../store/save-file.ts";
import type { AnalysisJobs, ImportOutcome, InspectedFile, OpenedRun, RefusedFile } from "./analysis-jobs.ts";
import { compressKeptSamples } from "./compress-samples.ts";
import type { ClientSettings, ImportClient } from "./import-client.ts";
import { OpenedRuns } from "./opened-runs.ts";
import { WorkerCrew } from "./run-job.ts";
import { resultBuffers } from "./worker-messages.ts";

const DEFAULTS: ClientSettings = {
  nowMs: () => Date.now(),
  newRunId: () => v7(),
  drawSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
  timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
};

let shared: AnalysisJobs | null = null;

/** The jobs of this tab, the same for every screen. */
export function analysisJobs(): AnalysisJobs {
  shared ??= createAnalysisJobs();
  return shared;
}

/** Jobs with workers of their own. */
export function createAnalysisJobs(settings: Partial<ClientSettings> = {}): AnalysisJobs {
  return new AnalysisClient({ ...DEFAULTS, ...settings });
}

class AnalysisClient implements AnalysisJobs {
  readonly #settings: ClientSettings;
  readonly #crew = new WorkerCrew();
  readonly #opened = new OpenedRuns(this.#crew);
  #imports: Promise<ImportClient> | null = null;

  constructor(settings: ClientSettings) {
    this.#settings = settings;
  }

  async inspect(files: readonly File[]): Promise<{ files: InspectedFile[]; refused: RefusedFile[] }> {
    void this.#loadImports(); // what comes next: it is there when the runner has agreed
    const answers = await this.#crew.run("inspect", { files: [...files] });
    const inspected: InspectedFile[] = [];
    const refused: RefusedFile[] = [];
    for (const [index, answer] of answers.entries()) {
      const file = files[index];
      if (file === undefined) continue;
      if ("inspection" in answer) inspected.push({ file, ...answer.inspection });
      else {
        const { message } = InputError.of(answer.refusal);
        refused.push({ file, message, ...answer.refusal });
      }
    }
    return { files: inspected, refused };
  }

  async importRun(...request: Parameters<AnalysisJobs["importRun"]>): Promise<ImportOutcome> {
    return (await this.#loadImports()).importRun(...request);
  }

  async makeDemoRun(...request: Parameters<AnalysisJobs["makeDemoRun"]>): Promise<ImportOutcome> {
    return (await this.#loadImports()).makeDemoRun(...request);
  }

  async resumeImport(...request: Parameters<AnalysisJobs["resumeImport"]>): Promise<ImportOutcome> {
    return (await this.#loadImports()).resumeImport(...request);
  }

  async changeSides(...request: Parameters<AnalysisJobs["changeSides"]>): Promise<ImportOutcome> {
    return (await this.#loadImports()).changeSides(...request);
  }

  async openRun(runId: string): Promise<OpenedRun | null> {
    return this.#opened.open((await openStore()).runs, runId);
  }

  async compressSamples(): Promise<void> {
    await compressKeptSamples((await openStore()).runs, this.#crew);
  }

  exportAnalysisJson(runId: string): Promise<Blob> {
    return this.#export("json", runId);
  }

  exportStridesCsv(runId: string): Promise<Blob> {
    return this.#export("csv", runId);
  }

  async exportArchive(
    fileName: string,
    exportedBy: string,
    onProgress?: ArchiveProgress,
  ): Promise<"saved" | "cancelled"> {
    return saveStream(fileName, async () => {
      await this.compressSamples(); // the same run is then the same bytes, now and after the next import
      const { streamArchive } = await import("../store/archive-export.ts");
      return streamArchive((await openStore()).runs, exportedBy, onProgress);
    });
  }

  async importArchive(file: File, onProgress?: ArchiveProgress, signal?: AbortSignal): Promise<ArchiveOutcome> {
    const [{ runs }, { importArchive }] = await Promise.all([openStore(), import("../store/archive-import.ts")]);
    const derive: DeriveRun = (feet, { algorithm, summary, warnings }, stop) =>
      this.#crew.run("derive", { feet, facts: { algorithm, summary, warnings } }, { signal: stop });
    return importArchive(runs, file, derive, { onProgress, signal });
  }

  /** A failed load is tried anew the next time. */
  #loadImports(): Promise<ImportClient> {
    this.#imports ??= import("./import-client.ts").then(
      (loaded) => new loaded.ImportClient({ settings: this.#settings, crew: this.#crew, opened: this.#opened }),
    );
    this.#imports.catch(() => (this.#imports = null));
    return this.#imports;
  }

  async #export(job: "json" | "csv", runId: string): Promise<Blob> {
    const result = await (await openStore()).runs.getResult(runId);
    if (result === null) throw new Error(`there is no run ${runId} on this device`);
    return this.#crew.run(job, result, { transfer: resultBuffers(result) });
  }
}
