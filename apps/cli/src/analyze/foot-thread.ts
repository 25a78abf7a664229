// The second foot's thread. Comes in: a FootJob as worker data. Goes out: messages of foot-message.ts.
import { parentPort, workerData } from "node:worker_threads";
import { InputError } from "@solewise/terms";
import { detectFoot, type FootJob } from "./detect-foot.ts";
import { type FootMessage, packDetected, packRefused } from "./foot-message.ts";

function tell(message: FootMessage, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

try {
  const detected = packDetected(await detectFoot(workerData as FootJob, (share) => tell({ kind: "share", share })));
  tell(detected, [detected.words.buffer]);
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  tell(packRefused(error));
}
