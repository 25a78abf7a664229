// Both feet at once: the first in this thread, the second in one of its own when both files are large.
// Comes in: one or two jobs. Goes out: the detected feet, in the jobs' order. Throws the first InputError met.
import { Worker } from "node:worker_threads";
import { detectFoot, type DetectedFoot, type FootJob } from "./detect-foot.ts";
import { type FootMessage, unpackDetected, unpackRefused } from "./foot-message.ts";

/**
 * Size of the smaller file from which the second foot gets a thread, bytes. Range 1 MB…100 MB. A thread takes about
 * 60 ms to start, in which 5 MB are analysed (measured on 2 cores).
 */
const THREAD_FROM_BYTES = 8_000_000;

/** Hears how much of a foot's file has been read, 0…1. */
export type OnShare = (job: FootJob, share: number) => void;

function detectInThread(job: FootJob, onShare: OnShare): Promise<DetectedFoot> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./foot-thread.ts", import.meta.url), { workerData: job });
    worker.on("message", (message: FootMessage) => {
      if (message.kind === "share") onShare(job, message.share);
      else if (message.kind === "refused") reject(unpackRefused(message));
      else resolve(unpackDetected(message));
    });
    worker.on("error", reject);
    worker.on("exit", (code) => {
      if (code !== 0) reject(new Error(`the thread of the ${job.side} foot ended with code ${code}`));
    });
  });
}

/** Detects the strides of one or two feet; the result does not depend on threads. */ // CLI15
export async function detectFeet(
  jobs: FootJob[],
  onShare: OnShare,
  threadFromBytes = THREAD_FROM_BYTES,
): Promise<DetectedFoot[]> {
  const [first, second] = jobs;
  const here = (job: FootJob) => detectFoot(job, (share) => onShare(job, share));
  if (first === undefined) return [];
  if (second === undefined) return [await here(first)];
  if (Math.min(first.sizeBytes, second.sizeBytes) >= threadFromBytes) {
    return Promise.all([here(first), detectInThread(second, onShare)]);
  }
  return [await here(first), await here(second)];
}
