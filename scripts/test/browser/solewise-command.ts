// The command `solewise`, to compare the app with and to make recordings. Comes in: arguments. Goes out: what it
// printed on standard output.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const COMMAND = fileURLToPath(new URL("../../../apps/cli/bin/solewise.js", import.meta.url));

/** Runs the command. Rejects when its exit code is not 0. */
export function runSolewise(...words: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [COMMAND, ...words], { maxBuffer: 256 * 1024 * 1024 }, (error, stdout) => {
      if (error === null) resolve(stdout);
      else reject(error);
    });
  });
}

/** Recordings of both feet of a steady virtual run of this length, left first. */
export async function makeRecordings(folder: string, durationSec: number): Promise<[string, string]> {
  await runSolewise("demo", "--out", folder, "--duration-sec", String(durationSec), "--force");
  return [join(folder, "demo.left.imu.csv"), join(folder, "demo.right.imu.csv")];
}
