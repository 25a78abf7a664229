// A small server in memory that follows docs/protocol/sync.md: what the model test holds devices against when the real one is
// not asked. It takes one request at a time, as the lock of a runner's clock has it. Analyses are made up of the recordings'
// hashes and the sides, so that the same run always has the same figures.
import { ApiProblem } from "@solewise/client";
import type { DocumentAnalysis, EditField, FieldValues, RunDocument } from "../../store/run-document.ts";
import type {
  BroughtRun,
  ChangesPage,
  EditAnswer,
  Resolution,
  RunEdit,
  RunUpload,
  ServerLink,
} from "../server-link.ts";
import { type KeptUpload, type ModelRun, newRun, redeclare, type TakenField } from "./model-run.ts";
import { OnceAnswers } from "./once-answers.ts";

/** Runs of a page of changes: few, so that pages matter. */
const PAGE_MAX_COUNT = 3;

const FIELDS: readonly EditField[] = ["name", "notes", "startedAtUtc", "sides", "isDeleted"];

/** An edit as it arrived first. */
export interface LoggedEdit {
  editId: string;
  runId: string;
  deviceName: string;
  field: EditField;
}

function refuse(status: number, code: string, more: { uploadOffsetBytes?: number } = {}): never {
  throw new ApiProblem(status, code, `the model server refuses: ${code}`, more);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sortKeys(a)) === JSON.stringify(sortKeys(b));
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

export class ModelServer {
  readonly log: LoggedEdit[] = [];
  /** What it says of recordings that it refuses, by hash. */
  readonly refusals = new Map<string, NonNullable<RunDocument["failure"]>>();
  /** How often a session was ended. */
  endedCount = 0;
  readonly #runs = new Map<string, ModelRun>();
  readonly #aliases = new Map<string, string>();
  readonly #contents = new Map<string, string>();
  readonly #purged = new Map<string, number>();
  readonly #onceAnswers = new OnceAnswers();
  #clock = 0;
  #idCount = 0;

