// What must stand beside a run.json: strides of every foot, in the size that it says. In: facts and the sizes of the
// files in the run's folder. Out: null, or the file that contradicts. Writers and readers ask the same.
import { nameFootEntry, STRIDE_RECORD_BYTES } from "./archive-names.ts";
import type { ArchivedFoot, ArchivedRun } from "./archived-run.ts";
import type { Misfit } from "./shape.ts";

/** Bytes of one word in paths.bin. */
const PATH_WORD_BYTES = 2;

/** Null when the files are those of these facts; `at` is the file's name. */
export function judgeFiles(facts: ArchivedRun, sizesBytes: ReadonlyMap<string, number>): Misfit | null {
  for (const foot of facts.feet) {
    const misfit = judgeStrides(foot, sizesBytes) ?? judgePaths(foot, sizesBytes) ?? judgeRecordings(foot, sizesBytes);
    if (misfit !== null) return misfit;
  }
  return null;
}

function judgeStrides({ side, strideCount }: ArchivedFoot, sizesBytes: ReadonlyMap<string, number>): Misfit | null {
  const at = nameFootEntry(side, "strides.bin");
  const cameBytes = sizesBytes.get(at);
  const expectedBytes = strideCount * STRIDE_RECORD_BYTES;
  if (cameBytes === expectedBytes) return null;
  return { at, expected: `${expectedBytes} bytes for ${strideCount} strides`, came: `${cameBytes ?? "no such entry"}` };
}

function judgePaths({ side }: ArchivedFoot, sizesBytes: ReadonlyMap<string, number>): Misfit | null {
  const at = nameFootEntry(side, "paths.bin");
  const cameBytes = sizesBytes.get(at) ?? 0;
  return cameBytes % PATH_WORD_BYTES === 0 ? null : { at, expected: "an even number of bytes", came: `${cameBytes}` };
}

function judgeRecordings({ side }: ArchivedFoot, sizesBytes: ReadonlyMap<string, number>): Misfit | null {
  const at = nameFootEntry(side, "recording.csv");
  const packed = nameFootEntry(side, "recording.csv.gz");
  if (!sizesBytes.has(at) || !sizesBytes.has(packed)) return null;
  return { at, expected: "one recording a foot", came: `${packed} as well` };
}
