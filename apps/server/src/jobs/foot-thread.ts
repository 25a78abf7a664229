// The second foot's thread. Comes in: a FootThreadJob as worker data. Goes out: one message.
import { parentPort, workerData } from "node:worker_threads";
import { InputError } from "@solewise/terms";
import type { DetectedFoot, FootThreadJob, ThreadMessage } from "./analysis-messages.ts";
import { detectFoot } from "./detect-foot.ts";

function tell(message: ThreadMessage<DetectedFoot>, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

try {
  const result = await detectFoot(workerData as FootThreadJob);
  tell({ kind: "done", result }, [result.words.buffer, result.paths.buffer]);
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  tell({ kind: "refused", parts: error.parts() });
}
