// How well each figure was compared with a reference, as docs/accuracy.md has it; a test holds the two together (PGE4).
import type { FigureKey } from "@solewise/insight";

/** One row of docs/accuracy.md. */
export interface FigureEvidence {
  /** Heading of the data set there. */
  set: string;
  /** Name of the metric in the set's table; null where the distance of whole trials is told. */
  metric: string | null;
  /** Whether a real sensor was worn, or its signals were computed from motion capture. */
  sensor: "real" | "virtual";
  personCount: number;
  /** Strides, or trials where `metric` is null. */
  count: number;
  /** Mean difference and its standard deviation as printed there, in `unit`; of a trial, its mean error alone. */
  bias: number;
  spread: number | null;
  unit: "cm" | "ms" | "°" | "%";
}

const REAL_RUN = { set: "pyshoe-vicon, run", sensor: "real", personCount: 1 } as const;
const VIRTUAL_RUN = { set: "rbds-run-virtual-foot-imu, 200 Hz", sensor: "virtual", personCount: 2 } as const;

/** The nearest evidence for each figure; null where there is nothing to compare (time) or no reference (flight). */
export const FIGURE_EVIDENCE: Record<FigureKey, FigureEvidence | null> = {
  distance: { ...REAL_RUN, metric: null, count: 12, bias: 0.64, spread: null, unit: "%" },
  duration: null,
  pace: { ...REAL_RUN, metric: "stride length (cm)", count: 237, bias: -0.3, spread: 4.2, unit: "cm" },
  cadence: { ...VIRTUAL_RUN, metric: "stride time (ms)", count: 229, bias: -0.0, spread: 4.4, unit: "ms" },
  groundContactTime: { ...VIRTUAL_RUN, metric: "contact time (ms)", count: 230, bias: -0.2, spread: 4.0, unit: "ms" },
  flightTime: null,
  strideLength: { ...REAL_RUN, metric: "stride length (cm)", count: 237, bias: -0.3, spread: 4.2, unit: "cm" },
  footStrikeAngle: { ...VIRTUAL_RUN, metric: "strike angle (°)", count: 230, bias: -0.2, spread: 1.3, unit: "°" },
};
