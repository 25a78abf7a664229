// A virtual foot as a Recording CSV (DESIGN §4). In: a VirtualRecording. Out: pieces of text, header lines first.
import { formatRecording } from "@solewise/gait";
import type { VirtualRecording } from "./simulate-run.ts";

/** Text of the recording, in pieces; what it holds reads back exactly. */
export function virtualRecordingCsv(recording: VirtualRecording): Iterable<string> {
  const { header, timeUs, values } = recording;
  return formatRecording(header, [{ sampleCount: timeUs.length, timeUs, values }]);
}
