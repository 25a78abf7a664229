// Signing out while the server is away: what holds at once, and what the server hears of it later.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ApiProblem, readAnswer } from "@solewise/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ACCOUNT_KEY } from "../store/sync-record.ts";
import { signedInAs, signedOut } from "./device-account.ts";
import { endLeftSession, isSessionLeft } from "./leave-session.ts";
import { openClient } from "./open-client.ts";
import { ModelServer } from "./testing/model-server.ts";
import { openModelStage, type SyncStage } from "./testing/sync-stage.ts";
import { TestDevice } from "./testing/test-device.ts";

const RUNNER = { runnerId: "runner", runnerName: "R", serverOrigin: "", deviceName: "phone" };

let server: ModelServer;
let stage: SyncStage;
let device: TestDevice;

beforeEach(async () => {
  server = new ModelServer();
  stage = openModelStage(2, server);
  device = new TestDevice("phone", stage.link());
  const [content] = stage.contents;
  if (content !== undefined) await device.import(content, "mine", 1e12);
  await signedInAs(device.store, RUNNER);
});

const end = (): Promise<void> => stage.link().endSession();
const away = (): Promise<void> => Promise.reject(new ApiProblem(0, "no-answer", "offline"));

describe("[SYN20] signing out without the server", () => {
  it("keeps the runs, and is done once the server heard of it", async () => {
    await device.sync();
    await signedOut(device.store, "keep");
    await expect(endLeftSession(device.store, away)).rejects.toMatchObject({ code: "no-answer" });
    expect(await isSessionLeft(device.store)).toBe(true);
    await endLeftSession(device.store, end);
    await endLeftSession(device.store, end);
    expect(server.endedCount).toBe(1);
    expect(await device.shelf.get("account", ACCOUNT_KEY)).toMatchObject({ runnerId: "runner", isSignedIn: false });
    expect(await isSessionLeft(device.store)).toBe(false);
    expect((await device.runs()).length).toBe(1);
    expect(await signedInAs(device.store, RUNNER)).toEqual({ kind: "signed-in", queuedCount: 0 });
  });

  it("clears the device at once, and leaves no word of who it was; a run of later waits for nobody", async () => {
    await device.sync();
    await signedOut(device.store, "clear", true);
    expect([await device.runs(), await device.shelf.getAll("synced")]).toEqual([[], []]);
    expect(await device.shelf.get("account", ACCOUNT_KEY)).toMatchObject({
      runnerId: "",
      runnerName: "",
      deviceName: "",
    });
    const [, content] = stage.contents;
    if (content !== undefined) await device.import(content, "somebody else's", 2e12);
    await endLeftSession(device.store, () => Promise.reject(new ApiProblem(401, "not-signed-in", "it has ended")));
    expect(await device.shelf.get("account", ACCOUNT_KEY)).toBeUndefined();
    expect(await device.shelf.getAll("outbox")).toEqual([]);
    expect((await device.runs()).map(({ name }) => name)).toEqual(["somebody else's"]);
  });

  it("an answer that was on its way puts nothing onto a device that was cleared", async () => {
    const link = stage.link();
    link.putRun = async (...asked) => {
      const answer = await stage.link().putRun(...asked);
      await signedOut(device.store, "clear", true);
      return answer;
    };
    await new TestDevice("phone", link, device.shelf).sync();
    expect([await device.runs(), await device.shelf.getAll("synced")]).toEqual([[], []]);
  });
});

describe("[SYN20] a session that was left", () => {
  let http: Server;
  const paths: string[] = [];

  beforeEach(async () => {
    http = createServer((request, reply) => {
      paths.push(request.url ?? "");
      reply.writeHead(204).end();
    });
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => void http.close());

  it("is ended before anything else is asked, and while it cannot be nothing is asked", async () => {
    const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    let isAway = true;
    const client = openClient({
      origin,
      before: () =>
        endLeftSession(
          device.store,
          isAway ? away : () => readAnswer(client.POST("/api/auth/sign-out")).then(() => undefined),
        ),
    });
    await signedOut(device.store, "keep");
    const asked = () => readAnswer(client.GET("/api/v1/me"));
    await expect(asked()).rejects.toMatchObject({ code: "no-answer" });
    expect(paths).toEqual([]);
    isAway = false;
    await asked();
    expect(paths).toEqual(["/api/auth/sign-out", "/api/v1/me"]);
  });
});
