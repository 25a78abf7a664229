// The loop with a clock, timers and chance that the test steers.
import { ApiProblem } from "@solewise/client";
import { beforeEach, describe, expect, it } from "vitest";
import { changeAccount, signedInAs, signedOut } from "./device-account.ts";
import type { ServerLink } from "./server-link.ts";
import { SyncLoop } from "./sync-loop.ts";
import type { SyncState } from "./sync-state.ts";
import { openModelStage, type SyncStage } from "./testing/sync-stage.ts";
import { TestDevice } from "./testing/test-device.ts";

const RUNNER = { runnerId: "runner", runnerName: "R", serverOrigin: "", deviceName: "phone" };

let stage: SyncStage;
let link: ServerLink;
let device: TestDevice;
let states: SyncState[];
let plans: number[];
let isTurnTaken: boolean;
let nowMs: number;

function newLoop(): SyncLoop {
  return new SyncLoop({
    store: device.store,
    link,
    owner: { take: () => Promise.resolve(isTurnTaken ? null : () => undefined) },
    derive: () => Promise.resolve({ insight: null, speedsMps: [], startSec: { left: 0, right: 0 } }),
    compress: (blob) => Promise.resolve(blob),
    tell: (state) => states.push(state),
    nowMs: () => nowMs,
    random: () => 0.5,
    isOnline: () => true,
    later: (_work, waitMs) => (plans.push(waitMs), () => undefined),
  });
}

beforeEach(async () => {
  stage = openModelStage();
  link = stage.link();
  device = new TestDevice("phone", link);
  [states, plans, isTurnTaken, nowMs] = [[], [], false, 1e12];
  const [content] = stage.contents;
  if (content !== undefined) await device.import(content, "mine", 1e12);
});

describe("the loop", () => {
  it("[SYN15] waits while the server is away, since when, and comes when the server asked to", async () => {
    await signedInAs(device.store, RUNNER);
    const readChanges: ServerLink["readChanges"] = (after) => stage.link().readChanges(after);
    link.readChanges = () => Promise.reject(new ApiProblem(503, "busy", "later", { retryAfterSec: 60 }));
    const loop = newLoop();
    await loop.run();
    nowMs += 1000;
    await loop.run();
    expect(states.at(-1)).toMatchObject({
      kind: "waiting",
      reason: "server-away",
      sinceMs: 1e12,
      waiting: { outboxCount: 1 },
    });
    expect(plans.every((waitMs) => waitMs >= 60_000)).toBe(true);
    loop.wake();
    expect(plans.at(-1), "not even when the device is looked at").toBe(60_000);
    link.readChanges = readChanges;
    nowMs += 60_000;
    await loop.run();
    expect(states.at(-1)).toMatchObject({ kind: "idle", lastSyncedAtMs: nowMs, waiting: { outboxCount: 0 } });
  });

  it("[SYN15] keeps everything when the session has ended, and goes on after the next sign-in", async () => {
    await signedInAs(device.store, RUNNER);
    const readChanges: ServerLink["readChanges"] = (after) => stage.link().readChanges(after);
    link.readChanges = () => Promise.reject(new ApiProblem(401, "signed-out", "no session"));
    const loop = newLoop();
    await loop.run();
    await loop.notice();
    expect(states.at(-1)).toMatchObject({ kind: "signed-out", isByServer: true, waiting: { outboxCount: 1 } });
    expect(plans, "it is not tried again by itself").toEqual([]);
    link.readChanges = readChanges;
    await signedInAs(device.store, RUNNER);
    await loop.notice();
    expect(plans).toEqual([0]);
    await loop.run();
    expect((await readChanges(0)).runs).toHaveLength(1);
  });

  it("[SYN15] tells a refusal with the server's code, and a defect as broken", async () => {
    await signedInAs(device.store, RUNNER);
    link.putRun = () => Promise.reject(new ApiProblem(403, "consent-missing", "a consent is missing"));
    await newLoop().run();
    expect(states.at(-1)).toMatchObject({ kind: "error", code: "consent-missing", waiting: { outboxCount: 1 } });
    expect(states.some(({ kind }) => kind === "syncing")).toBe(true);
  });

  it("[SYN16] comes soon after a change, at once when the device is looked at, and again while there is work", async () => {
    const loop = newLoop();
    await loop.notice();
    expect(states.at(-1)).toEqual({ kind: "off" });
    for (const content of stage.contents.slice(1)) await device.import(content, "more", 1e12);
    await signedInAs(device.store, RUNNER);
    await loop.run();
    expect(plans.at(-1), "the server analyses").toBeLessThan(5000);
    await stage.settle();
    await loop.run();
    expect(plans.at(-1)).toBe(300_000);
    await device.store.rename((await device.runs())[0]?.runId ?? "", "new");
    await loop.notice();
    expect(plans.at(-1)).toBe(1000);
    await changeAccount(device.store, { keepsAllSamples: true });
    await signedOut(device.store, "keep");
    await loop.notice();
    expect(states.at(-1)).toMatchObject({ kind: "signed-out", isByServer: false });
  });

  it("[SYN20] tells the server that the runner signed out, again and later while it is away", async () => {
    await signedInAs(device.store, RUNNER);
    const loop = newLoop();
    await loop.run();
    await signedOut(device.store, "keep");
    await loop.notice();
    expect(plans.at(-1)).toBe(1000);
    const asked: string[] = [];
    link.readChanges = () => (asked.push("changes"), Promise.reject(new Error("nothing else is asked")));
    link.endSession = () => (asked.push("end"), Promise.reject(new ApiProblem(0, "no-answer", "offline")));
    await loop.run();
    await loop.run();
    expect(plans.slice(-2)).toEqual([2250, 4500]);
    link.endSession = () => (asked.push("end"), Promise.resolve());
    await loop.run();
    expect(asked).toEqual(["end", "end", "end"]);
    expect(states.at(-1)).toMatchObject({ kind: "signed-out", isByServer: false });
    expect(plans.at(-1)).toBe(4500);
  });

  it("[SYN17] leaves the work to the tab that does it", async () => {
    await signedInAs(device.store, RUNNER);
    isTurnTaken = true;
    await newLoop().run();
    expect((await link.readChanges(0)).runs).toEqual([]);
    expect(plans).toHaveLength(1);
    isTurnTaken = false;
    const loop = newLoop();
    await Promise.all([loop.run(), loop.run()]);
    expect((await link.readChanges(0)).runs).toHaveLength(1);
  });
});
