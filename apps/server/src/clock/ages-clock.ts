// The clock by which things grow old enough to be removed. Comes in: the wall clock, one that never jumps, a file that outlives
// restarts. Goes out: the wall clock without its leaps forward, each until the server has run for a day after it: a clock that is
// put right within that time has cost nothing. Decision 0013. // OPS7
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { messageOf, systemCode } from "../refusal.ts";

/** A smaller difference between the two clocks is none: clocks are set by seconds all the time. Milliseconds. */
const LEAP_MIN_MS = 60_000;
/** How long the server has to run after a leap until it is believed. Milliseconds; default one day; range 1 hour to 1 week. */
const BELIEVED_AFTER_MS = 86_400_000;
/** How often the clocks are compared. Milliseconds. */
const LOOK_EVERY_MS = 30_000;
/** Leaps remembered; older ones are taken together. A machine that sleeps every quarter of an hour makes as many in a day. */
const LEAPS_MAX = 100;

/** A leap forward that is not believed yet. */
interface Leap {
  ms: number;
  /** How long the server has run since. */
  stoodMs: number;
}

/** What the file keeps. */
interface Kept {
  lookedAtUtc: string;
  leaps: Leap[];
}

/** Surroundings, in a test's hand. */
export interface AgesClockParts {
  file: string;
  now: () => Date;
  /** Milliseconds since any instant; never set. */
  steadyMs: () => number;
  log: (line: string) => void;
}

/** The clock in use. */
export interface AgesClock {
  now: () => Date;
  /** Compares the clocks; done by itself as well. */
  look: () => void;
  close: () => void;
}

function isLeap(value: unknown): value is Leap {
  if (typeof value !== "object" || value === null || !("ms" in value) || !("stoodMs" in value)) return false;
  return Number.isFinite(value.ms) && Number.isFinite(value.stoodMs);
}

function parseKept(text: string): Kept | null {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || !("lookedAtUtc" in value) || !("leaps" in value)) return null;
  const { lookedAtUtc, leaps } = value;
  const isWhole = typeof lookedAtUtc === "string" && Array.isArray(leaps) && leaps.every(isLeap);
  return isWhole && !Number.isNaN(Date.parse(lookedAtUtc)) ? { lookedAtUtc, leaps } : null;
}

/** null: there is none, or one that says nothing; the clock is believed then. */
function readKept({ file, log }: AgesClockParts): Kept | null {
  try {
    const kept = parseKept(readFileSync(file, "utf8"));
    if (kept === null) log(`clock: ${file} cannot be read and is made anew`);
    return kept;
  } catch (error) {
    if (systemCode(error) !== "ENOENT") log(`clock: ${file} is made anew: ${messageOf(error)}`);
    return null;
  }
}

/** Takes a leap back off those forward, the last first: the jump was undone. */
function takeBack(leaps: readonly Leap[], backMs: number): Leap[] {
  let restMs = backMs;
  return leaps
    .toReversed()
    .map((leap) => {
      const takenMs = Math.min(leap.ms, restMs);
      restMs -= takenMs;
      return { ...leap, ms: leap.ms - takenMs };
    })
    .filter(({ ms }) => ms > 0)
    .toReversed();
}

/** The leaps after some time of running at whose end the wall clock was ahead by `leapMs`, or back where it is negative. */
export function followLeaps(leaps: readonly Leap[], ranMs: number, leapMs: number): Leap[] {
  const standing = leaps
    .map((leap) => ({ ms: leap.ms, stoodMs: leap.stoodMs + ranMs }))
    .filter(({ stoodMs }) => stoodMs < BELIEVED_AFTER_MS);
  if (leapMs <= -LEAP_MIN_MS) return takeBack(standing, -leapMs);
  if (leapMs < LEAP_MIN_MS) return standing;
  const [first, second, ...later] = standing;
  const isFull = first !== undefined && second !== undefined && standing.length >= LEAPS_MAX;
  const kept = isFull ? [{ ms: first.ms + second.ms, stoodMs: second.stoodMs }, ...later] : standing;
  return [...kept, { ms: leapMs, stoodMs: 0 }];
}

class WatchedClock {
  readonly #parts: AgesClockParts;
  #leaps: Leap[];
  #wallMs: number;
  #steadyMs: number;
  #isSaved = true;

  constructor(parts: AgesClockParts) {
    this.#parts = parts;
    const kept = readKept(parts);
    const wallMs = parts.now().getTime();
    this.#leaps = followLeaps(kept?.leaps ?? [], 0, kept === null ? 0 : wallMs - Date.parse(kept.lookedAtUtc));
    this.#wallMs = wallMs;
    this.#steadyMs = parts.steadyMs();
    this.#save();
  }

  look(): void {
    const [wallMs, steadyMs] = [this.#parts.now().getTime(), this.#parts.steadyMs()];
    const ranMs = steadyMs - this.#steadyMs;
    const leapMs = wallMs - this.#wallMs - ranMs;
    this.#leaps = followLeaps(this.#leaps, ranMs, leapMs);
    [this.#wallMs, this.#steadyMs] = [wallMs, steadyMs];
    if (Math.abs(leapMs) >= LEAP_MIN_MS)
      this.#parts.log(
        `clock: it was set ${leapMs > 0 ? "ahead" : "back"} by ${Math.round(Math.abs(leapMs) / 1000)} s, or the machine slept; ` +
          "nothing is removed for its age by a leap ahead before the server has run for a day",
      );
    this.#save();
  }

  /** The wall clock without the leaps that nobody believes yet. */
  agesNow(): Date {
    this.look();
    return new Date(this.#leaps.reduce((ms, leap) => ms - leap.ms, this.#wallMs));
  }

  #save(): void {
    const { file, log } = this.#parts;
    const kept: Kept = { lookedAtUtc: new Date(this.#wallMs).toISOString(), leaps: this.#leaps };
    try {
      writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
      renameSync(`${file}.new`, file);
      this.#isSaved = true;
    } catch (error) {
      if (this.#isSaved) log(`clock: ${file} cannot be written: ${messageOf(error)}`);
      this.#isSaved = false;
    }
  }
}

/** Opens it and compares the clocks from then on. */
export function openAgesClock(parts: AgesClockParts): AgesClock {
  const clock = new WatchedClock(parts);
  const timer = setInterval(() => clock.look(), LOOK_EVERY_MS).unref();
  return {
    now: () => clock.agesNow(),
    look: () => clock.look(),
    close: () => {
      clearInterval(timer);
      clock.look();
    },
  };
}