  /** What a device calls. */
  link(): ServerLink {
    const later = <Result>(work: () => Result): Promise<Result> =>
      Promise.resolve().then(() => structuredClone(work()));
    const once = <Result>(key: string, request: readonly unknown[], work: () => Result): Promise<Result> =>
      later(() => this.#onceAnswers.answer(key, request, work));
    return {
      endSession: () => later(() => void (this.endedCount += 1)),
      readChanges: (after) => later(() => this.#readChanges(after)),
      putRun: (runId, upload, key) => once(key, [runId, upload], () => this.#putRun(runId, structuredClone(upload))),
      sendEdit: (runId, edit, key) => once(key, [runId, edit], () => this.#takeEdit(runId, structuredClone(edit))),
      resolveConflict: (runId, which, key) => once(key, [runId, which], () => this.#resolve(runId, which)),
      analyseAgain: (runId, key) => once(key, [runId, "analyses"], () => this.#analyseAgain(runId)),
      purgeRun: (runId, key) => once(key, [runId, "purge"], () => this.#purge(runId)),
      readUpload: (runId, slot) => later(() => this.#readUpload(runId, slot)),
      uploadRecording: async (runId, slot, offsetBytes, blob) => {
        const bytes = new Uint8Array(await blob.arrayBuffer());
        return this.#receive(runId, slot, offsetBytes, bytes);
      },
      readStrides: (runId, analysisId, side) => later(() => this.#readStrides(runId, analysisId, side)),
      readPaths: () => later(() => refuse(404, "not-found")),
      readRecording: (runId, slot) => Promise.resolve().then(() => this.#readRecording(runId, slot)),
    };
  }

  /** Does the analyses that wait; what was on its way when the server ended is among them. */
  analyse(count = Infinity): void {
    const waiting = [...this.#runs.values()].filter(({ document }) => document.state === "waiting");
    for (const run of waiting.slice(0, count)) this.#analyseRun(run);
  }

  #analyseRun(run: ModelRun): void {
    const { document } = run;
    document.failure = document.feet.flatMap(({ sha256 }) => this.refusals.get(sha256) ?? [])[0] ?? null;
    if (document.failure !== null) {
      document.state = "failed";
      return this.#change(run);
    }
    const analysisId = this.#newId();
    const strides = new Map<string, Int32Array<ArrayBuffer>>();
    const feet = document.feet
      .toSorted((a, b) => (a.side < b.side ? -1 : 1))
      .map(({ side, sha256, fileName }) => {
        const seed = Number.parseInt(sha256.slice(0, 7), 16) + (side === "left" ? 1 : 2);
        strides.set(
          side,
          Int32Array.from({ length: 48 }, (_, index) => seed + index),
        );
        const recording = { file: fileName, side } as unknown as DocumentAnalysis["feet"][number]["recording"];
        return { side, strideCount: 2, hasPaths: false, recording };
      });
    const distanceMeters = feet.reduce((sum, { side }) => sum * 3 + (strides.get(side)?.[0] ?? 0), 0);
    run.strides = strides;
    document.state = "ready";
    document.analysis = {
      analysisId,
      madeBy: "server",
      algorithm: { version: "model", packId: "p", accRangeG: 16, gyrRangeDps: 2000 },
      summary: { distanceMeters } as DocumentAnalysis["summary"],
      warnings: [],
      startSec: { left: 0, right: 0 },
      feet,
    };
    this.#change(run);
  }

  #newId(): string {
    return `00000000-0000-7000-8000-${String(++this.#idCount).padStart(12, "0")}`;
  }

  #change(run: ModelRun): void {
    run.document.revision += 1;
    run.document.changeNumber = ++this.#clock;
  }

  #require(runId: string): ModelRun {
    const known = this.#aliases.get(runId) ?? runId;
    if (this.#purged.has(known)) refuse(410, "run-purged");
    return this.#runs.get(known) ?? refuse(404, "not-found");
  }

  #readChanges(after: number): ChangesPage {
    this.analyse(1);
    if (after > this.#clock) refuse(409, "changes-ahead");
    const changes = [
      ...[...this.#runs.values()].map((run) => ({
        number: run.document.changeNumber,
        run: run.document,
        purged: null,
      })),
      ...[...this.#purged].map(([runId, number]) => ({ number, run: null, purged: { runId } })),
    ]
      .filter(({ number }) => number > after)
      .toSorted((a, b) => a.number - b.number);
    const page = changes.slice(0, PAGE_MAX_COUNT);
    return {
      runs: page.flatMap(({ run }) => (run === null ? [] : [run])),
      purged: page.flatMap(({ purged }) => (purged === null ? [] : [purged])),
      next: page.at(-1)?.number ?? after,
      hasMore: changes.length > page.length,
    };
  }

  #putRun(runId: string, upload: RunUpload): BroughtRun {
    const content = upload.feet
      .map(({ sha256 }) => sha256)
      .toSorted()
      .join(" ");
    const kept = this.#contents.get(content);
    const named = this.#aliases.get(runId) ?? (this.#runs.has(runId) ? runId : undefined);
    if (named !== undefined && named !== kept) refuse(409, "run-id-taken");
    if (kept !== undefined) {
      if (kept !== runId) this.#aliases.set(runId, kept);
      return {
        document: this.#require(kept).document,
        isNew: false,
        redeclared: redeclare(this.#require(kept), upload),
      };
    }
    if (this.#purged.has(runId)) refuse(410, "run-purged");
    const run = newRun(runId, upload);
    this.#runs.set(runId, run);
    this.#contents.set(content, runId);
    this.#change(run);
    return { document: run.document, isNew: true, redeclared: [] };
  }

  #takeEdit(runId: string, edit: RunEdit): EditAnswer {
    const run = this.#require(runId);
    const { document } = run;
    const earlier = run.edits.get(edit.editId);
    if (earlier !== undefined) return answerOf(document, earlier);
    const fields = FIELDS.filter((field) => edit[field] !== undefined);
    const taken = new Map<EditField, TakenField>();
    const before = fields.map((field) => ({ field, value: valueOf(document, field), asked: edit[field] }));
    const judged = before.map(({ field, value, asked }) => {
      const isChange = !isSame(value, asked);
      return {
        field,
        value,
        asked,
        isChange,
        isLate: isChange && (run.lastApplied.get(field) ?? 0) > edit.baseRevision,
      };
    });
    const closed = this.#closeKnown(
      run,
      judged.filter(({ isLate }) => !isLate).map(({ field }) => field),
      edit.baseRevision,
    );
    if (closed || judged.some(({ isChange }) => isChange)) this.#change(run);
    for (const { field, value, asked, isChange, isLate } of judged) {
      this.log.push({ editId: edit.editId, runId: document.runId, deviceName: edit.deviceName, field });
      if (isLate) {
        const conflict = {
          editId: edit.editId,
          field,
          asked,
          before: value,
          deviceName: edit.deviceName,
          receivedAtUtc: "",
          revision: document.revision,
        };
        document.conflicts.push(conflict);
        run.conflictRevisions.set(conflict, document.revision);
      } else if (isChange) this.#apply(run, field, asked);
      const revision = isChange ? document.revision : (run.lastApplied.get(field) ?? 0);
      taken.set(field, { outcome: isLate ? "conflict" : "applied", revision: Math.max(revision, edit.baseRevision) });
    }
    run.edits.set(edit.editId, taken);
    return answerOf(document, taken);
  }

  #closeKnown(run: ModelRun, fields: readonly EditField[], baseRevision: number): boolean {
    const { document } = run;
    const known = document.conflicts.filter(
      (conflict) => fields.includes(conflict.field) && (run.conflictRevisions.get(conflict) ?? 0) <= baseRevision,
    );
    for (const { editId, field } of known) run.settled.set(`${editId} ${field}`, "theirs");
    document.conflicts = document.conflicts.filter((conflict) => !known.includes(conflict));
    return known.length > 0;
  }

  #apply(run: ModelRun, field: EditField, asked: unknown): void {
    const { document } = run;
    run.lastApplied.set(field, document.revision);
    if (field === "name") document.name = asked as string;
    else if (field === "notes") document.notes = asked as string | null;
    else if (field === "startedAtUtc") Object.assign(document, { startedAtUtc: asked, startSource: "chosen" });
    else if (field === "isDeleted") document.deletedAtUtc = asked === true ? "2026-01-01T00:00:00.000Z" : null;
    else {
      const sides = asked as FieldValues["sides"];
      document.feet = document.feet.map((foot) => ({
        ...foot,
        side: sides[String(foot.slot)] ?? foot.side,
        sideSource: "chosen",
      }));
      if (document.state === "ready") document.state = "waiting";
    }
  }

  #resolve(runId: string, { editId, take, field }: Resolution): RunDocument {
    const run = this.#require(runId);
    const { document } = run;
    const conflict = document.conflicts.find((one) => one.editId === editId && one.field === field);
    if (conflict === undefined) {
      const settled = run.settled.get(`${editId} ${field}`);
      if (settled === undefined) refuse(404, "not-found");
      return settled === take ? document : refuse(409, "already-resolved");
    }
    this.#change(run);
    document.conflicts = document.conflicts.filter((one) => one !== conflict);
    run.settled.set(`${editId} ${field}`, take);
    if (take === "mine") this.#apply(run, field, conflict.asked);
    return document;
  }

  #analyseAgain(runId: string): RunDocument {
    const run = this.#require(runId);
    Object.assign(run.document, { state: "waiting", failure: null });
    this.#change(run);
    return run.document;
  }

  #purge(runId: string): void {
    const run = this.#require(runId);
    const { document } = run;
    if (document.deletedAtUtc === null) refuse(409, "run-not-deleted");
    this.#runs.delete(document.runId);
    for (const [content, kept] of this.#contents) if (kept === document.runId) this.#contents.delete(content);
    for (const [alias, kept] of this.#aliases) if (kept === document.runId) this.#aliases.delete(alias);
    this.#purged.set(document.runId, ++this.#clock);
  }

  #upload(run: ModelRun, slot: number): KeptUpload {
    return run.uploads.get(slot) ?? refuse(410, "samples-given-up");
  }

  #readUpload(runId: string, slot: number): { offsetBytes: number; lengthBytes: number } {
    const { receivedBytes, uploadBytes } = this.#upload(this.#require(runId), slot);
    return { offsetBytes: receivedBytes, lengthBytes: uploadBytes };
  }

  #receive(runId: string, slot: number, offsetBytes: number, bytes: Uint8Array<ArrayBuffer>): number {
    const run = this.#require(runId);
    const upload = this.#upload(run, slot);
    const foot = run.document.feet.find((one) => one.slot === slot);
    if (foot?.samples !== "awaiting" || offsetBytes !== upload.receivedBytes)
      refuse(409, "upload-offset-wrong", { uploadOffsetBytes: upload.receivedBytes });
    upload.bytes.push(bytes);
    upload.receivedBytes += bytes.length;
    if (upload.receivedBytes < upload.uploadBytes) return upload.receivedBytes;
    foot.samples = "kept";
    if (run.document.feet.every(({ samples }) => samples === "kept")) run.document.state = "waiting";
    this.#change(run);
    return upload.receivedBytes;
  }

  #readStrides(runId: string, analysisId: string, side: string): Uint8Array<ArrayBuffer> {
    const run = this.#require(runId);
    const words = run.strides.get(side);
    if (run.document.analysis?.analysisId !== analysisId || words === undefined) refuse(404, "not-found");
    return new Uint8Array(words.slice().buffer);
  }

  #readRecording(runId: string, slot: number): Blob {
    return new Blob(this.#upload(this.#require(runId), slot).bytes);
  }
}

function valueOf(document: RunDocument, field: EditField): unknown {
  if (field === "isDeleted") return document.deletedAtUtc !== null;
  if (field === "sides") return Object.fromEntries(document.feet.map(({ slot, side }) => [String(slot), side]));
  return document[field];
}

function answerOf(run: RunDocument, taken: ReadonlyMap<EditField, TakenField>): EditAnswer {
  const outcomes = Object.fromEntries([...taken].map(([field, { outcome }]) => [field, outcome]));
  return { run, revision: Math.max(...[...taken.values()].map(({ revision }) => revision)), outcomes };
}
