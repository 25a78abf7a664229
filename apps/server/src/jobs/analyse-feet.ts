// A run's recordings → the run, computed in threads. Comes in: its recordings as they are kept. Goes out: strides, paths and what
// they are together. Feet that were analysed from their uploads are not read again. // RNS18, RNS31
import { open } from "node:fs/promises";
import type { RunServices } from "../commands/runs/run-services.ts";
import type { Storage } from "../commands/recordings/recording-services.ts";
import type { UploadOnDisk } from "../commands/recordings/unpack-upload.ts";
import type { RecordingRow } from "../store/run-rows.ts";
import type {
  AnalysedRun,
  AssembledRun,
  AssembleTask,
  DetectedFoot,
  FootJob,
  KeptFootTask,
  UploadedFootTask,
} from "./analysis-messages.ts";
import { loadKernel } from "./kernel-file.ts";

/** What is analysed: recordings as they are when it begins. */
export type KeptRecording = RecordingRow & { object_key: string };

/**
 * Begins to analyse an upload whose last byte is here; its blob is to have this key. The file is opened before it can be
 * removed. Where there is much to do already, or the file cannot be opened, the job reads the blob.
 */
export async function detectAhead(
  { feetAhead, threads }: Storage,
  objectKey: string,
  foot: FootJob,
  upload: UploadOnDisk,
): Promise<void> {
  if (!feetAhead.hasRoom) return;
  const file = await open(upload.path).catch(() => null);
  if (file === null) return;
  const detect = async (): Promise<DetectedFoot> => {
    try {
      const { kernel } = await loadKernel();
      const task: UploadedFootTask = { kind: "uploaded", foot, kernel, upload: { ...upload, fd: file.fd } };
      return await threads.detecting.ask<DetectedFoot>(task);
    } finally {
      await file.close();
    }
  };
  feetAhead.add(objectKey, foot, detect());
}

async function detectKept(
  { storage }: RunServices,
  recording: KeptRecording,
  signal: AbortSignal | undefined,
): Promise<DetectedFoot> {
  const { slot, side, file_name: fileName, object_key: objectKey } = recording;
  const foot: FootJob = { slot, side, fileName };
  const ahead = await storage.feetAhead.take(objectKey, foot);
  if (ahead !== null) return ahead;
  const { kernel } = await loadKernel();
  const task: KeptFootTask = {
    kind: "kept",
    foot,
    kernel,
    store: storage.choice,
    objectKey,
    objectsKey: storage.objectsKey,
  };
  return storage.threads.detecting.ask<DetectedFoot>(task, signal);
}

/** Analyses them. Throws InputError when a recording cannot be used: the left one's refusal before the right one's. */
export async function analyseFeet(
  services: RunServices,
  recordings: readonly KeptRecording[],
  signal: AbortSignal | undefined,
): Promise<AnalysedRun> {
  const { kernelSha256 } = await loadKernel();
  const sorted = recordings.toSorted((a, b) => (a.side < b.side ? -1 : 1));
  const settled = await Promise.allSettled(sorted.map((recording) => detectKept(services, recording, signal)));
  const detected = settled.map((foot) => {
    if (foot.status === "rejected") throw foot.reason;
    return foot.value;
  });
  const feet = sorted.map(({ side, side_source: sideSource, slot, file_name: fileName }) => {
    return { side, sideSource, slot, fileName };
  });
  const task: AssembleTask = { kind: "assemble", kernelSha256, feet, detected };
  const assembled = await services.storage.threads.detecting.ask<AssembledRun>(task, signal);
  return { ...assembled, feet: detected };
}
