// A foot's own way: strides of one foot in, metres of locomotion so far out; and which strides the figures are over.
import type { Activity, FiguresActivity, Side } from "@solewise/terms";

/** What an odometer needs of a stride. */
export interface TravellingStride {
  side: Side;
  activity: Activity;
  strideTimeMs: number | null;
  strideLengthMeters: number | null;
  speedMps: number | null;
}

/** Whether a stride is of the kind that the figures are taken over. */
export function isOfFigures(activity: Activity, kind: FiguresActivity | null): boolean {
  return kind === "stairs" ? activity.startsWith("stairs") : activity === kind;
}

/** Counts metres of locomotion; strides without a length count at the last known speed. */
export class Odometer {
  meters = 0;
  #speedMps = 0;

  advance(stride: TravellingStride): void {
    this.#speedMps = stride.speedMps ?? this.#speedMps;
    const strideSec = (stride.strideTimeMs ?? 0) / 1000;
    if (stride.activity !== "other") this.meters += stride.strideLengthMeters ?? strideSec * this.#speedMps;
  }
}
