// The worker: does one job after the other, away from the page. Comes in: JobMessages. Goes out: AnswerMessages. What
// opens a run is here; what other jobs need is loaded when one is asked for.
import { InputError } from "@solewise/terms";
import { deriveStored, viewResult } from "./view-run.ts";
import {
  type AnswerMessage,
  footBuffers,
  type InspectionOrRefusal,
  type JobMessage,
  resultBuffers,
} from "./worker-messages.ts";

/** The worker's side of the channel; the window's type has the same method with another signature. */
interface WorkerScope {
  postMessage(message: AnswerMessage, transfer: ArrayBuffer[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent<JobMessage>) => void): void;
}

const scope = self as unknown as WorkerScope;

/** What a job gives, and which of its buffers are handed over. */
interface Answer {
  gives: unknown;
  transfer?: ArrayBuffer[];
}

async function inspectOrRefuse(file: File): Promise<InspectionOrRefusal> {
  const { inspectFile } = await import("./inspect-file.ts");
  try {
    return { inspection: await inspectFile(file) };
  } catch (error) {
    if (error instanceof InputError) return { refusal: error.parts() };
    throw error;
  }
}

async function perform(message: JobMessage, onShare: (share: number) => void): Promise<Answer> {
  switch (message.job) {
    case "inspect":
      return { gives: await Promise.all(message.takes.files.map(inspectOrRefuse)) };
    case "detect": {
      const { detectFoot } = await import("./detect-foot.ts");
      const foot = await detectFoot(message.takes, onShare);
      return { gives: foot, transfer: footBuffers([foot]) };
    }
    case "assemble": {
      const { assembleDetected } = await import("./assemble-run.ts");
      const { feet, kernelSha256, warnings } = message.takes;
      return {
        gives: { ...assembleDetected(feet, kernelSha256, warnings), feet },
        transfer: footBuffers(feet),
      };
    }
    case "view": {
      const result = message.takes;
      return { gives: { view: viewResult(result), result }, transfer: resultBuffers(result) };
    }
    case "derive":
      return { gives: deriveStored(message.takes.feet, message.takes.facts) };
    case "simulate": {
      const { simulateDemo } = await import("./simulate-demo.ts");
      return { gives: simulateDemo(message.takes, onShare) };
    }
    case "json":
      return { gives: (await import("./export-run.ts")).exportJson(message.takes) };
    case "csv":
      return { gives: (await import("./export-run.ts")).exportCsv(message.takes) };
    case "compress":
      return { gives: await (await import("./compress-blob.ts")).compressBlob(message.takes) };
  }
}

async function answer(message: JobMessage): Promise<void> {
  try {
    const { gives, transfer = [] } = await perform(message, (share) => scope.postMessage({ kind: "share", share }, []));
    scope.postMessage({ kind: "done", gives }, transfer);
  } catch (error) {
    if (error instanceof InputError) scope.postMessage({ kind: "refused", refusal: error.parts() }, []);
    else {
      const { message: text, stack } = error instanceof Error ? error : new Error(String(error));
      scope.postMessage({ kind: "failed", message: text, stack }, []);
    }
  }
}

scope.addEventListener("message", (event) => void answer(event.data));
