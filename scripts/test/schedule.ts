// When each test file ran, and how long workers had nothing to do. Comes in: spans. Goes out: lines. Pure.

/** A file and when a worker had it, ms. */
export interface FileSpan {
  path: string;
  fromMs: number;
  toMs: number;
}

/** Files that are named. */
const NAMED_COUNT = 12;

const inSec = (ms: number): string => (ms / 1000).toFixed(1);

/** Lines: how much of the workers' time was used, since when not all had work, the files that took longest. */
export function describeSchedule(spans: readonly FileSpan[], workerCount: number): string[] {
  if (spans.length === 0) return [];
  const startMs = Math.min(...spans.map(({ fromMs }) => fromMs));
  const endMs = Math.max(...spans.map(({ toMs }) => toMs));
  const busyMs = spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const share = Math.round((100 * busyMs) / ((endMs - startMs) * workerCount));
  const ends = spans.map(({ toMs }) => toMs).toSorted((a, b) => b - a);
  const lastFullMs = ends[workerCount - 1] ?? startMs;
  const longest = spans.toSorted((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs)).slice(0, NAMED_COUNT);
  return [
    `Schedule: ${spans.length} files, ${workerCount} workers with work ${share} % of ${inSec(endMs - startMs)} s; in the last ${inSec(endMs - lastFullMs)} s not all had any`,
    ...longest.map(
      ({ path, fromMs, toMs }) => `  ${inSec(toMs - fromMs).padStart(6)} s from ${inSec(fromMs - startMs)} s: ${path}`,
    ),
  ];
}
