// Runs that the server could not analyse, on devices that did not bring them.
import { beforeEach, describe, expect, it } from "vitest";
import { askAnalysis, markServerRun, readServerRuns } from "./server-runs.ts";
import { ModelServer } from "./testing/model-server.ts";
import { openModelStage, type SyncStage } from "./testing/sync-stage.ts";
import { TestDevice } from "./testing/test-device.ts";

const FAILURE = { code: "too-short", message: "Expected 3 s.", values: { durationSec: 2 } };

let server: ModelServer;
let stage: SyncStage;
let phone: TestDevice;
let tablet: TestDevice;
let runId: string;

async function syncAll(...devices: TestDevice[]): Promise<void> {
  for (const device of devices) await device.sync();
  await stage.settle();
  for (const device of devices) await device.sync();
}

function refuse(isRefused: boolean): void {
  for (const { sha256 } of stage.contents[0]?.feet ?? []) {
    if (isRefused) server.refusals.set(sha256, FAILURE);
    else server.refusals.delete(sha256);
  }
}

async function openDevice(name: string): Promise<TestDevice> {
  const device = new TestDevice(name, stage.link());
  await device.signIn();
  return device;
}

beforeEach(async () => {
  server = new ModelServer();
  stage = openModelStage(1, server);
  [phone, tablet] = [await openDevice("phone"), await openDevice("tablet")];
  const [content] = stage.contents;
  if (content !== undefined) await phone.import(content, "first", 1e12);
  runId = (await phone.runs())[0]?.runId ?? "";
});

describe("[SYN19] a run that the server could not analyse", () => {
  it("is known elsewhere with its problem, stays where it came from, and comes once it is analysed", async () => {
    refuse(true);
    await syncAll(phone, tablet);
    expect(await tablet.runs()).toEqual([]);
    expect(await readServerRuns(tablet.store)).toMatchObject([
      { runId, name: "first", state: "failed", failure: FAILURE },
    ]);
    expect((await phone.runs()).map(({ name }) => name)).toEqual(["first"]);
    expect(await readServerRuns(phone.store)).toEqual([]);
    refuse(false);
    await askAnalysis({ store: tablet.store, link: stage.link() }, runId);
    expect(await readServerRuns(tablet.store)).toMatchObject([{ runId, state: "waiting", failure: null }]);
    await syncAll(phone, tablet);
    expect((await tablet.runs()).map(({ name }) => name)).toEqual(["first"]);
    expect(await readServerRuns(tablet.store)).toEqual([]);
  });

  it("asked again from two places at once is analysed once", async () => {
    refuse(true);
    await syncAll(phone, tablet);
    const revisions = new Set<number>();
    for (const device of [phone, tablet]) {
      await askAnalysis({ store: device.store, link: stage.link() }, runId);
      revisions.add((await device.shelf.get("synced", runId))?.document.revision ?? 0);
    }
    expect(revisions.size).toBe(1);
  });

  it("is deleted and brought back from there", async () => {
    refuse(true);
    await syncAll(phone, tablet);
    await markServerRun(tablet.store, runId, true);
    expect(await readServerRuns(tablet.store)).toEqual([]);
    await markServerRun(tablet.store, runId, false);
    expect(await readServerRuns(tablet.store)).toHaveLength(1);
    expect(await tablet.shelf.getAll("outbox")).toHaveLength(1); // one took the other's place
    await markServerRun(tablet.store, runId, true);
    await syncAll(tablet, phone);
    expect(await phone.store.list()).toEqual([]);
    expect(await readServerRuns(tablet.store)).toEqual([]);
    await markServerRun(tablet.store, runId, false);
    await syncAll(tablet, phone);
    expect(await phone.store.list()).toHaveLength(1);
  });

  it("comes to a new device with the analysis that it had before", async () => {
    await syncAll(phone, tablet);
    refuse(true);
    await askAnalysis({ store: phone.store, link: stage.link() }, runId);
    await syncAll(phone);
    const laptop = await openDevice("laptop");
    await syncAll(laptop);
    expect((await laptop.runs()).map(({ summary }) => summary)).toEqual(
      (await tablet.runs()).map(({ summary }) => summary),
    );
    expect(await readServerRuns(laptop.store)).toEqual([]);
  });
});
