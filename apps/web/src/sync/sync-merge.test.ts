// What happens to a run that two devices change, step by step, against the model server.
import { beforeEach, describe, expect, it } from "vitest";
import { listConflicts, resolveConflict } from "./conflicts.ts";
import { openModelStage, type SyncStage } from "./testing/sync-stage.ts";
import { type Fate, TestDevice } from "./testing/test-device.ts";

let stage: SyncStage;
let phone: TestDevice;
let tablet: TestDevice;
let runId: string;

/** Fates of requests, in their order; then everything gets through. */
function fates(...all: Fate[]): () => Fate {
  return () => all.shift() ?? "through";
}

async function syncAll(...devices: TestDevice[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    for (const device of devices) await device.sync();
    await stage.settle();
  }
  for (const device of devices) await device.sync();
}

async function nameOn(device: TestDevice): Promise<string | undefined> {
  return (await device.store.get(runId))?.name;
}

beforeEach(async () => {
  stage = openModelStage();
  phone = new TestDevice("phone", stage.link());
  tablet = new TestDevice("tablet", stage.link());
  await phone.signIn();
  await tablet.signIn();
  const [content] = stage.contents;
  if (content !== undefined) await phone.import(content, "first", 1e12);
  await syncAll(phone, tablet);
  runId = (await phone.runs())[0]?.runId ?? "";
});

describe("a run on two devices", () => {
  it("[SYN4] [SYN6] shows what the runner left there until the server has judged it", async () => {
    await tablet.store.rename(runId, "tablet's");
    await tablet.sync();
    await phone.store.rename(runId, "phone's");
    await phone.store.changeDate(runId, 1.5e12);
    await phone.sync(fates("through", "request lost"));
    expect(await nameOn(phone), "heard, but not judged").toBe("phone's");
    await syncAll(phone, tablet);
    for (const device of [phone, tablet]) {
      expect(await nameOn(device)).toBe("tablet's");
      expect((await device.store.get(runId))?.startedAtMs, "another field is not disturbed").toBe(1.5e12);
      const [conflict] = await listConflicts(device.store, runId);
      expect(conflict).toMatchObject({ field: "name", asked: "phone's", current: "tablet's", deviceName: "phone" });
    }
    const [conflict] = await listConflicts(tablet.store, runId);
    if (conflict !== undefined) await resolveConflict(tablet.store, conflict, "mine");
    await syncAll(tablet, phone);
    expect([await nameOn(phone), await nameOn(tablet)]).toEqual(["phone's", "phone's"]);
    expect(await listConflicts(phone.store, runId)).toEqual([]);
  });

  it("[SYN3] has no conflict of a device with itself, whatever answers are lost", async () => {
    for (let number = 0; number < 4; number += 1) {
      await phone.store.rename(runId, `name ${number}`);
      await phone.sync(fates("through", "answer lost"));
    }
    await syncAll(phone, tablet);
    expect(await nameOn(tablet)).toBe("name 3");
    expect(await listConflicts(phone.store, runId)).toEqual([]);
  });

  it("[SYN4] is never shown older than it was told", async () => {
    const [older] = (await stage.link().readChanges(0)).runs;
    await tablet.store.rename(runId, "newer");
    await syncAll(tablet, phone);
    const link = stage.link();
    link.readChanges = (after) =>
      Promise.resolve({ runs: older === undefined ? [] : [older], purged: [], next: after, hasMore: false });
    await new TestDevice("phone", link, phone.shelf).sync();
    expect(await nameOn(phone)).toBe("newer");
  });

  it("[SYN7] goes when it is removed for good elsewhere, unless it was changed here: then the runner decides", async () => {
    await tablet.store.delete(runId, 1);
    await tablet.store.remove(runId);
    await syncAll(tablet);
    await phone.store.rename(runId, "still wanted");
    await phone.sync();
    expect(await nameOn(phone)).toBe("still wanted");
    const [conflict] = await listConflicts(phone.store, runId);
    expect(conflict).toMatchObject({ field: "removed", reason: "purged" });
    if (conflict !== undefined) await resolveConflict(phone.store, conflict, "mine");
    await syncAll(phone, tablet);
    expect((await tablet.runs()).map(({ name }) => name)).toEqual(["still wanted"]);
    const [again] = await tablet.runs();
    await tablet.store.delete(again?.runId ?? "", 1);
    await tablet.store.remove(again?.runId ?? "");
    await syncAll(tablet, phone);
    expect(await phone.runs(), "nothing was changed here").toEqual([]);
  });
});
