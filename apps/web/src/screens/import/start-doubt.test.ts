// Starts that are believed, and those that are asked for.
import { expect, it } from "vitest";
import { START_MIN_MS, startDoubt, startMaxMs } from "./start-doubt.ts";

const NOW_MS = Date.UTC(2026, 10, 22, 6);

it("[APP27] a start before 2000 or more than a day ahead is asked for", () => {
  expect(startDoubt(Date.parse("0001-01-01T00:00:00Z"), NOW_MS)).toBe("tooEarly");
  expect(startDoubt(0, NOW_MS)).toBe("tooEarly");
  expect(startDoubt(START_MIN_MS - 1, NOW_MS)).toBe("tooEarly");
  expect(startDoubt(Number.NaN, NOW_MS)).toBe("tooEarly");
  expect(startDoubt(Date.parse("9999-12-31T23:59:59Z"), NOW_MS)).toBe("inFuture");
  expect(startDoubt(startMaxMs(NOW_MS) + 1, NOW_MS)).toBe("inFuture");
  for (const startedAtMs of [START_MIN_MS, NOW_MS, startMaxMs(NOW_MS)]) {
    expect(startDoubt(startedAtMs, NOW_MS)).toBeNull();
  }
});
