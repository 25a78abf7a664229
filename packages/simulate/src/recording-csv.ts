// A virtual foot as a Recording CSV (DESIGN §4). In: a VirtualFoot. Out: chunks of text, header lines first.
import type { VirtualFoot } from "./simulate-run.ts";

/** Rows gathered into one chunk. */
const CHUNK_ROWS = 2000;

function headerLines(foot: VirtualFoot): string {
  const { startedAtUtc, side, place, rangeG, rangeDps, device } = foot.header;
  const pairs: [string, string | number | null][] = [
    ["started_at_utc", startedAtUtc],
    ["side", side],
    ["place", place],
    ["range_g", rangeG],
    ["range_dps", rangeDps],
    ["device", device],
  ];
  const lines = pairs.filter(([, value]) => value !== null).map(([key, value]) => `# ${key}=${String(value)}\n`);
  return `${lines.join("")}time_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z\n`;
}

/** Text of the recording, in chunks; seconds to 6 decimals at most, readings to 5. */
export function* virtualRecordingCsv(foot: VirtualFoot): Generator<string> {
  yield headerLines(foot);
  const { timeUs, values } = foot;
  for (let start = 0; start < timeUs.length; start += CHUNK_ROWS) {
    let text = "";
    const end = Math.min(timeUs.length, start + CHUNK_ROWS);
    for (let i = start; i < end; i++) {
      text += String((timeUs[i] ?? 0) / 1e6);
      for (let k = 0; k < 6; k++) text += `,${String(values[6 * i + k] ?? 0)}`;
      text += "\n";
    }
    yield text;
  }
}
