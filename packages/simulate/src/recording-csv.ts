// A virtual foot as a Recording CSV (DESIGN §4). In: a VirtualFoot. Out: pieces of text, header lines first.
import { formatRecording } from "@solewise/gait";
import type { VirtualFoot } from "./simulate-run.ts";

/** Text of the recording, in pieces; what it holds reads back exactly. */
export function virtualRecordingCsv(foot: VirtualFoot): Iterable<string> {
  const { header, timeUs, values } = foot;
  return formatRecording(header, [{ sampleCount: timeUs.length, timeUs, values }]);
}
