// Tests of the emulated board: it ends with whoever started it, and says why it ended badly.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWithTools } from "../test/tools/describe-with-tools.ts";
import { CHIP_TOOLS } from "../test/tools/test-tools.ts";
import { buildFirmware } from "./build-firmware.ts";
import { SHIPPED_BUILD } from "./limits.ts";
import { runBoard } from "./run-board.ts";
import { findToolChain } from "./tool-chain.ts";
import { translateKernel } from "./translate-kernel.ts";

const WASM_FILE = fileURLToPath(import.meta.resolve("@solewise/gait/kernel.wasm"));
const ENDLESS = `
void reset(void) { for (;;); }
__attribute__((section(".vectors"), used)) void (*const vectors[2])(void) = {(void (*)(void))0x20001000, reset};`;
const wordsOf = (...words: number[]): Uint8Array => new Uint8Array(Int32Array.from(words).buffer);
const PLAY = 0x59414c50;

/** Settings of no recording: they are read and not judged. */
const SETTINGS = Array.from({ length: 12 }, () => 1);

/** Processes whose command line has this text. */
function processesWith(text: string): string[] {
  return readdirSync("/proc").filter((id) => {
    try {
      return /^\d+$/.test(id) && readFileSync(`/proc/${id}/cmdline`, "utf8").includes(text);
    } catch {
      return false; // it ended meanwhile
    }
  });
}

describeWithTools("[CHIP8] the emulated board", CHIP_TOOLS, () => {
  let folder = "";
  let elfFile = "";

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "solewise-board-test-"));
    const tools = findToolChain();
    await translateKernel(WASM_FILE, folder, tools);
    const module = new WebAssembly.Module(readFileSync(WASM_FILE));
    ({ elfFile } = await buildFirmware(SHIPPED_BUILD, module, folder, tools));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("says why it ended badly", async () => {
    const tools = findToolChain();
    const play = (...words: number[]): Promise<unknown> => runBoard(elfFile, [wordsOf(...words)], tools);
    await expect(play(PLAY, ...SETTINGS)).rejects.toThrow(/play\.bin ended early/);
    await expect(play(PLAY, ...SETTINGS, 9)).rejects.toThrow(/no play it knows/);
    await expect(play(PLAY, ...SETTINGS, 1, 65)).rejects.toThrow(/no play it knows/);
    await expect(play(PLAY, ...SETTINGS, 4, 8, 0, 0)).rejects.toThrow(/no play it knows/);
    await expect(play(1, ...SETTINGS, 0)).rejects.toThrow(/no play it knows/);
    await expect(runBoard(WASM_FILE, [], tools)).rejects.toThrow(/The board ended badly/);
  });

  it("plays nothing and says what memory it has", async () => {
    const { transcripts, memory } = await runBoard(elfFile, [wordsOf(PLAY, ...SETTINGS, 0)], findToolChain());
    expect(transcripts).toHaveLength(1);
    expect(transcripts[0]?.frames).toEqual([]);
    expect(memory.staticBytes).toBeGreaterThan(8000);
    expect(memory.stackBytes).toBeGreaterThan(100);
  });

  it("ends when its starter is killed", async () => {
    const source = join(folder, "endless.c");
    const endless = join(folder, "endless.elf");
    writeFileSync(source, ENDLESS);
    const tools = findToolChain();
    const board = fileURLToPath(new URL("../../firmware/boards/mps2/mps2.ld", import.meta.url));
    execFileSync(tools.compiler, [
      "-mcpu=cortex-m4",
      "-mthumb",
      "-nostdlib",
      "-T",
      board,
      "-Wl,-ereset",
      source,
      "-o",
      endless,
    ]);
    const module = pathToFileURL(fileURLToPath(new URL("run-board.ts", import.meta.url))).href;
    const program = `import { runBoard } from "${module}"; await runBoard("${endless}", [], ${JSON.stringify(tools)});`;
    const starter = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "ignore" });
    try {
      const emulators = (): string[] => processesWith(`-kernel\0${endless}`);
      await expect.poll(emulators).toHaveLength(1);
      starter.kill("SIGKILL");
      await expect.poll(emulators).toEqual([]);
    } finally {
      starter.kill("SIGKILL");
    }
  });
});
