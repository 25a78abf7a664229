// A run from its recordings to its page, over HTTP, with jobs that work: the same bytes as the command's, what is stored, what
// a crash leaves, recomputing.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { detectStrides, formatRecording, PackedStrides } from "@solewise/gait";
import { walkNoisyFoot } from "@solewise/gait/testing";
import { startOfRunSec } from "@solewise/run";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decideConsent } from "../accounts/consents.ts";
import { describeRecorded } from "../../../../scripts/test/recorded-data.ts";
import { recomputeRun } from "../commands/runs/recompute-run.ts";
import type { RunDocument, RunUpload } from "../http/runs/run-schema.ts";
import { lockClock } from "../store/change-clock.ts";
import { makeUpload, openRunStage, type RunStage, type TestRunner } from "../testing/run-stage.ts";
import { inTransaction } from "../database/transaction.ts";
import { useTestDatabase } from "../testing/test-database.ts";
import { analyseRun } from "./analyse-run.ts";
import { putBackActive } from "./put-back.ts";

const CLI = fileURLToPath(new URL("../../../cli/bin/solewise.js", import.meta.url));
const KERNEL = new WebAssembly.Module(readFileSync(fileURLToPath(import.meta.resolve("@solewise/gait/kernel.wasm"))));

const testDatabase = useTestDatabase();
let stage: RunStage;
let runner: TestRunner;
beforeAll(async () => {
  stage = await openRunStage(await testDatabase());
  await stage.work();
  runner = await stage.addRunner();
});
afterAll(() => stage.close());

/** A made-up walk as a file; `startSec` tells two of them apart. */
function walkFile(startSec: number): Buffer {
  return Buffer.from([...formatRecording({}, [walkNoisyFoot({ startSec, strideCount: 20 })])].join(""));
}

async function upload(files: readonly Buffer[], changes: Partial<RunUpload> = {}): Promise<string> {
  const runId = randomUUID();
  await runner.bring(runId, makeUpload(changes, files));
  for (const [slot, file] of files.entries()) await runner.send(runId, slot, file);
  return runId;
}

async function packedStrides(file: Buffer, side: "left" | "right") {
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(file);
  };
  const recording = await detectStrides(open, { file: "left.csv", kernel: KERNEL, side, tracePaths: true });
  if (!(recording.strides instanceof PackedStrides)) throw new Error("expected packed strides");
  return { recording, words: recording.strides.words };
}

const readBytes = async (path: string): Promise<Buffer> => (await runner.ask("GET", path)).rawPayload;

