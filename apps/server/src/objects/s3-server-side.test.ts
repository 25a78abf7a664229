// A server whose blobs are in a bucket (of our test server), through its routes, jobs and programs: while the bucket is there,
// while it is not, and after.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { claimStore } from "../commands/recordings/claim-store.ts";
import type { DetectedFoot, KeptFootTask } from "../jobs/analysis-messages.ts";
import { loadKernel } from "../jobs/kernel-file.ts";
import { addRun, addRunner, type BackupStage, blobsOf, contentOf, openBackupStage } from "../testing/backup-stage.ts";
import { walkFile } from "../testing/owned-things.ts";
import { makeUpload, openRunStage, type RunStage, type TestRunner } from "../testing/run-stage.ts";
import { startServer, stopAll } from "../testing/running-server.ts";
import { type S3TestServer, startS3Server } from "../testing/s3-server.ts";
import { useTestDatabase } from "../testing/test-database.ts";
import { FileStore } from "./file-store.ts";
import { isStoreAway } from "./object-store.ts";
import type { S3Place } from "./s3-place.ts";
import { S3Store } from "./s3-store.ts";

const SOURCE = join(import.meta.dirname, "..");

let bucketServer: S3TestServer;
beforeAll(async () => {
  bucketServer = await startS3Server();
});
afterAll(() => bucketServer.stop());
afterEach(() => void (bucketServer.fault = () => null));

/** The variables that name a place. */
function envOf(place: S3Place): Record<string, string> {
  return {
    OBJECTS_S3_ENDPOINT: place.endpoint,
    OBJECTS_S3_REGION: place.region,
    OBJECTS_S3_BUCKET: place.bucket,
    OBJECTS_S3_PREFIX: place.prefix.slice(0, -1),
    AWS_ACCESS_KEY_ID: place.accessKeyId,
    AWS_SECRET_ACCESS_KEY: place.secretAccessKey,
  };
}

/** A prefix of its own. */
function placeOf(name: string): S3Place {
  return { ...bucketServer.place, prefix: `${name}/` };
}

