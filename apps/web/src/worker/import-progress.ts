// How far an import is, as one number that only grows. Comes in: stages and shares of each foot. Goes out: ImportProgress,
// at most ten times a second. // WRK7
import type { Side } from "@solewise/terms";
import type { ImportProgress, ImportStage } from "./analysis-jobs.ts";

/** Where each stage begins in the whole; analysing takes nearly all of the time (measured). */
const STAGE_STARTS: Record<ImportStage, number> = { storing: 0, analysing: 0.02, assembling: 0.92, saving: 0.97 };
const STAGE_ENDS: Record<ImportStage, number> = { storing: 0.02, analysing: 0.92, assembling: 0.97, saving: 1 };

/** Least time between two reports, ms. */
export const REPORT_MIN_MS = 100;

export class ImportMeter {
  readonly #report: (progress: ImportProgress) => void;
  readonly #nowMs: () => number;
  readonly #shares: number[];
  #reportedAtMs = -Infinity;
  #stage: ImportStage = "storing";
  #fraction = 0;

  /** `nowMs` is a clock that only goes forward. */
  constructor(footCount: number, report: (progress: ImportProgress) => void, nowMs: () => number) {
    this.#shares = Array.from({ length: footCount }, () => 0);
    this.#report = report;
    this.#nowMs = nowMs;
  }

  /** A stage begins; always reported. */
  begin(stage: ImportStage): void {
    this.#stage = stage;
    this.#advance(STAGE_STARTS[stage]);
    this.#tell(null);
  }

  /** A foot is read this far, 0…1; a second reading that starts anew does not go back. */
  advanceFoot(index: number, share: number, side: Side): void {
    this.#shares[index] = Math.max(this.#shares[index] ?? 0, Math.min(1, share));
    const mean = this.#shares.reduce((sum, one) => sum + one, 0) / this.#shares.length;
    const start = STAGE_STARTS.analysing;
    this.#advance(start + mean * (STAGE_ENDS.analysing - start));
    if (this.#nowMs() - this.#reportedAtMs >= REPORT_MIN_MS) this.#tell(side);
  }

  /** Everything is in. */
  end(): void {
    this.#advance(1);
    this.#tell(null);
  }

  #advance(fraction: number): void {
    this.#fraction = Math.max(this.#fraction, fraction);
  }

  #tell(side: Side | null): void {
    this.#reportedAtMs = this.#nowMs();
    this.#report({ stage: this.#stage, fraction: this.#fraction, side });
  }
}
