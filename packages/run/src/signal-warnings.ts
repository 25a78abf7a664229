// What a listener should know of one foot's signal, in plain words: signal quality and columns in, warnings out (RUN18).
// A message says what was seen, what it does to the numbers, and what to do. Codes: docs/protocol/analyze.md.
import type { FootRecording } from "@solewise/gait";
import type { AnalysisWarning, Side, WarningCode } from "@solewise/terms";
import { type FootColumns, OTHER } from "./foot-columns.ts";
import { medianOf } from "./order-statistics.ts";

/** Lost samples worth a word, fraction. Default 0.01; accuracy was seen unchanged at 2 % (GAIT, "Under stress"). */
const LOST_MIN_FRACTION = 0.01;

/** Clipped samples worth a word, fraction. Default 0.0005: one sample in five strides at 200 Hz. Engineering estimate. */
const CLIPPED_MIN_FRACTION = 0.0005;

/** Rest that lets the gyroscope's zero be learned, seconds. Default 0.5. */
const REST_MIN_SEC = 0.5;

/** A first midstance earlier than this after the first sample means that the foot was already moving along, seconds. */
const FIRST_STRIDE_EARLY_SEC = 1.5;

/** Mean specific force that no foot has when the file is in m/s²: gravity alone is 9.8. */
const ACC_MEAN_MIN_MPS2 = 4;
const ACC_MEAN_MAX_MPS2 = 200;

/** Gyroscope peaks that no walking or running foot has: 1.5 rad/s is 86 °/s, 45 rad/s is 2578 °/s. */
const GYR_PEAK_MIN_RAD_PER_SEC = 1.5;
const GYR_PEAK_MAX_RAD_PER_SEC = 45;

/** Accelerometer peak above which a foot surely walked or ran. */
const ACC_PEAK_MOVING_MPS2 = 25;

/** Median quality below which every figure is doubtful. */
const QUALITY_MIN_FRACTION = 0.5;

/** One foot's recording and its columns. */
export interface ObservedFoot {
  recording: FootRecording;
  columns: FootColumns;
}

/** What one foot's signal shows; `values` are what the text shows. */
interface Finding {
  code: WarningCode;
  text: string;
  values?: Record<string, number>;
}

const FOOT_NAMES = { left: "Left foot", right: "Right foot", both: "Both feet" } as const;

const percent = (fraction: number): string => `${(100 * fraction).toFixed(fraction < 0.01 ? 2 : 1)} %`;

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

function missingFindings({ signal, isTruncated }: FootRecording): Finding[] {
  const findings: Finding[] = [];
  if (isTruncated === true) {
    const text =
      "the recording ends in the middle of a row, as when a recorder loses power; all rows before it were used.";
    findings.push({ code: "recording-truncated", text });
  }
  if (signal.lostFraction > LOST_MIN_FRACTION) {
    const text = `${percent(signal.lostFraction)} of the samples are missing; the strides around them are less sure and a few may be absent. Check the link or the memory of the sensor.`;
    findings.push({ code: "samples-lost", text, values: { lostFraction: signal.lostFraction } });
  }
  if (signal.duplicatedCount > 0) {
    const text = `${counted(signal.duplicatedCount, "sample")} repeated the instant of the one before and ${signal.duplicatedCount === 1 ? "was" : "were"} left out; the numbers are not affected.`;
    findings.push({ code: "samples-duplicated", text, values: { duplicatedCount: signal.duplicatedCount } });
  }
  if (signal.gapCount > 0) {
    const text = `${counted(signal.gapCount, "silence")} of more than 50 ms, ${signal.gapTotalSec.toFixed(1)} s in all; strides cut by them have no length: the distance in short ones is inferred from the pace around them, what was covered in silences of more than two or three strides is not counted.`;
    findings.push({ code: "gaps", text, values: { gapCount: signal.gapCount, gapTotalSec: signal.gapTotalSec } });
  }
  return findings;
}

function clippedFindings({ signal }: FootRecording): Finding[] {
  const findings: Finding[] = [];
  if (signal.accClippedFraction > CLIPPED_MIN_FRACTION) {
    const text = `the accelerometer was at its end stop in ${percent(signal.accClippedFraction)} of the samples (largest reading ${signal.accPeakMps2.toFixed(0)} m/s²); impact peaks read low and lengths are less sure. Use a range of 16 g or more.`;
    const values = { clippedFraction: signal.accClippedFraction, peakMps2: signal.accPeakMps2 };
    findings.push({ code: "accelerometer-clipped", text, values });
  }
  if (signal.gyrClippedFraction > CLIPPED_MIN_FRACTION) {
    const peakDegPerSec = (signal.gyrPeakRadPerSec * 180) / Math.PI;
    const text = `the gyroscope was at its end stop in ${percent(signal.gyrClippedFraction)} of the samples (largest reading ${peakDegPerSec.toFixed(0)} °/s); stride lengths may read several per cent short. Use a range of 2000 °/s.`;
    const values = { clippedFraction: signal.gyrClippedFraction, peakDegPerSec };
    findings.push({ code: "gyroscope-clipped", text, values });
  }
  return findings;
}