describe("an analysis", () => {
  it("[RNS18] [RNS20] has the strides and paths that gait gives, bit for bit, and is stored whole", async () => {
    const file = walkFile(0);
    const runId = await upload([file]);
    const run = await runner.settled(runId);
    const { recording, words } = await packedStrides(file, "left");
    expect([run.state, run.failure]).toEqual(["ready", null]);
    expect(run.analysis).toMatchObject({
      madeBy: "server",
      startSec: startOfRunSec([recording]),
      feet: [{ side: "left", hasPaths: true, strideCount: recording.strides.strideCount }],
    });
    expect(recording.strides.strideCount).toBeGreaterThan(10);
    const path = `/runs/${runId}/analyses/current/left`;
    const strides = await readBytes(`${path}/strides.bin`);
    expect(strides.equals(Buffer.from(words.buffer, words.byteOffset, words.byteLength))).toBe(true);
    const points = recording.paths?.points ?? new Int16Array();
    const paths = await readBytes(`${path}/paths.bin`);
    expect(paths.equals(Buffer.from(points.buffer, points.byteOffset, points.byteLength))).toBe(true);
    const { database } = stage.services;
    expect(
      await database.selectFrom("runner.blob_intent").selectAll().where("runner_id", "=", runner.runnerId).execute(),
    ).toEqual([]);
  });

  it("[RNS18] a recording that cannot be used is refused with its code, and kept", async () => {
    const runId = await upload([Buffer.from("time_s,acc_x\n1,2\n")]);
    const run = await runner.settled(runId);
    expect([run.state, run.analysis, run.failure?.code]).toEqual(["failed", null, "column-header-wrong"]);
    expect(run.failure?.message).toContain("left.csv");
    expect(run.feet).toMatchObject([{ samples: "kept" }]);
  });

  it("[RNS22] nothing is analysed of a runner who withdrew meanwhile; asked again after a new yes, it is", async () => {
    const { database } = stage.services;
    const file = walkFile(7);
    const runId = randomUUID();
    const decide = (isGranted: boolean): Promise<void> =>
      inTransaction(database, (transaction) =>
        decideConsent(
          transaction,
          { runnerId: runner.runnerId, purpose: "gait-analysis", isGranted },
          stage.services.now(),
        ),
      );
    await runner.bring(runId, makeUpload({}, [file]));
    await runner.send(runId, 0, file.subarray(0, 1000));
    await decide(false);
    try {
      const headers = { "content-type": "application/octet-stream", "upload-offset": "1000" };
      const piece = { payload: file.subarray(1000), headers };
      const refused = await runner.ask("PATCH", `/runs/${runId}/recordings/0`, piece);
      expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([403, "consent-missing"]);
      expect((await runner.read(runId)).feet, "what came before stays").toMatchObject([{ receivedBytes: 1000 }]);
      await decide(true);
      expect((await runner.ask("PATCH", `/runs/${runId}/recordings/0`, piece)).statusCode).toBe(204);
      await runner.settled(runId);
      await database.transaction().execute(async (transaction) => {
        const key = { runnerId: runner.runnerId, runId };
        await lockClock(transaction, runner.runnerId);
        await recomputeRun(stage.services, transaction, key);
        await decideConsent(
          transaction,
          { runnerId: runner.runnerId, purpose: "gait-analysis", isGranted: false },
          stage.services.now(),
        );
      });
      const run = await runner.settled(runId);
      expect([run.state, run.failure?.code]).toEqual(["failed", "consent-missing"]);
      expect(run.feet).toMatchObject([{ samples: "kept" }]);
    } finally {
      await decide(true);
    }
    await runner.ask("POST", `/runs/${runId}/analyses`);
    expect((await runner.settled(runId)).state).toBe("ready");
  });

  it("[RNS17] other sides are analysed anew, the old analysis stays until then and goes afterwards", async () => {
    const runId = await upload([walkFile(1)]);
    const before = await runner.settled(runId);
    const patch = { payload: { sides: { "0": "right" } }, headers: { "if-match": "*" } };
    const asked = (await runner.ask("PATCH", `/runs/${runId}`, patch)).json<RunDocument>();
    expect([asked.state, asked.analysis?.analysisId]).toEqual(["waiting", before.analysis?.analysisId]);
    const after = await runner.settled(runId);
    expect(after.analysis?.feet).toMatchObject([{ side: "right" }]);
    expect(after.analysis?.analysisId).not.toBe(before.analysis?.analysisId);
    const { analyses } = (await runner.ask("GET", `/runs/${runId}/analyses`)).json<{ analyses: object[] }>();
    expect(analyses).toHaveLength(1);
    const old = await runner.ask("GET", `/runs/${runId}/analyses/${before.analysis?.analysisId}/left/strides.bin`);
    expect(old.statusCode).toBe(404);
    const { rows } = await sql<{ count: number }>`select count(*)::int4 as count from runner.stride
      where run_id = ${runId}`.execute(stage.services.database);
    expect(rows[0]?.count).toBe(after.analysis?.feet[0]?.strideCount);
  });

  it("[RNS17] by another version it stands beside the old one, figure by figure; by the same it takes its place", async () => {
    const runId = await upload([walkFile(2)]);
    const first = await runner.settled(runId);
    await runner.ask("POST", `/runs/${runId}/analyses`);
    const second = await runner.settled(runId);
    const analysisId = second.analysis?.analysisId ?? "";
    expect(analysisId).not.toBe(first.analysis?.analysisId);
    const { database } = stage.services;
    const older = { ...second.analysis?.algorithm, version: "0.0.1" };
    const summary = { ...second.analysis?.summary, distanceMeters: 1.5 };
    await database
      .updateTable("runner.analysis")
      .set({ algorithm: JSON.stringify(older), summary: JSON.stringify(summary), algorithm_version: "0.0.1" })
      .where("analysis_id", "=", analysisId)
      .execute();
    expect((await runner.ask("POST", `/runs/${runId}/analyses`)).statusCode).toBe(202);
    const third = await runner.settled(runId);
    const listed = (await runner.ask("GET", `/runs/${runId}/analyses`)).json<{
      analyses: { analysisId: string; isCurrent: boolean; differences: object[] }[];
    }>();
    const distanceMeters = third.analysis?.summary.distanceMeters ?? 0;
    expect(listed.analyses).toMatchObject([
      { analysisId: third.analysis?.analysisId, isCurrent: true, differences: [] },
      {
        analysisId,
        isCurrent: false,
        differences: [{ figure: "distanceMeters", here: 1.5, current: distanceMeters }],
      },
    ]);
    for (const id of [analysisId, "current"])
      expect((await runner.ask("GET", `/runs/${runId}/analyses/${id}`)).statusCode).toBe(200);
  });

  it("[RNS19] of a run that was purged there is nothing to analyse, and no stride is left", async () => {
    const { services } = stage;
    const runId = await upload([walkFile(3)]);
    await runner.settled(runId);
    await runner.ask("DELETE", `/runs/${runId}`);
    expect((await runner.ask("POST", `/runs/${runId}/purge`)).statusCode).toBe(204);
    expect(await analyseRun(services, { runnerId: runner.runnerId, runId })).toBe("gone");
    const { rows } = await sql<{ count: number }>`select count(*)::int4 as count from runner.stride
      where run_id = ${runId}`.execute(services.database);
    expect(rows[0]?.count).toBe(0);
  });

  it("[RNS15] a job that a dead process left is put back at once, and ends in the same analysis", async () => {
    const { database, pool } = stage.services;
    const runId = await upload([walkFile(4)]);
    const before = await runner.settled(runId);
    const data = JSON.stringify({ runnerId: runner.runnerId, runId });
    await database.updateTable("runner.run").set({ state: "analysing" }).where("run_id", "=", runId).execute();
    await sql`insert into jobs.job (name, data, state, singleton_key, policy, started_on, retry_limit)
      values ('analyse-run', ${data}, 'active', ${`${runner.runnerId}/${runId}`}, 'stately', now(), 4)`.execute(
      database,
    );
    expect(await putBackActive(pool, ["analyse-run"])).toBe(1);
    const after = await runner.settled(runId);
    expect(after.analysis?.summary).toEqual(before.analysis?.summary);
  });
});

