// Store and worker in real Chromium, as modules on an empty page: what needs IndexedDB, workers and a tab that dies.
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import {
  createVirtualRunnerSettings,
  simulateRun,
  virtualRecordingCsv,
  virtualRunnerPresets,
} from "@solewise/simulate";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeBrowser } from "../../../../scripts/test/browser/describe-browser.ts";
import { call, type ModulePages, serveModules } from "../journeys/module-pages.ts";
import type { ImportOutcome } from "./analysis-jobs.ts";

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
const CLI = join(ROOT, "apps/cli/bin/solewise.js");
const folder = mkdtempSync(join(tmpdir(), "solewise-imports-"));

/** Two feet of a virtual runner, 2 minutes, as files. */
function writeRecordings(): { left: string; right: string } {
  const settings = createVirtualRunnerSettings({}, virtualRunnerPresets["easy-run"]);
  const run = simulateRun(settings, 11);
  const write = (name: string, pieces: Iterable<string>): string => {
    writeFileSync(join(folder, name), [...pieces].join(""));
    return join(folder, name);
  };
  return {
    left: write("a.left.csv", virtualRecordingCsv(run.left)),
    right: write("a.right.csv", virtualRecordingCsv(run.right)),
  };
}

function solewise(...words: string[]): string {
  return execFileSync(process.execPath, [CLI, ...words], { encoding: "utf8", maxBuffer: 1 << 28 });
}

const EMPTY = { runs: 0, strides: 0, paths: 0, recordings: 0, imports: 0 };
const WHOLE = { runs: 1, strides: 2, paths: 2, recordings: 2, imports: 0 };

