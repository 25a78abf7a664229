// The files of a demo: two recordings and the truth. Comes in: a VirtualRun and a folder. Goes out: whole files.
import { join } from "node:path";
import { type VirtualRun, virtualRecordingCsv } from "@solewise/simulate";
import type { DemoRequest } from "./virtual-run.ts";
import { writeWholeFile } from "./whole-file.ts";

/** Paths of one demo. */
export interface DemoPaths {
  left: string;
  right: string;
  truth: string;
}

/** Where a preset's files go. */
export function demoPaths(folder: string, preset: string): DemoPaths {
  const path = (ending: string): string => join(folder, `${preset}.${ending}`);
  return { left: path("left.imu.csv"), right: path("right.imu.csv"), truth: path("truth.json") };
}

/** The exact truth as JSON, one stride a line; fields as in TrueStride. */
function* truthJson(run: VirtualRun, request: DemoRequest): Generator<string> {
  const { strides, ...totals } = run.truth;
  yield `{"note":"virtual runner: nobody ran this",\n"request":${JSON.stringify(request)},\n"totals":${JSON.stringify(totals)},\n"strides":[`;
  let separator = "\n";
  for (const stride of strides) {
    yield separator + JSON.stringify(stride);
    separator = ",\n";
  }
  yield "\n]}\n";
}

/** Writes both recordings and the truth, each whole or not at all. */
export async function writeDemoFiles(paths: DemoPaths, run: VirtualRun, request: DemoRequest): Promise<void> {
  await writeWholeFile(paths.left, virtualRecordingCsv(run.left));
  await writeWholeFile(paths.right, virtualRecordingCsv(run.right));
  await writeWholeFile(paths.truth, truthJson(run, request));
}
