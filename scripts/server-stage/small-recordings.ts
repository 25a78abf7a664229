// Small recordings, each with bytes of its own. Comes in: a number. Goes out: the CSVs of that run, the same every time.
import { createHash } from "node:crypto";
import { createVirtualRunnerSettings, simulateRun, virtualRecordingCsv } from "@solewise/simulate";

/** Seconds of walking of both feet between two of standing; simulated. */
function makeWalk(durationSec: number): readonly [string, string] {
  const course = [
    { activity: "stand" as const, durationSec: 2 },
    { activity: "walk" as const, durationSec, speedMps: 1.4 },
    { activity: "stand" as const, durationSec: 1 },
  ];
  const run = simulateRun(createVirtualRunnerSettings({ course, sensor: { sampleRateHz: 100 } }), 5);
  const text = (foot: typeof run.left): string =>
    [...virtualRecordingCsv(foot)].join("").replace(/^# device=.*\n/mu, "");
  return [text(run.left), text(run.right)];
}

/** A recording as it is sent. */
export interface SmallRecording {
  slot: 0 | 1;
  side: "left" | "right";
  bytes: Uint8Array<ArrayBuffer>;
  sha256: string;
}

/** Recordings of a run: the texts of its feet, with its number. */
function recordingsOf(runNumber: number, feet: readonly string[]): SmallRecording[] {
  return feet.map((text, slot) => {
    const bytes = Uint8Array.from(new TextEncoder().encode(`# run=${runNumber}\n${text}`));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { slot: slot === 0 ? 0 : 1, side: slot === 0 ? "left" : "right", bytes, sha256 };
  });
}

/** Makes recordings of ten seconds of walking by the run's number: one foot for every third, two for the others. */
export function openRecordings(): (runNumber: number) => SmallRecording[] {
  const walk = makeWalk(10);
  return (runNumber) => recordingsOf(runNumber, runNumber % 3 === 0 ? walk.slice(0, 1) : walk);
}

/** Makes recordings of one foot and a few strides, by the run's number. */
export function openTinyRecordings(): (runNumber: number) => SmallRecording[] {
  const [left] = makeWalk(3);
  return (runNumber) => recordingsOf(runNumber, [left]);
}
