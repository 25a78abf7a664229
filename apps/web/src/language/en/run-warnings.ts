// English of a run's warnings: each code in general, and with what was seen where the analysis tells it.
import { pluralOf } from "../plural.ts";

const plural = pluralOf("en");
const Feet = { left: "Left foot", right: "Right foot" };
type Side = "left" | "right";

export const runWarnings = {
  title: (count: number) =>
    plural(count, { one: "One thing to know about this run", other: `${count} things to know about this run` }),
  moreTitle: (count: number) => plural(count, { one: "One more thing to know", other: `${count} more things to know` }),
  texts: {
    "one-foot-assumes-symmetry":
      "Only one foot gave strides: steps, cadence and flight take the other foot to move alike.",
    "feet-not-synchronised":
      "The clocks of the two feet do not agree well enough, so flight, step time and balance are left out.",
    "steps-uneven":
      "Left and right steps clearly differ in time: an uneven gait, or a small difference between the clocks.",
    "feet-disagree":
      "The distances of the two feet differ by more than 5 %; the mean is shown and its ± includes the difference.",
    "samples-lost": "Some samples are missing in the recording. Strides around them are less sure.",
    "samples-duplicated": "Some samples came twice and were left out. This changes nothing.",
    gaps: "The recording has gaps. Strides cut by them have no length; their distance is taken from the pace around them.",
    "accelerometer-clipped":
      "Hard landings went beyond the accelerometer's range: impact reads low, lengths are less sure.",
    "gyroscope-clipped": "Fast rotations went beyond the gyroscope's range: lengths may read several per cent short.",
    "no-rest-at-start":
      "The foot did not stand still at the start, so the first strides are less sure. Half a second of standing is enough next time.",
    "started-in-motion": "The recording began while moving. What came before the first whole stride is not counted.",
    "no-strides":
      "No steps were found, so there are no figures: the foot rested, or the file is not of a foot. Fix the sensor tightly to the shoe, walk or run for a minute, and add that recording.",
    "low-quality":
      "The signal is weak: the sensor may sit loosely, or it may not be on a foot. Take every figure with care.",
    "acceleration-unit-suspect": "The accelerations look as if they were in g or another unit. Lengths are then wrong.",
    "gyroscope-unit-suspect":
      "The rotations look as if they were in degrees per second or another unit. Every figure is then wrong.",
    "side-guessed": "Which foot it is was taken from the file's name. Roll and left against right depend on it.",
    "side-assumed": "Nothing told which foot it is. Roll and left against right depend on it; the menu changes it.",
    "sides-look-swapped": "The two feet look swapped. The menu swaps them.",
    "recording-truncated": "The file ends in the middle of a row; everything before it was analysed.",
  },
  withFoot: (side: Side, text: string) => `${Feet[side]}: ${text}`,
  /** The same with what was seen: numbers come in as the reader writes them, counts also as numbers for the plural. */
  told: {
    withheld: "Flight, step time and balance are left out:",
    withheldWhy: {
      declared: "the feet were said to be recorded on different clocks.",
      differentStarts: "the two recordings say that they began at different times.",
      tooFewStrides: "there are too few steady strides to compare the two clocks.",
      notAlternating: "the feet do not take turns, as if the recordings were of two runs or of one foot twice.",
      wrongClock: (ms: string, percent: string) =>
        `the two clocks differ by ${ms} ms (${percent} of a stride), more than an uneven gait explains.`,
      uncertain: (ms: string) => `the two clocks could be compared to ± ${ms} ms only.`,
      drifting: (ms: string, ppm: string) =>
        `the two clocks could be compared to ± ${ms} ms only; they drift apart by ${ppm} millionths.`,
    },
    stepsUneven: (longer: Side, ms: string) =>
      `The ${longer} step takes ${ms} ms longer than the ${longer === "left" ? "right" : "left"}: an uneven gait, or a small difference between the clocks.`,
    feetDisagree: (left: string, right: string) =>
      `The left foot measured ${left}, the right ${right}; the mean is shown and its ± includes the difference.`,
    samplesLost: (percent: string) => `${percent} of the samples are missing. Strides around them are less sure.`,
    samplesDuplicated: (count: number, shown: string) =>
      plural(count, {
        one: "One sample came twice and was left out. This changes nothing.",
        other: `${shown} samples came twice and were left out. This changes nothing.`,
      }),
    gaps: (count: number, shown: string, sec: string) =>
      `${plural(count, { one: "One gap", other: `${shown} gaps` })} in the recording, ${sec} s in all. Strides cut by a gap have no length; their distance is taken from the pace around them.`,
    accelerometerClipped: (percent: string, peak: string) =>
      `Hard landings went beyond the accelerometer's range in ${percent} of the samples (largest reading ${peak} m/s²): impact reads low, lengths are less sure.`,
    gyroscopeClipped: (percent: string, peak: string) =>
      `Fast rotations went beyond the gyroscope's range in ${percent} of the samples (largest reading ${peak} °/s): lengths may read several per cent short.`,
    noRest: (sec: string) =>
      `The foot stood still for only ${sec} s at the start, so the first strides are less sure. Half a second of standing is enough next time.`,
    noLocomotion: (count: number, shown: string) =>
      `${plural(count, {
        one: "One movement of the foot was found, but it is neither walking, running nor stairs, so there are no figures.",
        other: `${shown} movements of the foot were found, but none is walking, running or stairs, so there are no figures.`,
      })} Check that the sensor sat tightly on the shoe and that the columns and units of the file are right.`,
    lowQuality: (quality: string) =>
      `The signal is weak: the median quality of the strides is ${quality} of 1. The sensor may sit loosely, or it may not be on a foot. Take every figure with care.`,
    accelerationUnit: (mean: string) =>
      `The accelerometer reads ${mean} m/s² on average where gravity alone gives 9.8: it looks like g or another unit. Lengths are then wrong.`,
    gyroscopeUnit: (peak: string) =>
      `The gyroscope's largest reading is ${peak} rad/s where a moving foot gives 3 to 35: it looks like degrees per second or another unit. Every figure is then wrong.`,
    sideGuessed: (file: string, side: Side) =>
      `“${file}” was taken as the ${side} foot because of its name. Roll and left against right depend on it.`,
    sideAssumed: (file: string, side: Side) =>
      `Nothing told which foot “${file}” is; it was taken as the ${side} one. Roll and left against right depend on it; the menu changes it.`,
    sidesSwapped: (file: string, stated: Side) =>
      `“${file}” says that it is of the ${stated} foot, but it was taken as the other. The menu swaps the feet.`,
  },
};
