// A process that dies in the middle of an upload or a sweep. Started by a test with one argument, JSON of CrashPlan; it sends
// a recording through the commands, or sweeps, and kills itself at the step it was told.
import { readFileSync } from "node:fs";
import { receiveUpload } from "../commands/recordings/receive-upload.ts";
import type { RecordingStep } from "../commands/recordings/recording-services.ts";
import { sweepBlobs } from "../commands/recordings/sweep-storage.ts";
import { openPool } from "../database/pool.ts";
import type { S3Place } from "../objects/s3-place.ts";
import { readUpload, type RecordingKey } from "../store/upload-rows.ts";
import { recordingServices } from "./recording-stage.ts";

/** What the process does, and where it dies. */
export interface CrashPlan {
  url: string;
  dataFolder: string;
  step: RecordingStep;
  /** The bucket of the blobs; null: they are files. */
  s3: S3Place | null;
  /** How often the step passes before. */
  passCount: number;
  /** What is sent; null: it sweeps. */
  upload: { key: RecordingKey; csvPath: string } | null;
  /** The clock that a sweep is told. */
  nowMs: number;
}

async function* piecesOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 10_000) yield await Promise.resolve(bytes.subarray(at, at + 10_000));
}

async function run(plan: CrashPlan): Promise<void> {
  const { database } = openPool({ connectionString: plan.url });
  let passed = 0;
  const services = recordingServices(database, plan.dataFolder, {
    limits: { checkpointBytes: 30_000 },
    s3: plan.s3,
    onStep: (step) => {
      if (step === plan.step && passed++ === plan.passCount) process.kill(process.pid, "SIGKILL");
    },
  });
  if (plan.upload === null) return void (await sweepBlobs(services, new Date(plan.nowMs)));
  const { key, csvPath } = plan.upload;
  const offsetBytes = (await readUpload(database, key))?.receivedBytes ?? 0;
  const bytes = piecesOf(readFileSync(csvPath).subarray(offsetBytes));
  await receiveUpload(services, key, { offsetBytes, lengthBytes: null, bytes });
}

const [, , planText] = process.argv;
if (planText !== undefined && import.meta.main) {
  await run(JSON.parse(planText) as CrashPlan);
  process.exit(0);
}
