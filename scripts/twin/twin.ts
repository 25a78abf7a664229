// The twin: the kernel's AssemblyScript run as plain JavaScript behind the same host. With rounding "f32" it must give
// kernel.wasm's records word for word; with "none" it is the same algorithm in doubles, as one would write it in
// TypeScript. In: the kernel's folder. Out: what `kernelFrom` takes. It cannot be saved: its state is objects.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import type { kernelFrom } from "@solewise/gait";
import ts from "typescript";
import { gatherSymbols, importedModule, type KernelSymbol } from "./kernel-symbols.ts";
import { ARRAY_CLASSES } from "./kernel-types.ts";
import type { Rounding } from "./translate-expression.ts";
import { translateModule } from "./translate-module.ts";

type KernelExports = Parameters<typeof kernelFrom>[0];

/** Reads a module's text by name ("stance"). */
export type ReadModule = (name: string) => string;

const DOOR = "index";

/** Bodies for wide.ts: instants are numbers here, exact below 2⁵³ µs (285 years). */
const WIDE_BODIES: ReadonlyMap<string, string> = new Map([
  ["joinWords", "return (high | 0) * 4294967296 + low;"],
  ["lowWord", "return value | 0;"],
  ["highWord", "return Math.floor(value / 4294967296) | 0;"],
  ["toFloat", "return Math.fround(value);"],
]);

/** What every twin starts with: one page of memory, and wasm's saturating truncation of an f32. */
const RUNTIME = `
const twin$memory = { buffer: new ArrayBuffer(65536) };
let twin$top = 0;
function twin$allocate(element, length) {
  const array = new ({ ${[...ARRAY_CLASSES].map(([element, name]) => `${element}: ${name}`).join(", ")} })[element](twin$memory.buffer, twin$top, length);
  twin$top += (array.byteLength + 7) & ~7;
  return array;
}
function twin$addressOf(held) {
  if (held.byteOffset === undefined) throw new RangeError("the twin's state is not in its memory: it cannot be saved");
  return held.byteOffset;
}
function twin$truncate(value) {
  return value >= 2147483647 ? 2147483647 : value <= -2147483648 ? -2147483648 : value | 0;
}
`;

/** A module of the kernel from its folder. */
export const readKernelModule: ReadModule = (name) => {
  const url = new URL(`../../packages/gait/kernel/${name}.ts`, import.meta.url);
  return readFileSync(fileURLToPath(url), "utf8");
};

/** The kernel's modules from the door on, each after those it imports (cycles: after those first met). */
function parseModules(readModule: ReadModule): Map<string, ts.SourceFile> {
  const modules = new Map<string, ts.SourceFile>();
  const met = new Set<string>();
  const visit = (name: string): void => {
    if (met.has(name)) return;
    met.add(name);
    const source = ts.createSourceFile(`kernel/${name}.ts`, readModule(name), ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) if (ts.isImportDeclaration(statement)) visit(importedModule(statement));
    modules.set(name, source);
  };
  visit(DOOR);
  return modules;
}

/** The twin's JavaScript: an expression whose value is the exports. Throws TwinError where the source is not understood. */
export function writeTwin(rounding: Rounding, readModule: ReadModule = readKernelModule): string {
  const modules = parseModules(readModule);
  const tables = gatherSymbols(modules);
  const bodies = [...modules].map(([name, source]) =>
    translateModule(name, source, tables, rounding, name === "wide" ? WIDE_BODIES : undefined),
  );
  const functions = [...(tables.get(DOOR) ?? [])].flatMap(([name, symbol]) =>
    symbol.kind === "function" && symbol.code.startsWith(`${DOOR}$`)
      ? [`${name}: ${writeExport(symbol, rounding)}`]
      : [],
  );
  return `(() => { "use strict";\n${RUNTIME}\n${bodies.join("\n")}\nreturn { memory: twin$memory, ${functions.join(", ")} };\n})()`;
}

/** An exported function rounds the f32 it is given, as a call into wasm does. */
function writeExport(symbol: KernelSymbol & { kind: "function" }, rounding: Rounding): string {
  if (rounding === "none" || !symbol.parameters.includes("f32")) return symbol.code;
  const names = symbol.parameters.map((_, index) => `p${index}`);
  const values = names.map((name, index) => (symbol.parameters[index] === "f32" ? `Math.fround(${name})` : name));
  return `(${names.join(", ")}) => ${symbol.code}(${values.join(", ")})`;
}

const compiled = new Map<Rounding, Script>();

/** A fresh twin of the kernel as its sources are, ready for `kernelFrom`; written and compiled once a process. */
export function createTwin(rounding: Rounding): KernelExports {
  const script = compiled.get(rounding) ?? new Script(writeTwin(rounding), { filename: `kernel-twin-${rounding}.js` });
  compiled.set(rounding, script);
  return script.runInThisContext() as KernelExports;
}
