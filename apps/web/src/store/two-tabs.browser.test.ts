// Two connections to one database in real Chromium, as two tabs have them, used at the same instant.
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeBrowser } from "../../../../scripts/test/browser/describe-browser.ts";
import { call, type ModulePages, serveModules } from "../journeys/module-pages.ts";

/** Two stores, and imports of the same recordings under ids of their own. */
const TWO_STORES = `
  const { openDatabaseShelf } = await import("/src/store/database-shelf.ts");
  const { RunStore } = await import("/src/store/run-store.ts");
  const { ImportJournal } = await import("/src/store/import-journal.ts");
  const events = { onBlocked() {}, onClosed() {} };
  const openJournal = async () => new ImportJournal(new RunStore(await openDatabaseShelf(events), runs.feed), null);
  const journals = [await openJournal(), await openJournal()];
  const announce = async (journal, runId) => {
    const known = { runId, name: runId, startedAtMs: 0, startSource: "chosen", timeZone: "UTC", demo: null, createdAtMs: 0 };
    const foot = { side: "left", sideSource: "chosen", fileName: "a.csv", sizeBytes: 1, slot: 0 };
    await journal.announce({ ...known, feet: [{ ...foot, lastModifiedMs: 0 }], hasFiles: false, attemptCount: 1 });
    const run = { ...known, deletedAtMs: null, algorithm: { version: "1" }, summary: {}, warnings: [], insight: null,
      speedsMps: [], startSec: { left: 0, right: 0 }, feet: [{ ...foot, sha256: "the same", keptBytes: 0 }] };
    return { run, strides: { left: { words: new Int32Array(24), paths: null } } };
  };`;

describeBrowser("two tabs", (stage) => {
  let modules: ModulePages;

  beforeAll(async () => {
    modules = await serveModules(stage.makeFolder());
  });
  afterAll(() => modules.close());

  it("[STO13] that end an import of the same recordings at the same instant add it once", async () => {
    const page = await modules.open(await stage.openContext());
    const ends = await call(
      page,
      `${TWO_STORES}
      const results = [await announce(journals[0], "first"), await announce(journals[1], "second")];
      return await Promise.all(results.map((result, tab) => journals[tab].finish(result)));`,
    );
    expect(ends).toEqual([
      { kind: "imported", runId: "first" },
      { kind: "already", runId: "first" },
    ]);
    expect(await call(page, "return await left();")).toMatchObject({ runs: 1, strides: 1, imports: 1 });
    expect(await call(page, 'await imports.abandon("second"); return await left();')).toMatchObject({ imports: 0 });
  });
});
