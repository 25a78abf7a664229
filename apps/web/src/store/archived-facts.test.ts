// What an archive says of a run, through this device and out again.
import type { ArchivedRun } from "@solewise/exchange";
import { expect, it } from "vitest";
import { archiveFacts, type FootPlace, restoreFacts } from "./archived-facts.ts";

const PLACE: FootPlace = { slot: 0, keptBytes: 5, keptAs: "gzip", resultBytes: 96 };
const DERIVED = { insight: null, speedsMps: [], startSec: { left: 1, right: 1 } };

const FACTS = {
  runId: "0198d2b4-7c00-7000-8000-000000000001",
  name: "河边",
  createdAtUtc: "2026-05-01T07:30:00.123Z",
  startedAtUtc: "2026-05-01T06:30:00.000Z",
  startSource: "file-date",
  timeZone: "Asia/Shanghai",
  demo: null,
  deletedAtUtc: null,
  algorithm: { version: "1" },
  summary: { distanceMeters: 5 },
  warnings: [],
  startSec: { left: 2, right: 3 },
  notes: "unknown to this version",
  feet: [
    {
      side: "left",
      sideSource: "chosen",
      fileName: "a.csv",
      sha256: "aa",
      sizeBytes: 1,
      strideCount: 1,
      recording: {},
      shoe: 7,
    },
  ],
} as unknown as ArchivedRun;

it("[STO15] facts go through this device unchanged, unknown members too", () => {
  const run = restoreFacts(FACTS, [PLACE], DERIVED);
  expect(run).toMatchObject({ startSec: { left: 2 }, createdAtMs: 1777620600123, feet: [{ keptBytes: 5 }] });
  expect(archiveFacts(run)).toEqual(FACTS);
});

it("[STO19] a name that turns or hides text comes in clean", () => {
  const hostile = { ...FACTS, name: "\u202etxet\u0007 \u2066河边\n".padEnd(900, "x") };
  const { name } = restoreFacts(hostile, [PLACE], DERIVED);
  expect(name).toMatch(/^txet 河边 x+$/);
  expect(name).toHaveLength(200);
});

it("[STO15] ways of knowing that are not known here become the runner's own", () => {
  const feet = FACTS.feet.map((foot) => ({ ...foot, sideSource: "magic" }));
  const run = restoreFacts({ ...FACTS, startSource: "stars", feet }, [PLACE], DERIVED);
  expect([run.startSource, run.feet[0]?.sideSource]).toEqual(["import", "chosen"]);
});
