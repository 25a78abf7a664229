// Recordings that say themselves that a virtual runner made them are demos wherever they come from (WRK15).
import type { StoredFoot, StoredRun } from "../store/stored-run.ts";

/** What `virtualRecordingCsv` of simulate writes as the device. */
const VIRTUAL_DEVICE = /^virtual runner(?: seed (\d+))?/;

/** The demo that one of the feet says it is of, named by its file; null for real recordings. */
export function demoOf(feet: readonly Pick<StoredFoot, "fileName" | "recording">[]): StoredRun["demo"] {
  for (const { fileName, recording } of feet) {
    const found = VIRTUAL_DEVICE.exec(recording.header.device ?? "");
    if (found !== null) return { preset: fileName.split(".")[0] ?? fileName, seed: Number(found[1] ?? 0) };
  }
  return null;
}
