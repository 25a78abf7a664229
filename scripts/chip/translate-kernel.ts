// kernel.wasm → C for the chip: what wasm2c writes, with our own loads and stores, variables at known addresses, and the memory
// that the kernel starts with as one table in place of a call for each of its hundred pieces (3 KB of text less). Comes in:
// kernel.wasm. Goes out: kernel.c.
import { execFile } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ToolChain } from "./tool-chain.ts";

const run = promisify(execFile);

/** Where the module's own code begins in the C that wasm2c writes: before it are macros that kernel-access.h replaces. */
const MODULE_CODE = /^static [\w ]+ w2c_kernel_\w+\(w2c_kernel\*/m;
const PIECE = /^ *LOAD_DATA\(instance->w2c_memory, (\d+)u, (\w+), (\d+)\);\n/gm;
/** A run's gap and length are a byte each. */
const BYTE_MAX = 255;
/** Zeros between two pieces that cost no more inside a run than a new run does. */
const GAP_KEPT_MAX_BYTES = 2;

/** Translates the kernel into `folder`. Throws an Error that says what was expected of wasm2c. */
export async function translateKernel(wasmFile: string, folder: string, tools: ToolChain): Promise<void> {
  const file = join(folder, "kernel.c");
  await run(process.execPath, [tools.wasm2c, wasmFile, "-o", file, "-n", "kernel"]);
  if (statSync(file, { throwIfNoEntry: false }) === undefined) {
    throw new Error(`expected wasm2c to write ${file}, but it did not; is the disk full?`); // it exits with 0 all the same
  }
  const text = readFileSync(file, "utf8");
  const place = MODULE_CODE.exec(text)?.index;
  if (place === undefined) throw new Error("expected C of wasm2c 1.0.39, but found none of its functions: run npm ci");
  const own = '#include "kernel-access.h"\n#include "kernel-arithmetic.h"\n\n';
  writeFileSync(file, text.slice(0, place) + own + oneInstance(packPieces(text.slice(place))));
}

/** The module's variables at a known address: there is one kernel on a chip. */
function oneInstance(code: string): string {
  return code.replaceAll("instance->", "kernel.");
}

interface Piece {
  address: number;
  bytes: number[];
}

/** Replaces the pieces of memory that are loaded one by one by one table, in the place of the first. */
export function packPieces(code: string): string {
  const pieces = [...code.matchAll(PIECE)].map(([, address, name = ""]) => ({
    address: Number(address),
    bytes: bytesOf(code, name),
  }));
  const first = code.search(PIECE);
  if (first < 0) return code;
  const table = `static const u8 image[] = {${packRuns(pieces).join(",")}};`;
  const load = `  ${table}\n  gait_load_image(image, sizeof image);\n`;
  return code.slice(0, first) + load + code.slice(first).replaceAll(PIECE, "");
}

function bytesOf(code: string, name: string): number[] {
  const body = new RegExp(`const u8 ${name}\\[\\] = \\{([^}]*)\\}`).exec(code)?.[1];
  if (body === undefined) throw new Error(`expected wasm2c to write the bytes of ${name}, but found none: run npm ci`);
  return body.split(",").flatMap((text) => (text.trim() === "" ? [] : [Number(text)]));
}

/** Gap, length, bytes; again and again. A longer gap or run is written as several. */
function packRuns(pieces: readonly Piece[]): number[] {
  const packed: number[] = [];
  let end = 0;
  for (const { address, bytes } of joinNear(pieces)) {
    let gap = address - end;
    for (; gap > BYTE_MAX; gap -= BYTE_MAX) packed.push(BYTE_MAX, 0);
    for (let from = 0; from < bytes.length; from += BYTE_MAX) {
      const part = bytes.slice(from, from + BYTE_MAX);
      packed.push(from === 0 ? gap : 0, part.length, ...part);
    }
    end = address + bytes.length;
  }
  return packed;
}

function joinNear(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const { address, bytes } of pieces) {
    const last = joined.at(-1);
    const gap = last === undefined ? Infinity : address - last.address - last.bytes.length;
    if (gap < 0) throw new Error(`expected the pieces of the kernel's memory in order, but one at ${address} is not`);
    if (last !== undefined && gap <= GAP_KEPT_MAX_BYTES)
      last.bytes.push(...Array.from({ length: gap }, () => 0), ...bytes);
    else joined.push({ address, bytes: [...bytes] });
  }
  return joined;
}
