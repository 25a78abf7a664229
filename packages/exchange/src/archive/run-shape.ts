// The shapes of run.json and solewise-archive.json: what version 1 of the format demands of each member. Members that
// `terms` calls optional may be absent here too. Source: docs/protocol/archive.md.
import type { Misfit, Shape } from "./shape.ts";
import { instant, listOf, matching, nullOr, number, oneOf, optional, record, text, wholeNumber } from "./shape.ts";

/** Largest count of strides or samples: a day and a half of 450 Hz. */
const COUNT_MAX = 100_000_000;
const NAME_MAX_COUNT = 1000;

const runId = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "a UUID in lower case");
const side = oneOf("left", "right");
const count = wholeNumber(0, COUNT_MAX);
const fraction = number(0, 1);
const notNegative = number(0, Number.MAX_VALUE);
const figure = nullOr(number());
const flag = oneOf(true, false);
const word = text(NAME_MAX_COUNT);

const algorithm = record({
  version: word,
  packId: word,
  accRangeG: notNegative,
  gyrRangeDps: notNegative,
  kernelSha256: optional(matching(/^[0-9a-f]{64}$/, "a SHA-256 in lower-case hex")),
});

const summary = record({
  durationSec: notNegative,
  movingTimeSec: notNegative,
  distanceMeters: notNegative,
  distanceUncertaintyMeters: notNegative,
  inferredDistanceMeters: notNegative,
  walkDistanceMeters: notNegative,
  runDistanceMeters: notNegative,
  strideCount: count,
  stepCount: count,
  cadenceSpm: figure,
  groundContactTimeMs: figure,
  flightTimeMs: figure,
  strideLengthMeters: figure,
  speedMps: figure,
  footStrikeAngleDeg: figure,
  feet: oneOf("left", "right", "both"),
  clockOffsetMs: figure,
  clockOffsetUncertaintyMs: figure,
  figuresActivity: optional(nullOr(word)),
  stairsDistanceMeters: optional(notNegative),
  stepTimeMs: optional(figure),
  clockDriftPpm: optional(figure),
  perFoot: optional(record({ left: nullOr(describeFootFigures()), right: nullOr(describeFootFigures()) })),
  symmetry: optional(
    nullOr(record({ stepTimeLeftPercent: figure, groundContactTimeLeftPercent: figure, swingTimeLeftPercent: figure })),
  ),
  estimates: optional(
    record({
      verticalOscillationMeters: figure,
      peakForceBodyWeights: figure,
      peakForceNewtons: figure,
      legStiffnessNewtonsPerMeter: figure,
      energyCostJoulesPerKgMeter: figure,
      energyKilojoules: figure,
    }),
  ),
});

function describeFootFigures(): Shape {
  return record({
    strideCount: count,
    distanceMeters: notNegative,
    strideTimeMs: figure,
    groundContactTimeMs: figure,
    swingTimeMs: figure,
    strideLengthMeters: figure,
    speedMps: figure,
    footStrikeAngleDeg: figure,
    eversionExcursionDeg: figure,
    impactPeakG: figure,
    qualityFraction: nullOr(fraction),
  });
}

const header = record({
  startedAtUtc: nullOr(word),
  side: nullOr(side),
  place: nullOr(word),
  rangeG: nullOr(notNegative),
  rangeDps: nullOr(notNegative),
  device: nullOr(text()),
});

const signal = record({
  sampleCount: count,
  firstSampleSec: number(),
  lastSampleSec: number(),
  sampleRateHz: notNegative,
  lostFraction: fraction,
  gapCount: count,
  gapTotalSec: notNegative,
  duplicatedCount: count,
  accClippedFraction: fraction,
  gyrClippedFraction: fraction,
  accPeakMps2: notNegative,
  gyrPeakRadPerSec: notNegative,
  accMeanMps2: notNegative,
  restAtStartSec: notNegative,
  fingerprint: word,
});

const foot = record({
  side,
  sideSource: word,
  fileName: word,
  sha256: matching(/^[0-9a-f]{64}$/, "a SHA-256 in lower-case hex"),
  sizeBytes: wholeNumber(0, Number.MAX_SAFE_INTEGER),
  strideCount: count,
  recording: record({
    file: word,
    side,
    header,
    signal,
    isTruncated: optional(flag),
    accRangeG: notNegative,
    gyrRangeDps: notNegative,
  }),
});

const run = record({
  runId,
  name: word,
  notes: optional(text(1_000_000)),
  createdAtUtc: instant,
  startedAtUtc: instant,
  startSource: word,
  timeZone: text(100),
  demo: nullOr(record({ preset: word, seed: number() })),
  deletedAtUtc: nullOr(instant),
  algorithm,
  summary,
  warnings: listOf(record({ code: word, message: text() }), 0, 1000),
  startSec: optional(record({ left: number(), right: number() })),
  feet: listOf(foot, 1, 2),
});

const manifest = record({
  exportedBy: word,
  exportedAtUtc: optional(instant),
  runs: listOf(text(NAME_MAX_COUNT), 0, 1_000_000),
});

/** Null when the value is an ArchivedRun. */
export function judgeRun(value: object): Misfit | null {
  return run(value, "") ?? judgeSides(value as { feet: { side: string }[] });
}

/** Null when the value is an ArchiveManifest whose format and version are known already. */
export function judgeManifest(value: object): Misfit | null {
  return manifest(value, "");
}

function judgeSides({ feet }: { feet: { side: string }[] }): Misfit | null {
  const isInOrder = feet.length === 1 || (feet[0]?.side === "left" && feet[1]?.side === "right");
  return isInOrder
    ? null
    : { at: "feet", expected: "the left foot before the right", came: "another order", found: null };
}
