// A database of version 1, as the app made it before it could sync, opened by this version in real Chromium.
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeBrowser } from "../../../../scripts/test/browser/describe-browser.ts";
import { call, type ModulePages, serveModules } from "../journeys/module-pages.ts";

describeBrowser("an older database", (stage) => {
  let modules: ModulePages;

  beforeAll(async () => {
    modules = await serveModules(stage.makeFolder());
  });
  afterAll(() => modules.close());

  it("[STO21] [SYN1] keeps everything when it becomes version 2, and takes what sync writes, all or none", async () => {
    const page = await modules.open(await stage.openContext());
    const found = await call(
      page,
      `const old = await new Promise((resolve, reject) => {
        const opening = indexedDB.open("older", 1);
        opening.onupgradeneeded = () => {
          for (const name of ["runs", "strides", "paths", "recordings", "imports", "inbox", "meta"])
            opening.result.createObjectStore(name);
        };
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const writing = old.transaction(["runs", "strides", "recordings"], "readwrite");
      writing.objectStore("runs").put({ runId: "a", name: "old", feet: [], deletedAtMs: null, demo: null,
        startedAtMs: 0, createdAtMs: 0, startSource: "chosen" }, "a");
      writing.objectStore("strides").put(Int32Array.of(1, 2, 3), "a/left");
      writing.objectStore("recordings").put({ blob: new Blob(["time_s"]), fileName: "a.csv" }, "a/0");
      await new Promise((resolve) => (writing.oncomplete = resolve));
      old.close();
      const { openDatabaseShelf } = await import("/src/store/database-shelf.ts");
      const { RunStore } = await import("/src/store/run-store.ts");
      const { signedInAs } = await import("/src/sync/device-account.ts");
      const shelf = await openDatabaseShelf({ onBlocked() {}, onClosed() {} }, "older");
      const store = new RunStore(shelf, runs.feed);
      const who = { runnerId: "r", runnerName: "R", serverOrigin: "", deviceName: "d" };
      const end = await signedInAs(store, who);
      await store.rename("a", "new");
      const failed = await shelf.transact(["runs", "outbox"], async (transaction) => {
        await transaction.write([{ drawer: "runs", key: "a", value: null }]);
        throw new Error("cut");
      }).catch((error) => error.message);
      const outbox = await shelf.getAll("outbox");
      const samples = await shelf.get("recordings", "a/0");
      return { end, failed, name: (await store.get("a")).name, strides: [...(await shelf.get("strides", "a/left"))],
        text: await samples.blob.text(), outbox: outbox.map(({ task }) => [task.kind, task.fields.name]) };`,
    );
    expect(found).toEqual({
      end: { kind: "signed-in", queuedCount: 1 },
      failed: "cut",
      name: "new",
      strides: [1, 2, 3],
      text: "time_s",
      outbox: [["bring", "new"]],
    });
  });
});
