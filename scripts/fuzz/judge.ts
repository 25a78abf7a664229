// What a stride record may hold whatever came in (KER12). In: a record. Out: what is wrong with it, or null. Words are
// integers, so there is no NaN to look for: a NaN that became a number shows as one out of bounds.
import { ABSENT, RECORD_WORDS, WORD } from "@solewise/gait/testing";

/** When a word may be absent: never, whenever it was not measured, or only in a stride of quality 0. */
type Absence = "never" | "unmeasured" | "lost";

/** Bounds of a word, both ends allowed. */
interface Bounds {
  word: number;
  name: string;
  low: number;
  high: number;
  absence: Absence;
}

const HALF_TURN = 1800;
const WORD_MAX = 2 ** 31 - 1;

function bounds(name: keyof typeof WORD, low: number, high: number, absence: Absence = "never"): Bounds {
  return { word: WORD[name], name, low, high, absence };
}

/** Wire units: 0.1 ms, mm, mm/s, 0.1°, 0.01 g, 0.001. Generous: what no foot does, not what this one did. */
const BOUNDS: readonly Bounds[] = [
  bounds("sequence", 0, WORD_MAX),
  bounds("initialContact", -50_000, 0, "unmeasured"),
  bounds("terminalContact", -20_000, 50_000, "lost"),
  bounds("nextInitialContact", 0, 50_000, "lost"),
  bounds("nextMidstance", 1, 100_000),
  bounds("activity", 0, 4),
  bounds("length", 0, 20_000, "unmeasured"),
  bounds("heightChange", -20_000, 20_000, "unmeasured"),
  bounds("clearance", 0, 20_000, "unmeasured"),
  bounds("turn", -HALF_TURN, HALF_TURN, "unmeasured"),
  bounds("strikeAngle", -HALF_TURN, HALF_TURN, "unmeasured"),
  bounds("eversion", -HALF_TURN, HALF_TURN, "unmeasured"),
  bounds("impact", 0, 100_000_000, "unmeasured"),
  bounds("quality", 0, 1000),
  bounds("anchorEnergy", 0, WORD_MAX, "unmeasured"),
  bounds("anchorTilt", 0, HALF_TURN, "lost"),
  bounds("dominantAxis", 320, 1001, "lost"),
  bounds("closure", 0, WORD_MAX, "unmeasured"),
  bounds("impactDelay", -20_000, 20_000, "unmeasured"),
  bounds("speed", 0, 100_000, "unmeasured"),
  bounds("flags", 0, 15),
];

const TIMES = ["initialContact", "terminalContact", "nextInitialContact"] as const;

function wrongBounds(words: Int32Array, at: number): string | null {
  const isLost = words[at + WORD.quality] === 0;
  for (const { word, name, low, high, absence } of BOUNDS) {
    const value = words[at + word] ?? 0;
    if (value === ABSENT && (absence === "unmeasured" || (absence === "lost" && isLost))) continue;
    if (value < low || value > high) return `${name} ${value === ABSENT ? "absent" : value}, expected ${low}…${high}`;
  }
  const clipped = words[at + RECORD_WORDS - 1] ?? -1;
  return clipped >= 0 && clipped <= 1000 ? null : `clipped share ${clipped}, expected 0…1000`;
}

function wrongOrder(words: Int32Array, at: number): string | null {
  let before = Number.NEGATIVE_INFINITY;
  for (const name of TIMES) {
    const ticks = words[at + WORD[name]] ?? 0;
    if (ticks === ABSENT) continue;
    if (ticks <= before) return `${name} ${ticks} not after the event before it at ${before}`;
    before = ticks;
  }
  return null;
}

/** What is wrong with a record; null for a good one. */
export function judgeRecord(words: Int32Array, at: number): string | null {
  return wrongBounds(words, at) ?? wrongOrder(words, at);
}
