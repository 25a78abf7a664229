// Rounds of sync against the model server: uploads that are cut, a server that is away for days, one that is put back, demo
// runs, samples that are asked for.
import { ApiProblem } from "@solewise/client";
import { describe, expect, it } from "vitest";
import { queueBringAnyway } from "../store/outbox.ts";
import { SYNC_DRAWERS } from "./absorb-document.ts";
import { listConflicts, resolveConflict } from "./conflicts.ts";
import { bringDemo, changeAccount, signedInAs, signedOut } from "./device-account.ts";
import { openModelStage, type StageContent, stageFoot, type SyncStage } from "./testing/sync-stage.ts";
import { TestDevice } from "./testing/test-device.ts";

const DAY_MS = 24 * 3600 * 1000;
const RUNNER = { runnerId: "runner", runnerName: "R", serverOrigin: "", deviceName: "phone" };

function contentOf(stage: SyncStage, index: number): StageContent {
  const content = stage.contents[index];
  if (content === undefined) throw new Error(`the stage has no content ${index}`);
  return content;
}

async function signedInDevice(stage: SyncStage, name = "phone"): Promise<TestDevice> {
  const device = new TestDevice(name, stage.link());
  await device.signIn();
  return device;
}

async function names(device: TestDevice): Promise<string[]> {
  return (await device.runs()).map(({ name }) => name).toSorted();
}

/** Syncs until the server has analysed what came. */
async function syncAll(stage: SyncStage, ...devices: TestDevice[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    for (const device of devices) await device.sync();
    await stage.settle();
  }
  for (const device of devices) await device.sync();
}

