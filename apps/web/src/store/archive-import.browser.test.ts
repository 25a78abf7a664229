// Archives into the store, in real Chromium: spoilt, cancelled, taken twice.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createVirtualRunnerSettings, simulateRun, virtualRecordingCsv } from "@solewise/simulate";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeBrowser } from "../../../../scripts/test/browser/describe-browser.ts";
import { call, type ModulePages, serveModules } from "../journeys/module-pages.ts";

describeBrowser("archives in the browser", (stage) => {
  let modules: ModulePages;
  const folder = stage.makeFolder();

  beforeAll(async () => {
    modules = await serveModules(folder);
  });
  afterAll(() => modules.close());

  /** Half a minute of one foot. */
  function writeRecording(): string {
    const course = [{ activity: "run", durationSec: 30, speedMps: 3 }] as const;
    const { left } = simulateRun(createVirtualRunnerSettings({ course }), 11);
    const path = join(folder, "a.left.csv");
    writeFileSync(path, [...virtualRecordingCsv(left)].join(""));
    return path;
  }

  it("[STO16] [STO20] an archive: bad strides cost one run, cancelling keeps what is in, names come in clean", async () => {
    const page = await modules.open(await stage.openContext());
    await page.setInputFiles("#files", writeRecording());
    await call(page, "await jobs.importRun(request(chosen()), watch);");
    const said = await call<{ bad: object; cancelled: object; atOnce: object; rest: object; names: string[] }>(
      page,
      `const { openArchive, writeArchive } = await import("/@id/@solewise/exchange");
      const { streamArchive } = await import("/src/store/archive-export.ts");
      const blobOf = async (stream) => new Response(await stream).blob();
      const own = await blobOf(streamArchive(runs, "test"));
      const read = async (offset, length) => new Uint8Array(await own.slice(offset, offset + length).arrayBuffer());
      const [run] = (await openArchive({ sizeBytes: own.size, read })).runs;
      const facts = await run.facts();
      const entries = await Promise.all(run.entries.map(async ({ name }) =>
        ({ name, content: new Uint8Array(await (await blobOf(run.openEntry(name))).arrayBuffer()) })));
      const idOf = (number) => "00000000-0000-4000-8000-00000000000" + number;
      const archiveOf = async (numbers, change = (entry) => entry) => new File([await blobOf(writeArchive({
        exportedBy: "test", preferences: null, runIds: numbers.map(idOf),
        loadRun: (runId) => ({ facts: { ...facts, runId, name: "\u202eRun\u0007 " + runId.at(-1) },
          entries: entries.map((entry) => runId === idOf(1) ? change(entry) : entry) }),
      }))], "made.zip");
      const random = ({ name, content }) => name.endsWith("strides.bin")
        ? { name, content: crypto.getRandomValues(new Uint8Array(Math.min(content.length, 65536))) } : { name, content };
      await runs.clear();
      const bad = await jobs.importArchive(await archiveOf([1, 2], random));
      await runs.clear();
      const stop = new AbortController();
      const archive = await archiveOf([1, 2, 3, 4]);
      const cancelled = await jobs.importArchive(archive, (done) => done === 2 && stop.abort(), stop.signal);
      const kept = await left();
      const atOnce = await jobs.importArchive(archive, undefined, AbortSignal.abort());
      const rest = await jobs.importArchive(archive);
      return { bad, cancelled: { ...cancelled, kept }, atOnce, rest, names: (await runs.list()).map(({ name }) => name) };`,
    );
    const path = "made.zip/runs/00000000-0000-4000-8000-000000000001/left.strides.bin";
    expect(said.bad).toMatchObject({
      addedCount: 1,
      problems: [{ name: "Run 1", refusal: { code: "archive-strides-wrong", place: { file: path } } }],
    });
    const kept = { runs: 2, strides: 2, paths: 2, recordings: 2, imports: 0 };
    expect(said.cancelled).toMatchObject({ isCancelled: true, addedCount: 2, problems: [], kept });
    expect(said.atOnce).toMatchObject({ isCancelled: true, addedCount: 0, sameCount: 0 });
    expect(said.rest).toMatchObject({ isCancelled: false, addedCount: 2, sameCount: 2, conflicts: [], problems: [] });
    expect(said.names.toSorted((a, b) => a.localeCompare(b))).toEqual(["Run 1", "Run 2", "Run 3", "Run 4"]);
  });
});
