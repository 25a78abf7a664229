// One pass over an analysis gathers what a text report shows, in memory that does not grow with the run.
// Comes in: the Analysis. Goes out: tallies by foot and by distance, and activities over time.
import type { Activity, Analysis, FiguresActivity, Side, Stride } from "@solewise/terms";
import { isOfFigures, Odometer } from "./odometer.ts";
import { StrideTallies } from "./stride-tallies.ts";

/** Seconds, strides and metres of one activity, as one person (mean of the feet that are there). */
export interface ActivityTotal {
  seconds: number;
  strideCount: number;
}

/** What a text report is laid out from. */
export interface RunMeasures {
  /** The kind of strides the figures are taken over; null when there are none. */
  mainActivity: FiguresActivity | null;
  all: StrideTallies;
  bySide: Record<Side, StrideTallies>;
  /** Main-activity strides in equal stretches of the whole distance, first to last. */
  byDistance: StrideTallies[];
  activities: Map<Activity, ActivityTotal>;
  /** The activity that filled most of each equal stretch of time; null where no stride was made. */
  timeline: (Activity | null)[];
}

/** How finely a run is cut, in columns of the drawing. */
export interface MeasureOptions {
  distanceBinCount: number;
  timeBinCount: number;
  /** Instant on each foot's clock at which the run began. */
  startSec: Record<Side, number>;
}

function strideSeconds(stride: Stride): number {
  return (stride.strideTimeMs ?? 0) / 1000;
}

function binIndex(position: number, whole: number, count: number): number {
  if (!(whole > 0)) return 0;
  return Math.min(count - 1, Math.max(0, Math.floor((position / whole) * count)));
}

/** Seconds of each activity in each stretch of time; the largest wins if it fills a quarter of the stretch. */
class Timeline {
  readonly #bins: Map<Activity, number>[];
  readonly #options: MeasureOptions;
  readonly #durationSec: number;

  constructor(options: MeasureOptions, durationSec: number) {
    this.#bins = Array.from({ length: options.timeBinCount }, () => new Map<Activity, number>());
    this.#options = options;
    this.#durationSec = durationSec;
  }

  add(stride: Stride, share: number): void {
    const position = stride.midstanceSec - this.#options.startSec[stride.side];
    const bin = this.#bins[binIndex(position, this.#durationSec, this.#bins.length)];
    bin?.set(stride.activity, (bin.get(stride.activity) ?? 0) + strideSeconds(stride) * share);
  }

  winners(): (Activity | null)[] {
    const enoughSec = (0.25 * this.#durationSec) / this.#bins.length;
    return this.#bins.map((bin) => {
      const [winner] = [...bin].sort((a, b) => b[1] - a[1]);
      const filledSec = [...bin.values()].reduce((sum, seconds) => sum + seconds, 0);
      return winner === undefined || filledSec < enoughSec ? null : winner[0];
    });
  }
}

function emptyMeasures(main: FiguresActivity | null, options: MeasureOptions): RunMeasures {
  return {
    mainActivity: main,
    all: new StrideTallies(),
    bySide: { left: new StrideTallies(), right: new StrideTallies() },
    byDistance: Array.from({ length: options.distanceBinCount }, () => new StrideTallies()),
    activities: new Map(),
    timeline: [],
  };
}

function addActivity(activities: Map<Activity, ActivityTotal>, stride: Stride, share: number): void {
  const total = activities.get(stride.activity) ?? { seconds: 0, strideCount: 0 };
  total.seconds += strideSeconds(stride) * share;
  total.strideCount += 1;
  activities.set(stride.activity, total);
}

/** Gathers a report's figures in one pass over the strides. */
export function measureRun(analysis: Analysis, options: MeasureOptions): RunMeasures {
  const { strides, summary } = analysis;
  const main = summary.figuresActivity ?? null;
  const measures = emptyMeasures(main, options);
  const feet = { left: new Odometer(), right: new Odometer() };
  const timeline = new Timeline(options, summary.durationSec);
  const share = summary.feet === "both" ? 0.5 : 1;
  for (const stride of strides) {
    const foot = feet[stride.side];
    const isMain = isOfFigures(stride.activity, main);
    if (isMain) {
      measures.byDistance[binIndex(foot.meters, summary.distanceMeters, options.distanceBinCount)]?.add(stride);
      measures.all.add(stride);
      measures.bySide[stride.side].add(stride);
    }
    addActivity(measures.activities, stride, share);
    timeline.add(stride, share);
    foot.advance(stride);
  }
  measures.timeline = timeline.winners();
  return measures;
}
