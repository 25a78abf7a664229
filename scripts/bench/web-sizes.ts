// What the app's pages weigh, from the build's manifest. In: the folder of the built app. Out: gzip bytes of each kind of
// file that a page needs before it shows what it is for, beside the limits. Source of the limits: issue 3.
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
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

/** A page, the modules that are loaded for it by name, beside the entry, and the one that starts its worker. */
export interface MeasuredPage {
  name: string;
  roots: readonly string[];
  worker?: string;
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

/** Limits, gzip: all scripts of a page, its worker's too; its styles; the kernel; the texts of one language. */
export const SIZE_LIMITS = { script: 190 * KIB, style: 25 * KIB, wasm: 15 * KIB, locale: 20 * KIB } as const;

const ENTRY = "index.html";
const LOCALES = ["src/language/en/index.ts", "src/language/zh-cn/index.ts"];
const ANALYSIS = "src/worker/analysis-client.ts";
/** What fetches the kernel: opening a run does without. */
const IMPORTS = "src/worker/import-client.ts";

/** The pages that the budget is about. What Chromium asks for beyond these names shows in `requestedFiles`. */
export const MEASURED_PAGES = {
  home: { name: "Home, first visit", roots: [ENTRY] },
  list: { name: "Home with runs", roots: [ENTRY] },
  run: {
    name: "Run page with figures and charts",
    roots: [
      ENTRY,
      "src/screens/run/run-screen.tsx",
      "src/screens/run/run-pictures.tsx",
      "src/screens/run/charts/plot-library.ts",
      ANALYSIS,
    ],
    worker: ANALYSIS,
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

/** The chunks of these modules and of everything that they import at once. */
function chunksOf(manifest: Manifest, roots: readonly string[]): ManifestChunk[] {
  const seen = new Set<string>(roots);
  for (const source of seen) for (const each of chunkOf(manifest, source).imports ?? []) seen.add(each);
  return Array.from(seen, (source) => chunkOf(manifest, source));
}

/** Files of these modules and of everything that they import at once, scripts and styles. */
export function filesOf(manifest: Manifest, roots: readonly string[]): Set<string> {
  return new Set(chunksOf(manifest, roots).flatMap(({ file, css = [] }) => [file, ...css]));
}

/** What is asked of a built file. */
export interface BuiltFiles {
  /** Bytes as gzip makes them at its best. */
  sizeOf: (file: string) => number;
  /** The scripts that a script imports at once. */
  importsOf: (script: string) => readonly string[];
}

/** An import at once, as the build writes it. */
const IMPORTED = /\b(?:from|import)\s*["`]\.\/([\w.-]+\.js)["`]/g;

/** Reads the files of a built app. */
export function readBuiltFiles(appFolder: string): BuiltFiles {
  const sizes = new Map<string, number>();
  return {
    sizeOf: (file) => {
      const known = sizes.get(file) ?? gzipSync(readFileSync(join(appFolder, file)), { level: 9 }).length;
      sizes.set(file, known);
      return known;
    },
    importsOf: (script) =>
      Array.from(readFileSync(join(appFolder, script), "utf8").matchAll(IMPORTED), ([, name = ""]) =>
        posix.join(posix.dirname(script), name),
      ),
  };
}

/** What a module brings along beside code that it imports: the script of the worker that it starts, the kernel. */
function workerFiles(manifest: Manifest, starter: string, ending: string): string[] {
  const assets = chunksOf(manifest, [starter]).flatMap((chunk) => chunk.assets ?? []);
  const files = [...new Set(assets)].filter((file) => file.endsWith(ending));
  if (files.length === 0) throw new RangeError(`the build has no ${ending} among what ${starter} loads`);
  return files;
}

/** Scripts with all that they import at once: a worker's are not in the manifest. */
function withImports(scripts: readonly string[], importsOf: BuiltFiles["importsOf"]): string[] {
  const seen = new Set(scripts);
  for (const script of seen) for (const each of importsOf(script)) seen.add(each);
  return [...seen];
}

function row(what: string, files: readonly string[], limitBytes: number | null, sizeOf: BuiltFiles["sizeOf"]): SizeRow {
  return { what, gzipBytes: files.reduce((sum, file) => sum + sizeOf(file), 0), limitBytes, fileCount: files.length };
}

/** The lines of a page: its scripts, the worker's among them and named, and its styles. */
function pageRows(manifest: Manifest, { name, roots, worker }: MeasuredPage, built: BuiltFiles): SizeRow[] {
  const { sizeOf, importsOf } = built;
  const files = [...filesOf(manifest, roots)];
  const scripts = files.filter((file) => file.endsWith(".js"));
  const styles = files.filter((file) => file.endsWith(".css"));
  const workers = worker === undefined ? [] : withImports(workerFiles(manifest, worker, ".js"), importsOf);
  const what = worker === undefined ? "JavaScript" : "JavaScript, the worker's script too";
  return [
    row(`${name}: ${what}`, [...scripts, ...workers], SIZE_LIMITS.script, sizeOf),
    ...(worker === undefined ? [] : [row("of it the worker's script", workers, null, sizeOf)]),
    row(`${name}: CSS`, styles, SIZE_LIMITS.style, sizeOf),
  ];
}

/** All lines of the budget. Throws RangeError when a named module, a worker's script or the kernel is not in the manifest. */
export function sizeRows(manifest: Manifest, built: BuiltFiles): SizeRow[] {
  const { sizeOf } = built;
  const pages = Object.values(MEASURED_PAGES).flatMap((page) => pageRows(manifest, page, built));
  const wasm = workerFiles(manifest, IMPORTS, ".wasm");
  const locales = LOCALES.map((source) => {
    const { file } = chunkOf(manifest, source);
    return row(`texts, ${source.split("/")[2] ?? source}`, [file], SIZE_LIMITS.locale, sizeOf);
  });
  return [...pages, row("kernel.wasm", wasm, SIZE_LIMITS.wasm, sizeOf), ...locales];
}

/** The lines that are over their limit, in words. */
export function rowsOverLimit(rows: readonly SizeRow[]): string[] {
  return rows
    .filter(({ gzipBytes, limitBytes }) => limitBytes !== null && gzipBytes > limitBytes)
    .map(({ what, gzipBytes, limitBytes }) => `${what}: ${gzipBytes} bytes of gzip, limit ${limitBytes ?? 0}`);
}