describe("what waits", () => {
  it("[SYN1] of 14 days without a server arrives once and in order, whatever the device's clock said", async () => {
    const stage = openModelStage(28);
    const arrived: string[] = [];
    const link = stage.link();
    link.putRun = (runId, upload, onceKey) => {
      arrived.push(upload.name);
      return stage.link().putRun(runId, upload, onceKey);
    };
    link.sendEdit = (runId, edit, onceKey) => {
      arrived.push(edit.name ?? edit.startedAtUtc ?? "");
      return stage.link().sendEdit(runId, edit, onceKey);
    };
    const device = new TestDevice("phone", link);
    await device.signIn();
    await device.import(contentOf(stage, 0), "known", 1e12);
    await syncAll(stage, device);
    const knownId = (await device.runs())[0]?.runId ?? "";
    let nowMs = 2e12;
    device.store.outbox.nowMs = () => (nowMs -= DAY_MS / 2); // a clock that runs backwards
    const expected = ["known"];
    for (let index = 1; index < stage.contents.length; index += 1) {
      await device.import(contentOf(stage, index), `run ${index}`, 1.7e12 + index * DAY_MS);
      expected.push(`run ${index}`);
      if (index === 9) await device.store.rename(knownId, "known better");
      if (index === 9) expected.push("known better");
      if (index === 15) await device.store.changeDate(knownId, 1.5e12);
      if (index === 15) expected.push(new Date(1.5e12).toISOString());
      expect(await device.sync(() => "request lost")).toBe(false);
    }
    await syncAll(stage, device);
    expect(arrived).toEqual(expected);
    expect(await device.isQuiet()).toBe(true);
  });

  it("[SYN2] stays as it was sent, and a later change is an edit of its own", async () => {
    const stage = openModelStage();
    const device = await signedInDevice(stage);
    await device.import(contentOf(stage, 0), "first", 1e12);
    const fates = ["through", "answer lost"] as const;
    let count = 0;
    await device.sync(() => fates[count++] ?? "request lost");
    const [run] = await device.runs();
    await device.store.rename(run?.runId ?? "", "second");
    await device.store.rename(run?.runId ?? "", "third");
    const waiting = await device.shelf.getAll("outbox");
    expect(waiting.map(({ task, isSent }) => [task.kind, isSent])).toEqual([
      ["bring", true],
      ["edit", false],
    ]);
    await syncAll(stage, device);
    expect((await stage.link().readChanges(0)).runs[0]?.name).toBe("third");
    expect(stage.log?.length).toBe(1);
  });

  it("[SYN18] asks under a new key where a run says something else than at its first try", async () => {
    const stage = openModelStage();
    const link = stage.link();
    const keys: string[] = [];
    link.putRun = (runId, upload, onceKey) => {
      keys.push(onceKey);
      const reused = new ApiProblem(422, "idempotency-key-reused", "another request had it");
      return keys.length === 1 ? Promise.reject(reused) : stage.link().putRun(runId, upload, onceKey);
    };
    const device = new TestDevice("phone", link);
    await device.signIn();
    await device.import(contentOf(stage, 0), "first", 1e12);
    await syncAll(stage, device);
    expect(new Set(keys).size).toBe(2);
    expect((await stage.link().readChanges(0)).runs.map(({ name }) => name)).toEqual(["first"]);
    expect(await device.isQuiet()).toBe(true);
  });

  it("[SYN2] [SYN18] is done by the first answer too, where more was heard since", async () => {
    const stage = openModelStage();
    const device = await signedInDevice(stage);
    await device.import(contentOf(stage, 0), "first", 1e12);
    await syncAll(stage, device);
    const [run] = await device.runs();
    const first = (await stage.link().readChanges(0)).runs[0];
    if (run === undefined || first === undefined) throw new Error("expected the run here and there");
    await device.store.shelf.transact(SYNC_DRAWERS, (transaction) =>
      queueBringAnyway(transaction, run, device.store.outbox),
    );
    const link = stage.link();
    link.putRun = () =>
      Promise.resolve({ document: { ...first, revision: 1, name: "of old" }, isNew: true, redeclared: [] });
    expect(await new TestDevice("phone", link, device.shelf).sync()).toBe(true);
    expect(await device.isQuiet()).toBe(true);
    expect(await names(device)).toEqual(["first"]);
  });

  it("[SYN6] is shown with its reason when the server refuses it for good", async () => {
    const stage = openModelStage();
    const device = await signedInDevice(stage);
    await device.import(contentOf(stage, 0), "first", 1e12);
    await syncAll(stage, device);
    const [run] = await device.runs();
    const runId = run?.runId ?? "";
    await device.store.rename(runId, "refused");
    const link = stage.link();
    link.sendEdit = () => Promise.reject(new ApiProblem(400, "name-wrong", "not this one"));
    const picky = new TestDevice("phone", link, device.shelf);
    expect(await picky.sync()).toBe(true);
    expect(await names(device)).toEqual(["first"]);
    const [conflict] = await listConflicts(device.store, runId);
    expect(conflict).toMatchObject({ field: "name", asked: "refused", reason: "name-wrong" });
    if (conflict !== undefined) await resolveConflict(device.store, conflict, "mine");
    await syncAll(stage, device);
    expect((await stage.link().readChanges(0)).runs[0]?.name).toBe("refused");
    expect(await listConflicts(device.store, runId)).toEqual([]);
  });
});

