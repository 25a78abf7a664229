// Tests of programs started for a test: they end with it, also when it is killed.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StartedProcess } from "./started-process.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "solewise-process-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function plantModule(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** A program that stays until it is told to go, and one that does not even then. */
const STAYS = 'setInterval(() => undefined, 1000); console.log("ready");';
const STUBBORN = `process.on("SIGTERM", () => console.log("heard")); ${STAYS}`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("[HOUSE29] what a test starts ends with it", () => {
  it("stops when told, and does not stay when it will not hear", async () => {
    for (const text of [STAYS, STUBBORN]) {
      const program = new StartedProcess({ module: plantModule("stays.mjs", text), environment: process.env });
      await program.waitForOutput(/ready/, 20_000);
      expect(isAlive(program.pid)).toBe(true);
      await program.stop();
      expect(isAlive(program.pid)).toBe(false);
    }
  });

  it("ends when the test process is killed", async () => {
    const door = fileURLToPath(new URL("started-process.ts", import.meta.url));
    const parent = plantModule(
      "parent.mjs",
      `import { StartedProcess } from ${JSON.stringify(door)};
      const program = new StartedProcess({ module: ${JSON.stringify(plantModule("stays.mjs", STAYS))}, environment: process.env });
      await program.waitForOutput(/ready/, 20_000);
      console.log("child " + program.pid);`,
    );
    const test = spawn(process.execPath, [parent], { stdio: ["ignore", "pipe", "inherit"] });
    const pid = await new Promise<number>((resolve) => {
      test.stdout.on("data", (chunk: Buffer) => resolve(Number(/child (\d+)/.exec(chunk.toString())?.[1])));
    });
    expect(isAlive(pid)).toBe(true);
    test.kill("SIGKILL");
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });

  it("tells what a program printed that ended too early", async () => {
    const program = new StartedProcess({
      module: plantModule("ends.mjs", 'console.error("port 1 is taken"); process.exit(1)'),
      environment: process.env,
    });
    await expect(program.waitForOutput(/ready/, 20_000)).rejects.toThrow(/port 1 is taken/);
    await program.stop();
  });
});