describe("a run whose samples were given up", () => {
  it("[RNS21] keeps what the device computed, word for word, and is never computed anew", async () => {
    const { recording, words } = await packedStrides(walkFile(5), "left");
    const { strides, paths, ...facts } = recording;
    const made = makeUpload();
    const [foot] = made.feet;
    const settled = await runner.settled(await upload([walkFile(5)]));
    if (foot === undefined || settled.analysis === null || paths === undefined) throw new Error("expected an analysis");
    const deviceAnalysis: NonNullable<RunUpload["deviceAnalysis"]> = {
      algorithm: { ...settled.analysis.algorithm, version: "0.0.1" },
      summary: settled.analysis.summary,
      warnings: settled.analysis.warnings,
      startSec: settled.analysis.startSec,
      feet: [
        {
          side: "left",
          strideCount: strides.strideCount,
          recording: facts,
          stridesBase64: Buffer.from(words.buffer, words.byteOffset, words.byteLength).toString("base64"),
        },
      ],
    };
    const runId = randomUUID();
    const feet = [{ ...foot, samples: "given-up" as const }];
    const run = await runner.bring(runId, { ...made, feet, deviceAnalysis });
    expect([run.state, run.analysis?.madeBy, run.feet[0]?.samples]).toEqual(["ready", "device", "given-up"]);
    const back = await readBytes(`/runs/${runId}/analyses/current/left/strides.bin`);
    expect(back.equals(Buffer.from(words.buffer, words.byteOffset, words.byteLength))).toBe(true);
    expect((await runner.ask("GET", `/runs/${runId}/analyses/current/left/paths.bin`)).statusCode).toBe(404);
    for (const asking of [
      runner.ask("POST", `/runs/${runId}/analyses`),
      runner.ask("PATCH", `/runs/${runId}`, { payload: { sides: { "0": "right" } }, headers: { "if-match": "*" } }),
    ])
      expect([(await asking).statusCode, (await asking).json<{ code: string }>().code]).toEqual([
        409,
        "samples-given-up",
      ]);
  });
});

const RUNS: readonly [left: string, right: string][] = [
  ["gaitmap-walk-mocap/stair_up.left.imu.csv", "gaitmap-walk-mocap/stair_up.right.imu.csv"],
  ["rbds-run-virtual-foot-imu/S002_T25/imu_L_200hz.csv", "rbds-run-virtual-foot-imu/S002_T25/imu_R_200hz.csv"],
];

describeRecorded("[RNS18] recorded runs", (folder) => {
  it.each(RUNS)("[RNS18] are the same bytes as `solewise analyze --json`: %s", async (left, right) => {
    const files = [left, right].map((name) => readFileSync(join(folder, name)));
    const runId = randomUUID();
    const made = makeUpload({}, files);
    const names = [basename(left), basename(right)];
    const feet = made.feet.map((foot, index) => ({ ...foot, fileName: names[index] ?? "" }));
    await runner.bring(runId, { ...made, feet });
    for (const [slot, file] of files.entries()) await runner.send(runId, slot, file);
    const args = [CLI, "analyze", "--left", join(folder, left), "--right", join(folder, right), "--json"];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e9 });
    const run = await runner.settled(runId);
    expect(run.state).toBe("ready");
    const answer = await runner.ask("GET", `/runs/${runId}/analyses/current`);
    expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(answer.body.length).toBe(stdout.length);
    expect(answer.body === stdout).toBe(true);
  });
});