describe("runs whose recordings are in a bucket", () => {
  const testDatabase = useTestDatabase();
  let stage: RunStage;
  let runner: TestRunner;
  beforeAll(async () => {
    stage = await openRunStage(await testDatabase(), placeOf("runs"));
    await stage.work();
    runner = await stage.addRunner();
  });
  afterAll(() => stage.close());

  const sendTo = (runId: string, offset: number, payload: Buffer) =>
    runner.ask("PATCH", `/runs/${runId}/recordings/0`, {
      payload,
      headers: { "content-type": "application/octet-stream", "upload-offset": String(offset) },
    });

  it("[OBJ33] an upload, its analysis and a reading wait for a bucket that is away, and go on when it is back", async () => {
    const [runId, file] = [randomUUID(), walkFile(0)];
    await runner.bring(runId, makeUpload({}, [file]));
    await bucketServer.stop();
    const away = await sendTo(runId, 0, file);
    expect([away.statusCode, away.headers["retry-after"]]).toEqual([503, "10"]);
    expect(away.json<{ code: string }>().code).toBe("storage-away");
    expect(away.body).not.toContain(bucketServer.place.endpoint);
    expect(stage.log.join("\n")).toMatch(/storage: The object store \(http:.*did not answer\. Nothing listens there/u);
    expect((await runner.ask("HEAD", `/runs/${runId}/recordings/0`)).headers["upload-offset"]).toBe(
      String(file.length),
    );
    await bucketServer.start();
    // The analysis is made while the bucket refuses, and waits for it.
    let refusedCount = 0;
    bucketServer.fault = (asked) => {
      const isRefused = /^PUT runs\/.*-paths/u.test(asked) && refusedCount++ < 6;
      return isRefused ? { status: 503, code: "SlowDown" } : null;
    };
    expect((await sendTo(runId, file.length, Buffer.alloc(0))).statusCode).toBe(204);
    expect((await runner.settled(runId, 60_000)).state).toBe("ready");
    expect(refusedCount).toBeGreaterThan(6);
    expect((await runner.ask("GET", `/runs/${runId}/recordings/0`)).rawPayload.equals(file)).toBe(true);
    bucketServer.fault = () => ({ status: 403, code: "AccessDenied" });
    expect((await runner.ask("GET", `/runs/${runId}/recordings/0`)).statusCode).toBe(503);
    bucketServer.fault = () => null;
    expect((await runner.ask("GET", `/runs/${runId}/recordings/0`)).statusCode).toBe(200);
    expect(
      (await runner.ask("GET", `/runs/${runId}/analyses/current/left/paths.bin`)).rawPayload.length,
    ).toBeGreaterThan(100);
    expect(stage.log.join("\n")).not.toContain(bucketServer.place.secretAccessKey);
  }, 120_000);

  it("[OBJ33] a bucket that is away is known as such when a thread tells it", async () => {
    const store = { kind: "s3", place: { ...placeOf("runs"), bucket: "elsewhere" } } as const;
    const foot = { side: "left", slot: 0, fileName: "left.csv" } as const;
    const { kernel } = await loadKernel();
    const task: KeptFootTask = { kind: "kept", foot, kernel, store, objectKey: "a/b", objectsKey: null };
    const asking = stage.services.storage.threads.detecting.ask<DetectedFoot>(task);
    const error = await asking.catch((thrown: unknown) => thrown);
    expect(isStoreAway(error)).toBe(true);
    expect(String(error)).toContain("There is no bucket elsewhere");
  });
});

describe("a server at a bucket", () => {
  afterAll(stopAll);

  it("[OBJ34] starts without it, says so, and is ready when it is there", async () => {
    await bucketServer.stop();
    const server = await startServer([], envOf(placeOf("ready")));
    const ask = async (path: string) => {
      const answer = await fetch(`http://127.0.0.1:${server.port}${path}`);
      return `${answer.status} ${await answer.text()}`;
    };
    expect(await ask("/readyz")).toMatch(/^503 .*"storage":"failed"/u);
    expect(server.log.join("\n")).toMatch(/not ready: storage: The object store .* Nothing listens there/u);
    const numbers = await ask("/metrics");
    expect(numbers).toMatch(/^200 /u);
    expect(numbers).not.toMatch(/^solewise_blob_bytes \d/mu);
    await bucketServer.start();
    await expect.poll(() => ask("/readyz"), { timeout: 30_000, interval: 300 }).toMatch(/^200 .*"storage":"ok"/u);
    expect(await ask("/metrics")).toMatch(/^solewise_blob_bytes 0$/mu);
    expect(server.log.join("\n")).not.toContain(bucketServer.place.secretAccessKey);
  }, 60_000);
});

describe("programs beside a server at a bucket", () => {
  const stages: BackupStage[] = [];
  afterEach(async () => {
    for (const stage of stages.splice(0)) {
      await stage.close();
      rmSync(stage.dataFolder, { recursive: true, force: true });
    }
  });

  async function openStage(s3: S3Place | null): Promise<BackupStage> {
    const stage = await openBackupStage(s3);
    stages.push(stage);
    return stage;
  }

  /** Runs a program as a user does; what it printed, with its exit code before. */
  function run(program: string, stage: BackupStage, s3: S3Place, ...args: string[]): Promise<string> {
    const { PATH = "", TMPDIR = "/tmp" } = process.env;
    const env = { PATH, TMPDIR, DATABASE_URL: stage.url, SOLEWISE_HOME: stage.dataFolder, ...envOf(s3) };
    const child = spawn(process.execPath, [join(SOURCE, program), ...args], { env });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
    return new Promise((resolve) => void child.on("close", (exitCode) => resolve(`${exitCode}: ${text}`)));
  }

  it("[BAK1] [BAK4] a backup has what is in the bucket, and is restored into another prefix, not into the same", async () => {
    const source = await openStage(placeOf("source"));
    const runnerId = await addRunner(source, "a@b.example");
    for (const name of ["first", "second"]) await addRun(source, runnerId, name);
    const file = join(source.dataFolder, "today.backup");
    expect(await run("backup/backup-main.ts", source, placeOf("source"), file)).toMatch(/^0: /u);
    const target = await openStage(placeOf("target"));
    expect(await run("backup/restore-main.ts", target, placeOf("source"), file)).toMatch(
      /^1: .*needs an empty server.*2 files in http:.*bucket recordings, source\//su,
    );
    expect(await run("backup/restore-main.ts", target, placeOf("target"), file)).toMatch(
      /^0: .*Restored and compared/su,
    );
    expect(await blobsOf(target.objects)).toEqual(await blobsOf(source.objects));
    expect(await contentOf(target.pool)).toEqual(await contentOf(source.pool));
    bucketServer.fault = () => ({ status: 403, code: "AccessDenied" });
    const second = join(source.dataFolder, "tomorrow.backup");
    expect(await run("backup/backup-main.ts", source, placeOf("source"), second)).toMatch(
      /^1: solewise: The object store .*AccessDenied/u,
    );
  }, 120_000);

  it("[OBJ37] a prefix is one server's: another neither sweeps there nor copies there nor is ready, until it adopts it", async () => {
    const place = placeOf("shared");
    const [first, second] = [await openStage(place), await openStage(place)];
    const admin = (stage: BackupStage, ...args: string[]) => run("admin/admin-main.ts", stage, place, ...args);
    await addRun(first, await addRunner(first, "a@b.example"), "a run");
    for (const upload of Object.keys(await blobsOf(first.objects)))
      bucketServer.bucket.put(`shared/${upload}`, bucketServer.bucket.get(`shared/${upload}`).bytes, new Date(0));
    await claimStore(first.database, first.objects);
    expect(await admin(second, "sweep")).toMatch(
      /^1: solewise: The object store .*bucket recordings, shared\/\) is of another server, whose database is \d+-\d+;/u,
    );
    expect(await admin(second, "copy-objects", "--to", "s3")).toMatch(/^1: solewise: .* is of another server/u);
    const server = await startServer([], { ...envOf(place), DATABASE_URL: second.url });
    await (await fetch(`http://127.0.0.1:${server.port}/readyz`)).text();
    await expect
      .poll(() => server.log.join("\n"), { timeout: 10_000 })
      .toMatch(/not ready: storage: .* another server/u);
    await stopAll();
    expect(Object.keys(await blobsOf(first.objects)).length).toBe(1);
    expect(await admin(second, "adopt-bucket")).toMatch(/^1: solewise: Whatever .* add --yes/su);
    expect(await admin(second, "adopt-bucket", "--yes")).toMatch(/^0: http:.* is this server's now/u);
    expect(await admin(second, "sweep")).toMatch(/^0: Removed 1 blobs/u);
    expect(await blobsOf(first.objects)).toEqual({});
  }, 120_000);

  it("[OBJ36] recordings move from files to a bucket and back by a command", async () => {
    const stage = await openStage(null);
    const runnerId = await addRunner(stage, "a@b.example");
    for (const name of ["first", "second"]) await addRun(stage, runnerId, name);
    const copy = (...args: string[]) => run("admin/admin-main.ts", stage, placeOf("moved"), "copy-objects", ...args);
    expect(await copy()).toMatch(/^2: solewise: --to: expected s3 or files; came nothing/u);
    expect(await copy("--to", "s3")).toMatch(
      /^0: From .* to http:.*bucket recordings, moved\/: copied 2 blobs, .*0 were there before.*with OBJECTS_S3_BUCKET set/su,
    );
    const bucket = new S3Store(placeOf("moved"));
    expect(await blobsOf(bucket)).toEqual(await blobsOf(stage.objects));
    const [key = ""] = Object.keys(await blobsOf(bucket));
    await stage.objects.delete(key);
    await bucket.delete(key);
    expect(await copy("--to", "s3")).toMatch(/^1: .*1 recordings or paths that runs name are not there/su);
    const files = join(stage.dataFolder, "objects");
    rmSync(files, { recursive: true });
    expect(await copy("--to", "files")).toMatch(/^1: .*copied 1 blobs/su);
    expect(await blobsOf(new FileStore(files))).toEqual(await blobsOf(bucket));
    bucketServer.fault = () => ({ status: 404, code: "NoSuchBucket" });
    expect(await copy("--to", "s3")).toMatch(/^1: solewise: The object store .*There is no bucket/u);
  }, 120_000);
});
