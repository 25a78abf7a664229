// What the runner agrees to before an analysis: feet, obstacles, names.
import { describe, expect, it } from "vitest";
import { en } from "../language/en/index.ts";
import type { InspectedFile } from "../worker/analysis-jobs.ts";
import { draftObstacle, type ImportDraft, type Place, placesFor, requestOf } from "./import-session.ts";
import { usualNames } from "./run-name.ts";

function inspected(side: InspectedFile["side"]): InspectedFile {
  return {
    file: new File(["x"], "walk.csv"),
    side,
    sideSource: side === null ? null : "file-name",
    startedAtMs: 5,
    startSource: "file-date",
    device: null,
    durationSec: null,
  };
}

function draft(...files: [InspectedFile["side"], Place][]): ImportDraft {
  return {
    files: files.map(([side, place]) => ({ inspected: inspected(side), place })),
    refused: [],
    startedAtMs: 5,
    startSource: "file-date",
  };
}

const NAMES = { name: "Run", walkName: "Walk" };

describe("the draft of an import", () => {
  it("[APP6] puts a file on the foot it tells, and leaves doubt to the runner", () => {
    expect(placesFor(["left", "right"])).toEqual(["left", "right"]);
    expect(placesFor(["left", "left"])).toEqual([null, null]);
    expect(placesFor([null, "right"])).toEqual([null, "right"]);
    expect(placesFor(["left", "left", "right"])).toEqual([null, null, "right"]);
  });

  it("[APP7] says what keeps it from being analysed", () => {
    expect(draftObstacle(draft([null, null]))).toBe("undecided");
    expect(draftObstacle(draft(["left", "left"], ["left", "left"]))).toBe("same-foot");
    expect(draftObstacle(draft(["left", "leave-out"]))).toBe("no-file");
    expect(draftObstacle(draft(["left", "leave-out"], ["left", "left"]))).toBeNull();
    expect(draftObstacle(draft(["left", "left"], ["right", "right"]))).toBeNull();
  });

  it("[APP7] marks what the runner chose against the guess as chosen", () => {
    const request = requestOf(draft(["left", "right"], ["right", "left"], [null, "leave-out"]), NAMES);
    expect(request.feet.map(({ side, sideSource }) => [side, sideSource])).toEqual([
      ["right", "chosen"],
      ["left", "chosen"],
    ]);
    const kept = requestOf(draft(["left", "left"]), NAMES);
    expect(kept.feet[0]?.sideSource).toBe("file-name");
    expect([kept.startedAtMs, kept.startSource, kept.keepSamples]).toEqual([5, "file-date", true]);
  });

  it("[APP8] names a run by its part of the day", () => {
    const hours = [0, 3, 4, 10, 11, 14, 17, 20, 21, 23];
    expect(hours.map((hour) => usualNames(en.importing, hour).name.split(" ")[0])).toEqual(
      "Night Night Morning Morning Midday Afternoon Evening Evening Night Night".split(" "),
    );
    expect(usualNames(en.importing, 9)).toEqual({ name: "Morning run", walkName: "Morning walk" });
    expect(requestOf(draft(["left", "left"]), NAMES)).toMatchObject(NAMES);
  });
});
