// Tells Vitest's schedule at the end of a run. Comes in: when files begin and end. Goes out: lines on standard output.
import { relative } from "node:path";
import type { Reporter, TestModule, Vitest } from "vitest/node";
import { describeSchedule, type FileSpan } from "./schedule.ts";

/** Runs of fewer files tell nothing: their schedule is seen at a glance. */
const FILE_COUNT_MIN = 10;

export class ScheduleReporter implements Reporter {
  private vitest: Vitest | null = null;
  private readonly begins = new Map<string, number>();
  private readonly spans: FileSpan[] = [];

  onInit(vitest: Vitest): void {
    this.vitest = vitest;
  }

  /** A worker begins to load it. */
  onTestModuleQueued({ moduleId }: TestModule): void {
    this.begins.set(moduleId, performance.now());
  }

  onTestModuleEnd({ moduleId }: TestModule): void {
    const toMs = performance.now();
    const path = relative(this.vitest?.config.root ?? "", moduleId);
    this.spans.push({ path, fromMs: this.begins.get(moduleId) ?? toMs, toMs });
  }

  onTestRunEnd(): void {
    if (this.vitest === null || this.spans.length < FILE_COUNT_MIN) return;
    const { maxWorkers } = this.vitest.config;
    for (const line of describeSchedule(this.spans, maxWorkers)) this.vitest.logger.log(line);
  }
}
