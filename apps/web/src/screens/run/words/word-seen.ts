// A warning with what was seen: its values in the reader's numbers. Comes in: a warning of the analysis. Goes out: its
// sentence; null where the values are not there (analyses of version 0.1) or not as docs/protocol/analyze.md lists them.
import type { AnalysisWarning, Side } from "@solewise/terms";
import { safeText } from "../../../language/word-refusal.ts";
import { joinQuantity, type Wording } from "./quantity-words.ts";

/** The values of one warning, read by name. A missing one makes the whole sentence null. */
class Seen {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #wording: Wording;
  isWhole = true;

  constructor(values: Readonly<Record<string, unknown>>, wording: Wording) {
    this.#values = values;
    this.#wording = wording;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#values, name);
  }

  value(name: string): number {
    const value = this.#values[name];
    if (typeof value === "number" && Number.isFinite(value)) return value;
    this.isWhole = false;
    return NaN;
  }

  number(name: string, digits = 0): string {
    return this.#wording.format.number(this.value(name), digits);
  }

  /** How far a signed number is from 0. */
  size(name: string): string {
    return this.#wording.format.number(Math.abs(this.value(name)));
  }

  percent(name: string): string {
    const fraction = this.value(name);
    return this.#wording.format.percent(fraction, fraction < 0.01 ? 2 : fraction < 0.1 ? 1 : 0);
  }

  meters(name: string): string {
    return joinQuantity(this.#wording.format.distance(this.value(name)));
  }

  text(name: string): string {
    const value = this.#values[name];
    this.isWhole &&= typeof value === "string";
    return safeText(String(value));
  }

  /** The file that was placed on a foot, and that foot; the left one of two. */
  placed(): [file: string, side: Side] {
    const side = typeof this.#values["leftFile"] === "string" ? "left" : "right";
    return [this.text(`${side}File`), side];
  }
}

/** The sentence. */
export function wordSeen(wording: Wording, warning: AnalysisWarning): string | null {
  const values: unknown = warning.values; // archives hold anything
  if (typeof values !== "object" || values === null) return null;
  const seen = new Seen({ ...values }, wording);
  const text = sentenceOf(wording, warning, seen);
  return seen.isWhole ? text : null;
}

function sentenceOf({ messages }: Wording, warning: AnalysisWarning, seen: Seen): string | null {
  const { told } = messages.run.warnings;
  switch (warning.code) {
    case "feet-not-synchronised":
      return wordWithheld(told, seen);
    case "steps-uneven":
      return isSide(warning.side) ? told.stepsUneven(warning.side, seen.number("differenceMs")) : null;
    case "feet-disagree":
      return told.feetDisagree(seen.meters("distanceLeftMeters"), seen.meters("distanceRightMeters"));
    case "samples-lost":
      return told.samplesLost(seen.percent("lostFraction"));
    case "samples-duplicated":
      return told.samplesDuplicated(seen.value("duplicatedCount"), seen.number("duplicatedCount"));
    case "gaps":
      return told.gaps(seen.value("gapCount"), seen.number("gapCount"), seen.number("gapTotalSec", 1));
    case "accelerometer-clipped":
      return told.accelerometerClipped(seen.percent("clippedFraction"), seen.number("peakMps2"));
    case "gyroscope-clipped":
      return told.gyroscopeClipped(seen.percent("clippedFraction"), seen.number("peakDegPerSec"));
    case "no-rest-at-start":
      return seen.value("restAtStartSec") < 0.05 ? null : told.noRest(seen.number("restAtStartSec", 1));
    case "no-strides":
      if (seen.value("strideCount") === 0) return null;
      return told.noLocomotion(seen.value("strideCount"), seen.number("strideCount"));
    case "low-quality":
      return told.lowQuality(seen.number("qualityFraction", 2));
    case "acceleration-unit-suspect":
      return told.accelerationUnit(seen.number("accMeanMps2", 2));
    case "gyroscope-unit-suspect":
      return told.gyroscopeUnit(seen.number("gyrPeakRadPerSec", 1));
    case "side-guessed":
      return told.sideGuessed(...seen.placed());
    case "side-assumed":
      return told.sideAssumed(...seen.placed());
    case "sides-look-swapped": {
      const stated = seen.text("statedSide");
      return isSide(stated) ? told.sidesSwapped(seen.text("file"), stated) : null;
    }
    default:
      return null;
  }
}

type Told = Wording["messages"]["run"]["warnings"]["told"];

function wordWithheld({ withheld, withheldWhy }: Told, seen: Seen): string | null {
  const why = () => {
    switch (seen.text("reason")) {
      case "declared":
        return withheldWhy.declared;
      case "different-starts":
        return withheldWhy.differentStarts;
      case "too-few-strides":
        return withheldWhy.tooFewStrides;
      case "not-alternating":
        return withheldWhy.notAlternating;
      case "wrong-clock":
        return withheldWhy.wrongClock(seen.size("offsetMs"), seen.percent("offsetFraction"));
      case "uncertain":
        return seen.has("driftPpm")
          ? withheldWhy.drifting(seen.number("uncertaintyMs"), seen.size("driftPpm"))
          : withheldWhy.uncertain(seen.number("uncertaintyMs"));
      default:
        return null;
    }
  };
  const text = why();
  return text === null ? null : `${withheld} ${text}`;
}

function isSide(value: string | undefined): value is Side {
  return value === "left" || value === "right";
}