describeBrowser("imports in the browser", (stage) => {
  let modules: ModulePages;
  const files = writeRecordings();

  beforeAll(async () => {
    modules = await serveModules(folder);
  });
  afterAll(async () => {
    await modules.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const openIn = (context: BrowserContext): Promise<Page> => modules.open(context);
  const open = async (...paths: string[]): Promise<Page> => {
    const page = await openIn(await stage.openContext());
    await page.setInputFiles("#files", paths);
    return page;
  };
  /** The next worker ends by an error of its own. */
  const breakNextWorker = (page: Page): Promise<void> =>
    call(
      page,
      `const Usual = Worker;
      globalThis.Worker = function () {
        globalThis.Worker = Usual;
        return new Usual(URL.createObjectURL(new Blob(["throw new Error('boom')"])));
      };`,
    );
  const importing = (page: Page, more = "{}"): Promise<ImportOutcome> =>
    call(page, `return await jobs.importRun(request(chosen(), ${more}), watch);`);

  it("[WRK1] [WRK2] [WRK7] analyses two feet to what the CLI prints", async () => {
    const page = await open(files.left, files.right);
    const outcome = await importing(page);
    expect(outcome.kind).toBe("imported");
    const said = await call<{ json: string; csv: string; marks: { fraction: number; stage: string; atMs: number }[] }>(
      page,
      `const [{ runId }] = await runs.list();
      return { json: await (await jobs.exportAnalysisJson(runId)).text(),
        csv: await (await jobs.exportStridesCsv(runId)).text(), marks };`,
    );
    expect(said.json).toBe(solewise("analyze", "--json", "--left", files.left, "--right", files.right));
    expect(said.csv.split("\n").length).toBe(said.json.split('"strideIndex"').length + 1);
    const fractions = said.marks.map(({ fraction }) => fraction);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(await call(page, "return await left();")).toEqual(WHOLE);
  });

  it("[WRK3] [WRK4] [STO13] takes gzip by its bytes, as the same recording", async () => {
    const zipped = [files.left, files.right].map((path) => {
      const name = path.replace(/\.csv$/, ".zipped.csv");
      writeFileSync(name, gzipSync(readFileSync(path)));
      return name;
    });
    const page = await open(files.left, files.right);
    const first = await importing(page);
    await page.setInputFiles("#files", zipped);
    expect(await importing(page)).toEqual({ ...first, kind: "already" });
    expect(await call(page, "return await left();")).toEqual(WHOLE);
  });

  it("[WRK4] [WRK5] uses what a cut gzip holds, joins members, refuses damaged ones and other kinds of file", async () => {
    const whole = gzipSync(readFileSync(files.left));
    const write = (name: string, bytes: Uint8Array): string => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const page = await open(write("cut.left.csv.gz", whole.subarray(0, whole.length * 0.6)));
    expect((await importing(page)).kind).toBe("imported");
    const [run] = await call<{ warnings: { code: string }[]; summary: { durationSec: number } }[]>(
      page,
      "return await runs.list();",
    );
    expect(run?.warnings.map(({ code }) => code)).toContain("recording-truncated");
    expect(run?.summary.durationSec).toBeGreaterThan(60);
    const text = readFileSync(files.left);
    const half = Math.floor(text.length / 2);
    const members = [text.subarray(0, half), text.subarray(half)].map((part) => gzipSync(part));
    await page.setInputFiles("#files", write("joined.left.csv.gz", new Uint8Array(Buffer.concat(members))));
    expect((await importing(page)).kind).toBe("imported");
    const joined = await call<string>(page, "return (await runs.list()).map(({ feet }) => feet[0].sha256).join();");
    expect(joined.split(","), "the hash of the CSV").toContain(createHash("sha256").update(text).digest("hex"));
    const damaged = new Uint8Array(whole).fill(255, 50_000, 50_400);
    const others = {
      "junk.left.csv.gz": new Uint8Array(Buffer.concat([whole, Buffer.from("junk")])),
      "damaged.left.csv.gz": damaged,
      "table.left.xlsx": new Uint8Array(Buffer.from("PK\u0003\u0004 made up by hand")),
    };
    for (const [name, bytes] of Object.entries(others)) {
      await page.setInputFiles("#files", write(name, bytes));
      const outcome = await importing(page);
      expect(outcome, name).toMatchObject({ kind: "refused", refusals: [{ place: { file: name } }] });
    }
    expect(await call(page, "return await left();")).toMatchObject({ runs: 2, imports: 0, recordings: 2 });
  });

  it("[WRK9] leaves nothing when cancelled, early and late", async () => {
    const page = await open(files.left, files.right);
    const cancelAt = (condition: string): Promise<ImportOutcome> =>
      call(
        page,
        `const stop = new AbortController();
        return await jobs.importRun(request(chosen()), (progress) => { if (${condition}) stop.abort(); }, stop.signal);`,
      );
    for (const condition of ["true", "progress.fraction > 0.3", 'progress.stage === "assembling"']) {
      expect(await cancelAt(condition)).toEqual({ kind: "cancelled" });
      expect(await call(page, "return await left();")).toEqual(EMPTY);
    }
    expect((await importing(page)).kind).toBe("imported");
  });

  it("[WRK10] rejects when a worker breaks down, leaves nothing, and the import can be tried again", async () => {
    stage.allowProblem(/boom/);
    const page = await open(files.left, files.right);
    await breakNextWorker(page);
    await expect(importing(page)).rejects.toThrow("the analysis broke down");
    expect(await call(page, "return await left();")).toEqual(EMPTY);
    expect((await importing(page)).kind).toBe("imported");
  });

  it("[STO2] [WRK14] tells when there is no room; without the samples it goes through", async () => {
    const page = await open(files.left, files.right);
    const session = await page.context().newCDPSession(page);
    const origin = new URL(modules.address).origin;
    await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1_500_000 });
    const outcome = await importing(page);
    expect(outcome).toMatchObject({ kind: "no-room", availableBytes: expect.any(Number) as number });
    expect(outcome.kind === "no-room" && outcome.neededBytes).toBeGreaterThan(2_000_000);
    expect(await call(page, "return await left();")).toEqual(EMPTY);
    expect((await importing(page, "{ keepSamples: false }")).kind).toBe("imported");
    expect(await call(page, "return await left();")).toEqual({ ...WHOLE, recordings: 0 });
  });

  it("[STO4] [STO5] [STO6] [WRK10] goes on after the tab died, and after a worker broke down as well", async () => {
    const context = await stage.openContext();
    const page = await openIn(context);
    await page.setInputFiles("#files", [files.left, files.right]);
    // The tab dies while the feet are being joined: the job never gets there.
    await call(
      page,
      `const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (message, options) {
        if (message.job === "assemble") globalThis.isJoining = true;
        else post.call(this, message, options);
      };
      globalThis.running = jobs.importRun(request(chosen()), watch);`,
    );
    await page.waitForFunction("globalThis.isJoining === true");
    await page.waitForFunction("imports.findUnfinished().then(async () => (await left()).recordings === 2)");
    const other = await openIn(context);
    const unfinished = "return await imports.findUnfinished();";
    expect(await call(other, unfinished), "another tab is alive").toEqual([]);
    await page.close();
    const [found] = await call<{ runId: string; state: string; fileNames: string[] }[]>(other, unfinished);
    expect(found).toMatchObject({ state: "resumable", fileNames: ["a.left.csv", "a.right.csv"] });
    const runId = found?.runId ?? "";
    const resume = `return await jobs.resumeImport(${JSON.stringify(runId)}, watch);`;
    stage.allowProblem(/boom/);
    await breakNextWorker(other);
    await expect(call(other, resume)).rejects.toThrow("the analysis broke down");
    expect(await call(other, unfinished), "its files are still there").toMatchObject([{ state: "stuck" }]);
    expect(await call(other, resume)).toEqual({ kind: "imported", runId });
    expect(await call(other, "return await left();")).toEqual(WHOLE);
  });

  it("[STO1] what was said to be stored is there after the browser itself died, and nothing is half there", async () => {
    const profile = stage.makeFolder();
    const crashed = async (context: BrowserContext, page: Page): Promise<void> => {
      const closed = context.waitForEvent("close");
      const session = await page.context().newCDPSession(page);
      session.send("Browser.crash").catch(() => undefined);
      await closed;
    };
    let context = await stage.openProfile(profile);
    let page = await openIn(context);
    await page.setInputFiles("#files", [files.left]);
    await importing(page);
    await page.setInputFiles("#files", [files.left, files.right]);
    await call(page, "jobs.importRun(request(chosen()), watch).catch(() => undefined);");
    await page.waitForFunction("left().then(({ recordings }) => recordings === 3)");
    await crashed(context, page);
    context = await stage.openProfile(profile);
    page = await openIn(context);
    const kept = await call<Record<string, number>>(page, "return await left();");
    expect(kept["recordings"]).toBe(3);
    expect((kept["runs"] ?? 0) + (kept["imports"] ?? 0), "each import is a run or announced").toBe(2);
    expect(kept["strides"]).toBe(kept["paths"]);
    for (const { runId } of await call<{ runId: string }[]>(page, "return await imports.findUnfinished();")) {
      const outcome = await call(page, `return await jobs.resumeImport(${JSON.stringify(runId)}, watch);`);
      expect(outcome).toMatchObject({ kind: "imported" });
    }
    const whole = { runs: 2, strides: 3, paths: 3, recordings: 3, imports: 0 };
    expect(await call(page, "return await left();")).toEqual(whole);
  });

  it("[WRK12] [WRK13] changes sides from kept samples, compressed or not, and keeps what the runner chose", async () => {
    const page = await open(files.left, files.right);
    await importing(page);
    const [run] = await call<{ runId: string }[]>(page, "return await runs.list();");
    const runId = JSON.stringify(run?.runId);
    await call(page, `await jobs.compressSamples(); await runs.rename(${runId}, "Mine");`);
    expect(await call(page, `return await jobs.changeSides(${runId}, ["right", "left"]);`)).toMatchObject({
      kind: "imported",
    });
    const swapped = await call<{ name: string; feet: object[]; warnings: { code: string }[] }>(
      page,
      `return await runs.get(${runId});`,
    );
    expect(swapped).toMatchObject({
      name: "Mine",
      feet: [
        { side: "left", fileName: "a.right.csv", sideSource: "chosen", keptAs: "gzip" },
        { side: "right", fileName: "a.left.csv" },
      ],
    });
    expect(swapped.warnings.filter(({ code }) => code === "sides-look-swapped")).toHaveLength(2);
    const json = await call<string>(page, `return await (await jobs.exportAnalysisJson(${runId})).text();`);
    const cli = solewise("analyze", "--json", "--left", files.right, "--right", files.left);
    const strides = (text: string): string => text.slice(text.indexOf('"strides"'), text.indexOf('"summary"'));
    expect(strides(json)).toBe(strides(cli));
    await call(page, `await runs.giveUpSamples(${runId});`);
    expect(await call(page, `return await jobs.changeSides(${runId}, ["left", "right"]);`)).toEqual({
      kind: "no-samples",
    });
    expect(await call(page, "return await left();")).toEqual({ ...WHOLE, recordings: 0 });
  });

  it("[WRK8] [WRK11] makes the demo run that the CLI makes of the seed, and opens it as stored", async () => {
    const page = await open();
    const outcome = await call<{ runId: string }>(page, 'return await jobs.makeDemoRun("Demo", watch, undefined, 5);');
    const out = join(folder, "demo");
    solewise("demo", "--seed", "5", "--out", out);
    const said = await call<{ json: string; demo: object; same: boolean; order: number }>(
      page,
      `const runId = ${JSON.stringify(outcome.runId)};
      const opened = await jobs.openRun(runId);
      const { createAnalysisJobs } = await import("/src/worker/analysis-client.ts");
      const anew = await createAnalysisJobs().openRun(runId);
      return { json: await (await jobs.exportAnalysisJson(runId)).text(), demo: opened.run.demo,
        same: JSON.stringify(opened) === JSON.stringify(anew), order: opened.view.order.length };`,
    );
    expect(said.demo).toEqual({ preset: "demo", seed: 5 });
    expect(said.same, "the page after the import and the page from the store").toBe(true);
    expect(said.order).toBeGreaterThan(1000);
    const [left = "", right = ""] = ["left", "right"].map((side) => join(out, `demo.${side}.imu.csv`));
    expect(said.json).toBe(solewise("analyze", "--json", left, right));
  });

  it("[STO15] [STO16] exports everything, and gives the same bytes after clear and import", async () => {
    const page = await open(files.left, files.right);
    await importing(page);
    const said = await call<{ first: number; added: number; same: number; conflicts: number; equal: boolean }>(
      page,
      `const { streamArchive } = await import("/src/store/archive-export.ts");
      await jobs.compressSamples();
      const bytesOf = async () => new Uint8Array(await new Response(await streamArchive(runs, "test")).arrayBuffer());
      const first = await bytesOf();
      const file = new File([first], "all.zip");
      await runs.clear();
      const added = await jobs.importArchive(file);
      const second = await bytesOf();
      const same = await jobs.importArchive(file);
      const [{ runId }] = await runs.list();
      await runs.rename(runId, "Other");
      const conflict = await jobs.importArchive(file);
      return { first: first.length, equal: first.length === second.length && first.every((byte, at) => byte === second[at]),
        added: added.addedCount, same: same.sameCount, conflicts: conflict.conflicts.length, problems: added.problems };`,
    );
    expect(said).toMatchObject({ added: 1, same: 1, conflicts: 1, equal: true, problems: [] });
    expect(said.first).toBeGreaterThan(100_000);
    expect(await call(page, "return await left();")).toEqual(WHOLE);
  });

  it("[STO3] [STO10] two tabs hear each other and lose nothing of each other", async () => {
    const context = await stage.openContext();
    const [first, second] = [await openIn(context), await openIn(context)];
    await first.setInputFiles("#files", [files.left]);
    await call(second, "globalThis.heard = 0; runs.feed.subscribe(() => heard++);");
    await importing(first);
    await second.waitForFunction("heard > 0");
    const repeat = (page: Page, work: string): Promise<void> =>
      call(page, `const [{ runId }] = await runs.list(); for (let i = 0; i < 50; i++) await runs.${work};`);
    await Promise.all([repeat(first, 'rename(runId, "Name " + i)'), repeat(second, "changeDate(runId, 1000 + i)")]);
    expect(await call(first, "return await runs.list();")).toMatchObject([{ name: "Name 49", startedAtMs: 1049 }]);
  });

  it("[STO11] a newer version takes the database, and the old tab says so", async () => {
    const page = await open();
    const state = await call(
      page,
      `const { storeState } = await import("/src/store/open-store.ts");
      await new Promise((resolve, reject) => {
        const opening = indexedDB.open("solewise", 99);
        opening.onsuccess = () => resolve(opening.result.close());
        opening.onerror = () => reject(opening.error);
      });
      return storeState();`,
    );
    expect(state).toBe("outdated");
  });

  it("[STO12] works in memory where the browser refuses a database", async () => {
    const context = await stage.openContext();
    await context.addInitScript(`indexedDB.open = () => { throw new DOMException("no", "SecurityError"); };`);
    const page = await openIn(context);
    await page.setInputFiles("#files", [files.left, files.right]);
    expect((await importing(page)).kind).toBe("imported");
    expect(await call(page, "return await left();")).toEqual(WHOLE);
    const state = 'return (await import("/src/store/open-store.ts")).storeState();';
    expect(await call(page, state)).toBe("missing");
    const opened = "const [{ runId }] = await runs.list(); return (await jobs.openRun(runId)).view.figures.length;";
    expect(await call(page, opened)).toBeGreaterThan(5);
  });
});
