// The job that analyses a run. Comes in: which. Goes out: a stored analysis, a refusal that is kept, or nothing where there is
// nothing to do (any more). May be begun again after any end: it stores whole or not at all. // RNS18, RNS19
import { encodeInt16 } from "@solewise/exchange";
import { InputError } from "@solewise/terms";
import type { RunServices } from "../commands/runs/run-services.ts";
import { hasConsent } from "../accounts/consents.ts";
import { inTransaction } from "../database/transaction.ts";
import { intendBlob } from "../store/blob-intents.ts";
import { lockClock } from "../store/change-clock.ts";
import { changeRun, readRecordings, readRun } from "../store/run-rows.ts";
import { makeId } from "../commands/runs/make-id.ts";
import { analyseFeet, type KeptRecording } from "./analyse-feet.ts";
import type { AnalysedRun } from "./analysis-messages.ts";
import type { RunKey } from "./enqueue.ts";
import { type BlobsOfFeet, storeAnalysis } from "./store-analysis.ts";

/** What became of a job. "gone": nobody awaits it; "outdated": the run was changed meanwhile, and is analysed again. */
export type AnalysisOutcome = "stored" | "refused" | "gone" | "outdated";

/** Marks the run as being analysed and gives its recordings; null where there is nothing to do. */
async function begin({ database }: RunServices, key: RunKey): Promise<KeptRecording[] | null> {
  return inTransaction(database, async (transaction) => {
    await lockClock(transaction, key.runnerId);
    const run = await readRun(transaction, key);
    if (run === null || (run.state !== "waiting" && run.state !== "analysing")) return null;
    const recordings = await readRecordings(transaction, key);
    const kept = recordings.filter((recording): recording is KeptRecording => recording.object_key !== null);
    if (kept.length !== recordings.length || kept.some(({ state }) => state !== "kept")) return null;
    if (run.state === "waiting") await changeRun(transaction, key, { state: "analysing" });
    return kept;
  });
}

/** Paths of each foot as blobs, on disk before any row refers to them; an intent speaks for each. */
async function putPaths(
  services: RunServices,
  { runnerId, runId }: RunKey,
  analysisId: string,
  { feet }: AnalysedRun,
): Promise<BlobsOfFeet> {
  const blobs = feet.map(async ({ recording, paths }) => {
    const objectKey = `${runnerId}/${runId}/${analysisId}-${recording.side}-paths`;
    await intendBlob(services.database, { runnerId, objectKey }, services.now());
    const bytes = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(encodeInt16(paths));
    };
    await services.storage.objects.put(objectKey, bytes());
    return [recording.side, objectKey] as const;
  });
  return new Map(await Promise.all(blobs));
}

/** Keeps a refusal on the run, where pages and devices show it. */
async function keepRefusal(services: RunServices, key: RunKey, failure: object): Promise<AnalysisOutcome> {
  return inTransaction(services.database, async (transaction) => {
    await lockClock(transaction, key.runnerId);
    const run = await readRun(transaction, key);
    if (run?.state !== "analysing") return "outdated";
    await changeRun(transaction, key, { state: "failed", failure: JSON.stringify(failure) });
    return "refused";
  });
}

function failureOf({ message, code, values, place }: InputError): object {
  return { code: code ?? "not-a-recording", message, ...(values === undefined ? {} : { values }), place };
}

/** Why nothing is analysed of a runner who withdrew the consent while a recording was on its way. */ // RNS22
const WITHDRAWN = {
  code: "consent-missing",
  message: "The recordings are kept, but you no longer allow their analysis: Account, What you allow.",
};

/** Analyses a run. Throws what is no refusal, to be tried again; `signal` ends it at once. */
export async function analyseRun(services: RunServices, key: RunKey, signal?: AbortSignal): Promise<AnalysisOutcome> {
  const recordings = await begin(services, key);
  if (recordings === null) return "gone";
  if (!(await hasConsent(services.database, key.runnerId, "gait-analysis")))
    return keepRefusal(services, key, WITHDRAWN);
  try {
    const analysed = await analyseFeet(services, recordings, signal);
    const analysisId = makeId(services);
    const blobs = await putPaths(services, key, analysisId, analysed);
    return await storeAnalysis(services, { ...key, analysisId }, { analysed, blobs, recordings });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return keepRefusal(services, key, failureOf(error));
  }
}

/** The last try broke too: said so on the run, until somebody asks again. */
export async function giveUpAnalysis(services: RunServices, key: RunKey): Promise<void> {
  const message = "The server could not analyse this run; its log says why. The recordings are kept: try again later.";
  await keepRefusal(services, key, { code: "analysis-broke", message });
}
