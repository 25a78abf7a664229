// The question about the side, at a real terminal that `script` (util-linux) makes.
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { BIN, waitForEnd } from "../testing/run-solewise.ts";
import { makeRecordingFolder, withoutHeaderLines } from "../testing/virtual-recordings.ts";

const SCRIPT = "/usr/bin/script";
const recordings = makeRecordingFolder();
afterAll(recordings.remove);

describe.skipIf(!existsSync(SCRIPT))("asking for the side", () => {
  const path = join(recordings.folder, "odd.csv");
  writeFileSync(path, withoutHeaderLines(recordings.leftText));
  const answer = (keys: string) => {
    const command = `'${process.execPath}' '${BIN}' analyze --json '${path}'`;
    return waitForEnd(spawn(SCRIPT, ["-qec", command, "/dev/null"]), keys);
  };

  it("[CLI12] takes the person's answer", async () => {
    const { exitCode, stdout } = await answer("right\n");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Which foot is odd.csv of?");
    expect(stdout).toMatch(/"recordings":\[\{"side":"right"/u);
    expect(stdout).not.toContain("side-assumed");
  });

  it("[CLI12] assumes a side when the person answers with Ctrl-D", async () => {
    const { exitCode, stdout } = await answer("\u0004");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("side-assumed");
    expect(stdout).not.toContain("defect");
  });
});