function startFindings({ recording, columns }: ObservedFoot): Finding[] {
  const { signal } = recording;
  const findings: Finding[] = [];
  if (signal.restAtStartSec < REST_MIN_SEC) {
    const text =
      "there is less than half a second of rest at the start, so the sensor's zero could not be learned there and the first strides are less sure. Stand still for a second after starting.";
    findings.push({ code: "no-rest-at-start", text, values: { restAtStartSec: signal.restAtStartSec } });
  }
  const firstStrideSec = (columns.midstanceSec[0] ?? Number.NaN) - signal.firstSampleSec;
  if (signal.restAtStartSec === 0 && firstStrideSec < FIRST_STRIDE_EARLY_SEC) {
    const text =
      "the recording starts in the middle of a movement; what was covered before the first whole stride is not counted.";
    findings.push({ code: "started-in-motion", text });
  }
  return findings;
}

function unitFindings({ signal }: FootRecording): Finding[] {
  const findings: Finding[] = [];
  if (signal.accMeanMps2 < ACC_MEAN_MIN_MPS2 || signal.accMeanMps2 > ACC_MEAN_MAX_MPS2) {
    const text = `the accelerometer reads ${signal.accMeanMps2.toFixed(2)} m/s² on average where gravity alone gives 9.8; the file may not be in m/s², and then every length is wrong.`;
    findings.push({ code: "acceleration-unit-suspect", text, values: { accMeanMps2: signal.accMeanMps2 } });
  }
  const isTooSlow = signal.gyrPeakRadPerSec < GYR_PEAK_MIN_RAD_PER_SEC && signal.accPeakMps2 > ACC_PEAK_MOVING_MPS2;
  if (isTooSlow || signal.gyrPeakRadPerSec > GYR_PEAK_MAX_RAD_PER_SEC) {
    const text = `the gyroscope's largest reading is ${signal.gyrPeakRadPerSec.toFixed(1)} rad/s where a walking or running foot gives 3 to 35; the file may not be in rad/s, and then every figure is wrong.`;
    findings.push({ code: "gyroscope-unit-suspect", text, values: { gyrPeakRadPerSec: signal.gyrPeakRadPerSec } });
  }
  return findings;
}

function strideFindings({ columns }: ObservedFoot): Finding[] {
  if (columns.strideCount === 0) {
    const text = "no stride was found; the foot rested, or the recording is not of a foot.";
    return [{ code: "no-strides", text, values: { strideCount: 0 } }];
  }
  if (columns.activity.every((code) => code === OTHER)) {
    const text = "the foot moved, but no walking or running stride was found, so there is no distance and no figure.";
    return [{ code: "no-strides", text, values: { strideCount: columns.strideCount } }];
  }
  const quality = medianOf(columns.qualityFraction);
  if (!(quality < QUALITY_MIN_FRACTION)) return [];
  const text = `the median quality of the strides is ${(Math.floor(100 * quality) / 100).toFixed(2)} of 1; take every figure with care and check how the sensor is fixed.`;
  return [{ code: "low-quality", text, values: { qualityFraction: quality } }];
}

function findingsOf(foot: ObservedFoot): Finding[] {
  return [
    ...missingFindings(foot.recording),
    ...clippedFindings(foot.recording),
    ...startFindings(foot),
    ...unitFindings(foot.recording),
    ...strideFindings(foot),
  ];
}

/** Warnings of one or two feet; each opens with the foot's name, and what is true of both in the same words is said once. */
export function describeSignals(feet: readonly ObservedFoot[]): AnalysisWarning[] {
  const named = new Map<string, Finding & { side: Side | "both" }>();
  for (const foot of feet) {
    for (const finding of findingsOf(foot)) {
      const key = `${finding.code} ${finding.text}`;
      named.set(key, { ...finding, side: named.has(key) ? "both" : foot.recording.side });
    }
  }
  return [...named.values()].map(({ code, text, side, values }) => {
    return { code, message: `${FOOT_NAMES[side]}: ${text}`, side, ...(values === undefined ? {} : { values }) };
  });
}