describe("recordings", () => {
  // Text that does not compress well: three pieces.
  const LONG = Array.from({ length: 1_300_000 }, (_, index) => Math.sin(index).toFixed(12)).join("");
  const longStage = (): SyncStage => {
    const stage = openModelStage();
    return {
      ...stage,
      contents: [{ feet: [stageFoot("left", "long.csv", LONG)] }],
    };
  };

  it("[SYN11] go on where they were after any cut, in pieces of at most 4 MiB", async () => {
    const stage = longStage();
    const link = stage.link();
    const sizes: number[] = [];
    link.uploadRecording = (runId, slot, offsetBytes, blob) => {
      sizes.push(blob.size);
      return stage.link().uploadRecording(runId, slot, offsetBytes, blob);
    };
    const device = new TestDevice("phone", link);
    await device.signIn();
    await device.import(contentOf(stage, 0), "long", 1e12);
    for (const cutAt of [3, 3, 3, 4]) {
      let count = 0;
      await device.sync(() => (count++ === cutAt ? "answer lost" : "through"));
    }
    await syncAll(stage, device);
    const document = (await stage.link().readChanges(0)).runs[0];
    expect(document?.feet[0]?.samples).toBe("kept");
    const kept = (await device.shelf.getAll("recordings"))[0]?.blob.size ?? 0;
    const sentBytes = sizes.reduce((sum, size) => sum + size, 0);
    expect(sentBytes, "nothing is sent twice").toBe(kept);
    expect(sizes).toHaveLength(3);
    expect(Math.max(...sizes)).toBe(4_194_304);
  });

  it("[SYN21] are declared anew where the device that announced them is gone, and sent from the first byte", async () => {
    const stage = openModelStage();
    const gone = await signedInDevice(stage, "tab");
    const here = await signedInDevice(stage, "phone");
    await gone.import(contentOf(stage, 0), "run", 1e12);
    await here.import(contentOf(stage, 0), "run", 1e12);
    let count = 0;
    await gone.sync(() => (count++ < 4 ? "through" : "request lost"));
    const begun = (await stage.link().readChanges(0)).runs[0];
    expect(begun?.feet.map(({ samples }) => samples)).toContain("awaiting");
    await syncAll(stage, here);
    const document = (await stage.link().readChanges(0)).runs[0];
    expect(document?.feet.map(({ samples }) => samples)).toEqual(["kept", "kept"]);
    await syncAll(stage, gone);
    expect([await here.isQuiet(), await gone.isQuiet()]).toEqual([true, true]);
  });

  it("[SYN21] lost to another device that is gone then are declared anew too; while it sends they wait", async () => {
    const stage = openModelStage();
    const link = stage.link();
    let isBeingSent = true;
    const keys: string[] = [];
    link.putRun = async (runId, upload, onceKey) => {
      keys.push(onceKey);
      if (keys.length === 1 || !isBeingSent) return stage.link().putRun(runId, upload, onceKey);
      const document = (await stage.link().readChanges(0)).runs[0];
      if (document === undefined) throw new Error("expected the run there");
      return { document, isNew: false, redeclared: [{ slot: 0, outcome: "being-sent", discardedBytes: 0 }] };
    };
    const first = new TestDevice("tab", link);
    await first.signIn();
    await first.import(contentOf(stage, 2), "run", 1e12);
    let count = 0;
    await first.sync(() => (count++ < 2 ? "through" : "request lost"));
    const other = await signedInDevice(stage, "phone");
    await other.import(contentOf(stage, 2), "run", 1e12);
    count = 0;
    await other.sync(() => (count++ < 3 ? "through" : "request lost"));
    expect(await first.sync(), "being sent").toBe(false);
    expect(await first.isQuiet()).toBe(false);
    isBeingSent = false;
    await syncAll(stage, first);
    expect((await stage.link().readChanges(0)).runs[0]?.feet[0]?.samples).toBe("kept");
    expect(new Set(keys).size, "each try is a request of its own").toBe(keys.length);
  });

  it("[SYN12] are not given up while the server waits for them", async () => {
    const stage = openModelStage();
    const device = await signedInDevice(stage);
    await device.import(contentOf(stage, 0), "run", 1e12);
    const runId = (await device.runs())[0]?.runId ?? "";
    let count = 0;
    await device.sync(() => (count++ < 2 ? "through" : "request lost"));
    expect(await device.store.giveUpSamples(runId)).toBe(false);
    await syncAll(stage, device);
    expect(await device.store.giveUpSamples(runId)).toBe(true);
  });

  it("[SYN14] of other devices come when they are asked for, or where the device keeps all", async () => {
    const stage = openModelStage();
    const phone = await signedInDevice(stage);
    const tablet = await signedInDevice(stage, "tablet");
    await phone.import(contentOf(stage, 0), "run", 1e12);
    await syncAll(stage, phone, tablet);
    expect((await tablet.runs())[0]?.feet.map(({ keptBytes }) => keptBytes)).toEqual([0, 0]);
    await changeAccount(tablet.store, { keepsAllSamples: true });
    await tablet.sync();
    expect(await tablet.shelf.getKeys("recordings")).toHaveLength(2);
    expect((await tablet.runs())[0]?.feet.every(({ keptBytes, keptAs }) => keptBytes > 0 && keptAs === "gzip")).toBe(
      true,
    );
  });
});

