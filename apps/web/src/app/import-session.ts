// The one import that can be under way, whichever screen shows it: choose → look at → agree → analyse → ended.
// Comes in: files and decisions. Goes out: a value to subscribe to. The worker and the store do the work.
import type { Side } from "@solewise/terms";
import type {
  AnalysisJobs,
  ImportOutcome,
  ImportProgress,
  ImportRequest,
  InspectedFile,
  RefusedFile,
} from "../worker/analysis-jobs.ts";
import type { UsualNames } from "./run-name.ts";

/** Where a chosen file goes: a foot, nowhere, or not yet decided. */
export type Place = Side | "leave-out" | null;

/** What the runner sees before agreeing; everything in it can be changed. */
export interface ImportDraft {
  files: { inspected: InspectedFile; place: Place }[];
  refused: RefusedFile[];
  startedAtMs: number;
  startSource: ImportRequest["startSource"];
}

/** Where the import stands. */
export type ImportSession =
  | { kind: "idle" }
  | { kind: "looking"; fileCount: number }
  | { kind: "archive"; file: File }
  | { kind: "agreeing"; draft: ImportDraft }
  | { kind: "running"; isDemo: boolean; progress: ImportProgress }
  | { kind: "ended"; outcome: ImportOutcome; draft: ImportDraft | null; isDemo: boolean; keepsSamples: boolean }
  | { kind: "failed"; error: unknown; draft: ImportDraft | null };

const FIRST_PROGRESS: ImportProgress = { stage: "beginning", fraction: 0, side: null };

let session: ImportSession = { kind: "idle" };
let abort = new AbortController();
const listeners = new Set<() => void>();

function change(next: ImportSession): void {
  session = next;
  for (const listener of listeners) listener();
}

/** The analysis, loaded when it is first needed. */
export function analysisJobs(): Promise<AnalysisJobs> {
  return import("../worker/analysis-client.ts").then((client) => client.analysisJobs());
}

/** The session as it is; the same object until it changes. */
export function importSession(): ImportSession {
  return session;
}

/** Hears of changes. Goes out: the way to stop. */
export function subscribeImport(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Waits until nothing is chosen, under way or left to be read. */
export function untilImportIdle(): Promise<void> {
  if (session.kind === "idle") return Promise.resolve();
  return new Promise((resolve) => {
    const stop = subscribeImport(() => {
      if (session.kind !== "idle") return;
      stop();
      resolve();
    });
  });
}

/** Whether leaving the page or updating the app would stop work. */
export function isImportBusy(): boolean {
  return session.kind === "running" || session.kind === "looking";
}

/** Gives each file the foot that it says; of two that say the same, or nothing, the runner decides. */
export function placesFor(sides: readonly (Side | null)[]): Place[] {
  const says = (side: Side): number => sides.filter((each) => each === side).length;
  return sides.map((side) => (side !== null && says(side) === 1 ? side : null));
}

/** What keeps a draft from being analysed; null when nothing does. */
export function draftObstacle(draft: ImportDraft): "no-file" | "undecided" | "same-foot" | null {
  const places = draft.files.map(({ place }) => place);
  if (places.includes(null)) return "undecided";
  const feet = places.filter((place) => place === "left" || place === "right");
  if (feet.length === 0) return "no-file";
  return new Set(feet).size < feet.length ? "same-foot" : null;
}

function draftOf(files: InspectedFile[], refused: RefusedFile[]): ImportDraft {
  const places = placesFor(files.map(({ side }) => side));
  const sure = files.find(({ startSource }) => startSource === "recording") ?? files[0];
  return {
    files: files.map((inspected, index) => ({ inspected, place: places[index] ?? null })),
    refused,
    startedAtMs: sure?.startedAtMs ?? 0,
    startSource: sure?.startSource ?? "import",
  };
}

/** Whether a file begins as ZIP archives do (PKWARE APPNOTE 4.3.7); recordings never do. */
async function isZip(file: File): Promise<boolean> {
  const [p, k, three, four] = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  return p === 0x50 && k === 0x4b && three === 3 && four === 4;
}

/** Looks at files that were dropped, picked or shared; the draft is then to be agreed to. */
export async function chooseFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0 || isImportBusy()) return;
  change({ kind: "looking", fileCount: files.length });
  try {
    const [first] = files;
    if (files.length === 1 && first !== undefined && (await isZip(first))) {
      change({ kind: "archive", file: first });
      return;
    }
    const inspected = await (await analysisJobs()).inspect(files);
    change({ kind: "agreeing", draft: draftOf(inspected.files, inspected.refused) });
  } catch (error) {
    change({ kind: "failed", error, draft: null });
  }
}

