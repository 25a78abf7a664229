// Tests of the app's size budget: on the app as it is built now, and on planted manifests.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyBuiltApp } from "../test/browser/web-build.ts";
import {
  type BuiltFiles,
  filesOf,
  type Manifest,
  readBuiltFiles,
  readManifest,
  rowsOverLimit,
  SIZE_LIMITS,
  sizeRows,
} from "./web-sizes.ts";

const PLANTED: Manifest = {
  "index.html": { file: "index.js", imports: ["_shared.js"], css: ["index.css"] },
  "_shared.js": { file: "shared.js", imports: ["index.html"], css: ["shared.css"] },
  "src/screens/run/run-screen.tsx": { file: "run.js", imports: ["_shared.js"], css: ["run.css"] },
  "src/screens/run/run-pictures.tsx": { file: "pictures.js" },
  "src/screens/run/charts/plot-library.ts": { file: "plot.js" },
  "src/worker/analysis-client.ts": { file: "client.js", assets: ["worker.js"] },
  "src/worker/import-client.ts": { file: "imports.js", assets: ["kernel.wasm"] },
  "src/language/en/index.ts": { file: "en.js" },
  "src/language/zh-cn/index.ts": { file: "zh.js" },
};

/** Every planted file weighs this much, but the named one. */
function sizer(bytes: number, heavy = "", heavyBytes = 0): BuiltFiles {
  return { sizeOf: (file) => (file === heavy ? heavyBytes : bytes), importsOf: () => [] };
}

describe("[HOUSE30] the size of the built app has limits", () => {
  const appFolder = mkdtempSync(join(tmpdir(), "solewise-sizes-"));

  beforeAll(() => copyBuiltApp(appFolder), 400_000);
  afterAll(() => rmSync(appFolder, { recursive: true, force: true }));

  it("keeps scripts, styles, kernel and languages of this build below them", () => {
    const rows = sizeRows(readManifest(appFolder), readBuiltFiles(appFolder));
    expect(rowsOverLimit(rows)).toEqual([]);
    for (const row of rows) expect(row.gzipBytes, row.what).toBeGreaterThan(100);
  });

  it("counts each file that a page imports at once, and no other", () => {
    expect([...filesOf(PLANTED, ["index.html"])].toSorted()).toEqual([
      "index.css",
      "index.js",
      "shared.css",
      "shared.js",
    ]);
  });

  it("counts the worker's script to the page that starts it, and names it", () => {
    const rows = sizeRows(PLANTED, sizer(1, "worker.js", 10));
    const scripts = rows.filter(({ what }) => what.includes("JavaScript"));
    expect(scripts.map(({ what }) => what.replace(/^.*: /, ""))).toEqual([
      "JavaScript",
      "JavaScript",
      "JavaScript, the worker's script too",
    ]);
    expect(scripts.map(({ gzipBytes }) => gzipBytes)).toEqual([2, 2, 16]);
    expect(scripts.map(({ fileCount }) => fileCount)).toEqual([2, 2, 7]);
    expect(rows.find(({ what }) => what === "of it the worker's script")).toMatchObject({
      gzipBytes: 10,
      limitBytes: null,
    });
  });

  it("counts what the worker's script imports at once, and not what it loads when asked", () => {
    const folder = mkdtempSync(join(tmpdir(), "solewise-worker-"));
    const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
    write("worker.js", 'import{a}from"./shared.js";import"./effects.js";const b=()=>import("./later.js");');
    write("shared.js", 'import{c as d}from"./deeper.js";');
    for (const name of ["effects.js", "later.js", "deeper.js"]) write(name, "");
    const built: BuiltFiles = { sizeOf: () => 1, importsOf: readBuiltFiles(folder).importsOf };
    const worker = sizeRows(PLANTED, built).find(({ what }) => what === "of it the worker's script");
    expect(worker).toMatchObject({ gzipBytes: 4, fileCount: 4 });
    rmSync(folder, { recursive: true });
  });

  it("tells what is over its limit, and only that", () => {
    expect(rowsOverLimit(sizeRows(PLANTED, sizer(1000)))).toEqual([]);
    const planted = [
      { file: "plot.js", limit: SIZE_LIMITS.script, told: /^Run page.*: JavaScript, .*: / },
      { file: "worker.js", limit: SIZE_LIMITS.script, told: /^Run page.*: JavaScript, .*: / },
      { file: "run.css", limit: SIZE_LIMITS.style, told: /^Run page.*: CSS: / },
      { file: "kernel.wasm", limit: SIZE_LIMITS.wasm, told: /^kernel\.wasm: / },
      { file: "zh.js", limit: SIZE_LIMITS.locale, told: /^texts, zh-cn: / },
    ];
    for (const { file, limit, told } of planted) {
      const over = rowsOverLimit(sizeRows(PLANTED, sizer(1, file, limit + 1)));
      expect(over).toHaveLength(1);
      expect(over[0]).toMatch(told);
    }
    expect(rowsOverLimit(sizeRows(PLANTED, sizer(1, "worker.js", SIZE_LIMITS.script - 6)))).toEqual([]);
  });

  it("says so when a page's module, its worker or the kernel is built no more", () => {
    const { "src/screens/run/run-pictures.tsx": _gone, ...rest } = PLANTED;
    expect(() => sizeRows(rest, sizer(1))).toThrow(/no src\/screens\/run\/run-pictures\.tsx/);
    const without = (starter: string): Manifest => ({ ...PLANTED, [starter]: { file: "starter.js" } });
    expect(() => sizeRows(without("src/worker/analysis-client.ts"), sizer(1))).toThrow(/no \.js among/);
    expect(() => sizeRows(without("src/worker/import-client.ts"), sizer(1))).toThrow(/no \.wasm among/);
  });
});
