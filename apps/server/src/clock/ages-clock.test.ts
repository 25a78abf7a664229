// Two clocks in the test's hand: one on the wall, that anybody may set, one that never jumps.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AgesClock, openAgesClock } from "./ages-clock.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START_MS = Date.parse("2026-05-01T08:00:00Z");

let folder = "";
let wallMs = START_MS;
let steadyMs = 0;
let log: string[] = [];
const open: AgesClock[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "solewise-clock-"));
  [wallMs, steadyMs, log] = [START_MS, 0, []];
});
afterEach(() => {
  for (const clock of open.splice(0)) clock.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(): AgesClock {
  const file = join(folder, "clock.json");
  const clock = openAgesClock({
    file,
    now: () => new Date(wallMs),
    steadyMs: () => steadyMs,
    log: (line) => log.push(line),
  });
  open.push(clock);
  return clock;
}

/** Both clocks go on. */
function run(ms: number): void {
  wallMs += ms;
  steadyMs += ms;
}

const aheadOfStart = (clock: AgesClock): number => clock.now().getTime() - START_MS;

describe("[OPS7] things grow old by a clock that leaves out leaps nobody believes yet", () => {
  it("is the wall clock as long as that one goes as it should", () => {
    const clock = start();
    run(40 * DAY_MS);
    wallMs += 30_000; // set by some seconds
    expect(clock.now().getTime()).toBe(wallMs);
    expect(log).toEqual([]);
  });

  it("leaves out a leap that is undone, however long the clock was wrong within a day", () => {
    const clock = start();
    wallMs += 400 * DAY_MS;
    expect(aheadOfStart(clock)).toBe(0);
    run(23 * HOUR_MS);
    expect(aheadOfStart(clock)).toBe(23 * HOUR_MS);
    wallMs -= 400 * DAY_MS;
    expect(clock.now().getTime()).toBe(wallMs);
    expect(log.join()).toMatch(/set ahead by 34560000 s.*set back by 34560000 s/u);
  });

  it("believes a leap after a day of running, each for itself", () => {
    const clock = start();
    wallMs += 400 * DAY_MS;
    clock.look();
    run(13 * HOUR_MS);
    wallMs += 2 * DAY_MS;
    clock.look();
    run(12 * HOUR_MS);
    expect(clock.now().getTime()).toBe(wallMs - 2 * DAY_MS);
    run(12 * HOUR_MS);
    expect(clock.now().getTime()).toBe(wallMs);
  });

  it("a clock that was put back takes effect at once, and so does its way home", () => {
    const clock = start();
    wallMs -= 2 * DAY_MS;
    expect(clock.now().getTime()).toBe(wallMs);
    wallMs += 2 * DAY_MS;
    expect(clock.now().getTime()).toBe(wallMs - 2 * DAY_MS);
    run(DAY_MS);
    expect(clock.now().getTime()).toBe(wallMs);
  });

  it("remembers across restarts what it does not believe, and time without a server is a leap too", () => {
    const before = start();
    wallMs += 400 * DAY_MS;
    before.look();
    run(20 * HOUR_MS);
    before.close();
    wallMs += 9 * DAY_MS;
    const after = start();
    expect(after.now().getTime()).toBe(wallMs - 409 * DAY_MS);
    run(4 * HOUR_MS);
    expect(after.now().getTime()).toBe(wallMs - 9 * DAY_MS);
    wallMs -= 9 * DAY_MS;
    after.close();
    expect(start().now().getTime()).toBe(wallMs);
  });

  it("a file that says nothing is told and made anew", () => {
    writeFileSync(join(folder, "clock.json"), '{"lookedAtUtc":"yesterday","leaps":[]}');
    expect(aheadOfStart(start())).toBe(0);
    expect(log.join()).toContain("cannot be read and is made anew");
  });

  it("a thousand sleeps of a minute are no thousand entries, and none is forgotten", () => {
    const clock = start();
    for (let index = 0; index < 1000; index += 1) {
      wallMs += 60_000;
      clock.look();
    }
    expect(clock.now().getTime()).toBe(wallMs - 1000 * 60_000);
  });
});
