// What the chip's program is made and run with: npm's wasm2c, Debian's Arm compiler and QEMU. Comes in: the environment. Goes
// out: their paths, or an Error that says what to install.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findProgram } from "../test/tools/test-tools.ts";

/** Paths of programs. */
export interface ToolChain {
  /** A module for Node: npm's build of wabt, pinned in package.json; Debian's is older and writes other C. */
  wasm2c: string;
  compiler: string;
  sizes: string;
  emulator: string;
}

/** Throws an Error with one sentence when something is missing. */
export function findToolChain(environment: Record<string, string | undefined> = process.env): ToolChain {
  const find = (name: string, packageName: string): string => {
    const path = findProgram(name, environment);
    if (path !== null) return path;
    throw new Error(`The chip's program needs ${name}, which is not in PATH: apt-get install ${packageName}`);
  };
  const wasm2c = fileURLToPath(new URL("bin/wasm2c", import.meta.resolve("wabt")));
  if (!existsSync(wasm2c))
    throw new Error("The chip's program needs wasm2c of npm's wabt, which is not installed: npm ci");
  return {
    wasm2c,
    compiler: find("arm-none-eabi-gcc", "gcc-arm-none-eabi libnewlib-arm-none-eabi"),
    sizes: find("arm-none-eabi-size", "binutils-arm-none-eabi"),
    emulator: find("qemu-system-arm", "qemu-system-arm"),
  };
}
