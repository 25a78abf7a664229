// Leaving early: signals, closed pipes, other Nodes, links.
import { execFileSync, spawn } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { BIN, runSolewise, startSolewise, waitForEnd } from "../testing/run-solewise.ts";

const folder = mkdtempSync(join(tmpdir(), "solewise-test-leave-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every Node of at least 20 on the PATH, this one first. */
function nodesAround(): string[] {
  const found = (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((part) => join(part, "node"))
    .filter(existsSync);
  const usable = found.filter(
    (node) => Number(execFileSync(node, ["-p", "process.versions.node"]).toString().split(".")[0]) >= 20,
  );
  return [...new Set([process.execPath, ...usable])];
}

async function waitFor(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !condition(); tries += 1) await sleep(25);
  expect(condition()).toBe(true);
}

describe("leaving", () => {
  it("[CLI10] starts under every Node around, from any folder, through a link", async () => {
    const link = join(folder, "solewise");
    symlinkSync(BIN, link);
    for (const node of nodesAround()) {
      expect(await runSolewise(["--version"], { node, bin: link, cwd: folder })).toMatchObject({
        exitCode: 0,
        stderr: "",
      });
      expect(await runSolewise(["analyze"], { node, bin: link, cwd: folder })).toMatchObject({ exitCode: 2 });
    }
  });

  it("[CLI8] [CLI9] ends with the signal's code while it waits for input, and leaves no spool", async () => {
    for (const node of nodesAround()) {
      for (const [signal, code] of [
        ["SIGINT", 130],
        ["SIGTERM", 143],
        ["SIGHUP", 129],
      ] as const) {
        const temporary = mkdtempSync(join(folder, "spool-"));
        const child = startSolewise(["analyze", "--left", "-"], { node, env: { TMPDIR: temporary } });
        await waitFor(() => readdirSync(temporary).length > 0);
        child.kill(signal);
        const exitCode = await new Promise((resolve) => {
          child.once("close", resolve);
        });
        expect(exitCode).toBe(code);
        expect(readdirSync(temporary)).toEqual([]);
      }
    }
  });

  it("[CLI9] leaves no half-written demo on Ctrl-C", async () => {
    const out = join(folder, "demo");
    const child = startSolewise(["demo", "--preset", "easy-run", "--duration-sec", "600", "--out", out]);
    const ended = waitForEnd(child);
    await waitFor(() => existsSync(out) && readdirSync(out).some((name) => name.endsWith(".unfinished")));
    child.kill("SIGINT");
    expect((await ended).exitCode).toBe(130);
    for (const name of readdirSync(out)) expect(name).toBe("easy-run.left.imu.csv");
  });

  it.skipIf(!existsSync("/dev/full"))("[CLI1] [CLI7] says in a sentence that standard output is full", async () => {
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, [BIN, "demo", "--list"], { stdio: ["ignore", full, "pipe"] });
    expect(await waitForEnd(child)).toEqual({
      exitCode: 1,
      signal: null,
      stdout: "",
      stderr:
        "solewise: standard output: expected to write all of it, but found no space left on the disk; free some space or name another place.\n",
    });
    closeSync(full);
  });

  it("[CLI7] ends quietly when its reader goes away", async () => {
    const child = startSolewise(["demo", "--list"]);
    child.stdout?.destroy();
    expect(await waitForEnd(child)).toMatchObject({ stderr: "", signal: null });
  });
});