/** Changes what the runner is about to agree to. */
export function changeDraft(update: (draft: ImportDraft) => ImportDraft): void {
  if (session.kind === "agreeing") change({ kind: "agreeing", draft: update(session.draft) });
}

/** What an import is, beside its work. */
interface Kind {
  isDemo: boolean;
  draft: ImportDraft | null;
  /** Whether it ends on its run; a resumed import just adds it to the list. */
  lands: boolean;
  keepsSamples: boolean;
}

async function run({ isDemo, draft, lands, keepsSamples }: Kind, work: Work): Promise<void> {
  abort = new AbortController();
  change({ kind: "running", isDemo, progress: FIRST_PROGRESS });
  const onProgress = (progress: ImportProgress): void => {
    if (session.kind === "running") change({ kind: "running", isDemo, progress });
  };
  try {
    const outcome = await work(await analysisJobs(), onProgress, abort.signal);
    const isQuiet = !lands && ["imported", "already", "elsewhere"].includes(outcome.kind); // the list shows the run
    change(isQuiet ? { kind: "idle" } : { kind: "ended", outcome, draft, isDemo, keepsSamples });
  } catch (error) {
    change({ kind: "failed", error, draft });
  }
}

type Work = (
  jobs: AnalysisJobs,
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
) => Promise<ImportOutcome>;

/** The request that a complete draft makes. Without samples the run takes little room but cannot be analysed anew. */
export function requestOf(draft: ImportDraft, names: UsualNames, keepSamples = true): ImportRequest {
  const feet = draft.files.flatMap(({ inspected, place }) =>
    place === "left" || place === "right"
      ? [{ file: inspected.file, side: place, sideSource: place === inspected.side ? inspected.sideSource : "chosen" }]
      : [],
  );
  return {
    feet: feet.map((foot) => ({ ...foot, sideSource: foot.sideSource ?? "chosen" })),
    ...names,
    startedAtMs: draft.startedAtMs,
    startSource: draft.startSource,
    keepSamples,
  };
}

/** Starts the analysis of a draft without obstacles. */
export function startImport(draft: ImportDraft, names: UsualNames, keepSamples = true): Promise<void> {
  return run({ isDemo: false, draft, lands: true, keepsSamples: keepSamples }, (loaded, onProgress, signal) =>
    loaded.importRun(requestOf(draft, names, keepSamples), onProgress, signal),
  );
}

/** Makes and analyses a demo run. */
export function startDemo(name: string): Promise<void> {
  return run({ isDemo: true, draft: null, lands: true, keepsSamples: true }, (loaded, onProgress, signal) =>
    loaded.makeDemoRun(name, onProgress, signal),
  );
}

/** Goes on with an import that was interrupted, from its stored files; the runner is not taken to its run. */
export function resumeImport(runId: string): Promise<void> {
  return run({ isDemo: false, draft: null, lands: false, keepsSamples: true }, (loaded, onProgress, signal) =>
    loaded.resumeImport(runId, onProgress, signal),
  );
}

/** Stops what is under way; the outcome says so. */
export function cancelImport(): void {
  abort.abort();
}

/** Forgets an ended import, or takes the files back to be agreed to again. */
export function leaveImport(again: ImportDraft | null = null): void {
  change(again === null ? { kind: "idle" } : { kind: "agreeing", draft: again });
}