describe("servers and accounts", () => {
  it("[SYN8] a server that was put back hears everything again", async () => {
    const first = openModelStage();
    const second = openModelStage();
    const device = await signedInDevice(first);
    await device.import(contentOf(first, 0), "a", 1e12);
    await device.import(contentOf(first, 1), "b", 1e12);
    await syncAll(first, device);
    const later = new TestDevice("phone", second.link(), device.shelf);
    await later.sync();
    await syncAll(second, later);
    expect((await second.link().readChanges(0)).runs.map(({ name }) => name).toSorted()).toEqual(["a", "b"]);
    expect(await names(later)).toEqual(["a", "b"]);
    expect(await later.isQuiet()).toBe(true);
  });

  it("[SYN9] [SYN10] signing in brings what is here, but no demo run unless asked; signing out keeps or clears", async () => {
    const stage = openModelStage();
    const device = new TestDevice("phone", stage.link());
    await device.import(contentOf(stage, 0), "mine", 1e12);
    await device.import(contentOf(stage, 1), "demo", 1e12, { preset: "p", seed: 1 });
    expect(await device.shelf.getAll("outbox")).toEqual([]);
    expect(await signedInAs(device.store, RUNNER)).toEqual({ kind: "signed-in", queuedCount: 1 });
    expect(await signedOut(device.store, "clear")).toEqual({ kind: "refused", unsentCount: 1 });
    await syncAll(stage, device);
    expect((await stage.link().readChanges(0)).runs.map(({ name }) => name)).toEqual(["mine"]);
    const demo = (await device.runs()).find(({ name }) => name === "demo");
    await bringDemo(device.store, demo?.runId ?? "");
    await syncAll(stage, device);
    expect((await stage.link().readChanges(0)).runs).toHaveLength(2);
    expect(await signedOut(device.store, "keep")).toEqual({ kind: "signed-out" });
    await device.store.rename((await device.runs())[0]?.runId ?? "", "changed while signed out");
    expect(await device.shelf.getKeys("outbox")).toHaveLength(1);
    expect(await signedInAs(device.store, RUNNER)).toEqual({ kind: "signed-in", queuedCount: 0 });
    await syncAll(stage, device);
    expect(await signedOut(device.store, "clear")).toEqual({ kind: "signed-out" });
    expect(await device.runs()).toEqual([]);
    expect(await signedInAs(device.store, RUNNER)).toEqual({ kind: "signed-in", queuedCount: 0 });
    await syncAll(stage, device);
    expect(await names(device)).toContain("changed while signed out");
  });

  it("[SYN9] asks when somebody else's runs are here; what the server knows is purged by its clock", async () => {
    const stage = openModelStage();
    const device = await signedInDevice(stage);
    await device.import(contentOf(stage, 0), "mine", 1e12);
    await syncAll(stage, device);
    const runId = (await device.runs())[0]?.runId ?? "";
    await device.store.delete(runId, 0);
    expect(await device.store.purge(100 * DAY_MS)).toBe(0);
    await device.store.restore(runId);
    const other = { ...RUNNER, runnerId: "somebody else" };
    expect(await signedInAs(device.store, other)).toMatchObject({ kind: "other-runner", runCount: 1, unsentCount: 1 });
    expect(await signedInAs(device.store, other, "add")).toEqual({ kind: "signed-in", queuedCount: 1 });
    expect(await signedInAs(device.store, RUNNER, "remove")).toEqual({ kind: "signed-in", queuedCount: 0 });
    expect(await device.runs()).toEqual([]);
  });
});
