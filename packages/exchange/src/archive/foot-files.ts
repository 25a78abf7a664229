// What must stand beside a run.json: strides of every foot, in the size that it says. In: facts and the sizes of the
// files in the run's folder. Out: null, or the file that contradicts. Writers and readers ask the same.
import { nameFootEntry, STRIDE_RECORD_BYTES } from "./archive-names.ts";
import type { ArchivedFoot, ArchivedRun } from "./archived-run.ts";
import type { RefusalFacts } from "@solewise/terms";

/** Bytes of one word in paths.bin. */
const PATH_WORD_BYTES = 2;

/** A file of a run's folder that contradicts the facts. */
export interface FileMisfit {
  /** The file's name. */
  at: string;
  expected: string;
  came: string;
  facts: RefusalFacts;
}

/** Null when the files are those of these facts; `at` is the file's name. */
export function judgeFiles(facts: ArchivedRun, sizesBytes: ReadonlyMap<string, number>): FileMisfit | null {
  for (const foot of facts.feet) {
    const misfit = judgeStrides(foot, sizesBytes) ?? judgePaths(foot, sizesBytes) ?? judgeRecordings(foot, sizesBytes);
    if (misfit !== null) return misfit;
  }
  return null;
}

function judgeStrides({ side, strideCount }: ArchivedFoot, sizesBytes: ReadonlyMap<string, number>): FileMisfit | null {
  const at = nameFootEntry(side, "strides.bin");
  const cameBytes = sizesBytes.get(at);
  const expectedBytes = strideCount * STRIDE_RECORD_BYTES;
  if (cameBytes === expectedBytes) return null;
  const came = cameBytes === undefined ? {} : { cameBytes };
  return {
    at,
    expected: `${expectedBytes} bytes for ${strideCount} strides`,
    came: `${cameBytes ?? "no such entry"}`,
    facts: { code: "archive-strides-size-wrong", values: { expectedBytes, strideCount, ...came } },
  };
}

function judgePaths({ side }: ArchivedFoot, sizesBytes: ReadonlyMap<string, number>): FileMisfit | null {
  const at = nameFootEntry(side, "paths.bin");
  const cameBytes = sizesBytes.get(at) ?? 0;
  if (cameBytes % PATH_WORD_BYTES === 0) return null;
  const facts: RefusalFacts = { code: "archive-paths-size-wrong", values: { cameBytes } };
  return { at, expected: "an even number of bytes", came: `${cameBytes}`, facts };
}

function judgeRecordings({ side }: ArchivedFoot, sizesBytes: ReadonlyMap<string, number>): FileMisfit | null {
  const at = nameFootEntry(side, "recording.csv");
  const packed = nameFootEntry(side, "recording.csv.gz");
  if (!sizesBytes.has(at) || !sizesBytes.has(packed)) return null;
  const facts: RefusalFacts = { code: "archive-recording-twice", values: { name: at, otherName: packed } };
  return { at, expected: "one recording a foot", came: `${packed} as well`, facts };
}
