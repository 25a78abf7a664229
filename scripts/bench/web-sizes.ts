// What the app's pages weigh, from the build's manifest. In: the folder of the built app. Out: gzip bytes of each kind of
// file that a page needs before it shows what it is for, beside the limits. Source of the limits: issue 3.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** An entry of Vite's manifest, as far as it is used. */
interface ManifestChunk {
  file: string;
  imports?: string[];
  css?: string[];
  assets?: string[];
}

/** Vite's manifest: what was built, by source. */
export type Manifest = Record<string, ManifestChunk>;

/** A page, and the modules that are loaded for it by name, beside the entry. */
export interface MeasuredPage {
  name: string;
  roots: readonly string[];
}

/** One line of the budget. */
export interface SizeRow {
  what: string;
  gzipBytes: number;
  /** Null where no limit was set. */
  limitBytes: number | null;
  fileCount: number;
}

const KIB = 1024;

/** Limits, gzip: what a page's own thread runs; its styles; the kernel; the texts of one language. */
export const SIZE_LIMITS = { script: 190 * KIB, style: 25 * KIB, wasm: 15 * KIB, locale: 20 * KIB } as const;

const ENTRY = "index.html";
const LOCALES = ["src/language/en/index.ts", "src/language/zh-cn/index.ts"];
const ANALYSIS = "src/worker/analysis-client.ts";

/** The pages that the budget is about. What Chromium asks for beyond these names shows in `requestedFiles`. */
export const MEASURED_PAGES = {
  home: { name: "Home, first visit", roots: [ENTRY] },
  list: { name: "Home with runs", roots: [ENTRY, "src/screens/home/run-menu.tsx"] },
  run: {
    name: "Run page with figures and charts",
    roots: [
      ENTRY,
      "src/screens/run/run-screen.tsx",
      "src/screens/run/run-pictures.tsx",
      "src/screens/run/charts/plot-library.ts",
      ANALYSIS,
    ],
  },
} as const satisfies Record<string, MeasuredPage>;

/** The manifest of a build. */
export function readManifest(appFolder: string): Manifest {
  return JSON.parse(readFileSync(join(appFolder, ".vite", "manifest.json"), "utf8")) as Manifest;
}

function chunkOf(manifest: Manifest, source: string): ManifestChunk {
  const chunk = manifest[source];
  if (chunk === undefined) throw new RangeError(`the build has no ${source}: name what took its place in web-sizes.ts`);
  return chunk;
}

/** Files of these modules and of everything that they import at once, scripts and styles. */
export function filesOf(manifest: Manifest, roots: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const files = new Set<string>();
  const visit = (source: string): void => {
    if (seen.has(source)) return;
    seen.add(source);
    const { file, css = [], imports = [] } = chunkOf(manifest, source);
    for (const each of [file, ...css]) files.add(each);
    for (const each of imports) visit(each);
  };
  for (const root of roots) visit(root);
  return files;
}

/** Bytes of a built file as gzip makes them at its best. */
export function gzipSizer(appFolder: string): (file: string) => number {
  const sizes = new Map<string, number>();
  return (file) => {
    const known = sizes.get(file) ?? gzipSync(readFileSync(join(appFolder, file)), { level: 9 }).length;
    sizes.set(file, known);
    return known;
  };
}

/** The files of the analysis' worker: its script and the kernel. */
function workerFiles(manifest: Manifest): string[] {
  return chunkOf(manifest, ANALYSIS).assets ?? [];
}

function row(
  what: string,
  files: readonly string[],
  limitBytes: number | null,
  sizeOf: (file: string) => number,
): SizeRow {
  return { what, gzipBytes: files.reduce((sum, file) => sum + sizeOf(file), 0), limitBytes, fileCount: files.length };
}

/** All lines of the budget. Throws RangeError when a named module is not in the manifest. */
export function sizeRows(manifest: Manifest, sizeOf: (file: string) => number): SizeRow[] {
  const pages = Object.values(MEASURED_PAGES).flatMap(({ name, roots }) => {
    const files = [...filesOf(manifest, roots)];
    const scripts = files.filter((file) => file.endsWith(".js"));
    const styles = files.filter((file) => file.endsWith(".css"));
    return [
      row(`${name}: JavaScript`, scripts, SIZE_LIMITS.script, sizeOf),
      row(`${name}: CSS`, styles, SIZE_LIMITS.style, sizeOf),
    ];
  });
  const wasm = workerFiles(manifest).filter((file) => file.endsWith(".wasm"));
  if (wasm.length === 0) throw new RangeError(`the build has no wasm among what ${ANALYSIS} loads`);
  const locales = LOCALES.map((source) => {
    const { file } = chunkOf(manifest, source);
    return row(`texts, ${source.split("/")[2] ?? source}`, [file], SIZE_LIMITS.locale, sizeOf);
  });
  return [...pages, row("kernel.wasm", wasm, SIZE_LIMITS.wasm, sizeOf), ...locales];
}

/** What the worker's thread loads beside: its script. No limit was set for it. */
export function workerRow(manifest: Manifest, sizeOf: (file: string) => number): SizeRow {
  const scripts = workerFiles(manifest).filter((file) => file.endsWith(".js"));
  return row("the worker's own script", scripts, null, sizeOf);
}

/** The lines that are over their limit, in words. */
export function rowsOverLimit(rows: readonly SizeRow[]): string[] {
  return rows
    .filter(({ gzipBytes, limitBytes }) => limitBytes !== null && gzipBytes > limitBytes)
    .map(({ what, gzipBytes, limitBytes }) => `${what}: ${gzipBytes} bytes of gzip, limit ${limitBytes ?? 0}`);
}
