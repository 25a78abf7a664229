// A client that writes until it is stopped, or the server is. Comes in: a client, its runs, chance. Goes out: what it knows
// afterwards, how much was acknowledged.
import { createHash } from "node:crypto";
import { ApiProblem, readAnswer, type RunUpload, sendPiece, type SolewiseClient } from "@solewise/client";
import type { Random } from "../accuracy/random.ts";
import { type KnownRun, unknownRun } from "./known-run.ts";
import type { SmallRecording } from "./small-recordings.ts";

/** Pieces of a recording. Bytes; small, so that a kill meets the middle of one. */
const PIECE_MIN_BYTES = 4000;
const PIECE_MAX_BYTES = 60_000;
const AT = "2026-05-01T08:00:00.000Z";

/** What writers share. */
export interface WriterParts {
  recordingsOf: (runNumber: number) => SmallRecording[];
  random: Random;
  nextNumber: () => number;
  /** Counts acknowledged writes. */
  onAcknowledged: () => void;
  /** Told of what was refused; whether that may be. Without it: whatever says that the server or its database is away. */
  onRefused?: (problem: ApiProblem) => boolean;
}

/** UUID of a number, the same for the same. */
export function idOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What a client says of a run before it sends the recordings. */
export function uploadOf(name: string, recordings: readonly SmallRecording[]): RunUpload {
  const run = { createdAtUtc: AT, startedAtUtc: AT, startSource: "chosen", timeZone: "UTC", demo: null, facts: {} };
  const feet = recordings.map(({ slot, side, bytes, sha256 }) => ({
    slot,
    side,
    sideSource: "chosen",
    fileName: `${side}.csv`,
    sha256,
    sizeBytes: bytes.length,
    encoding: "identity" as const,
    uploadBytes: bytes.length,
    samples: "coming" as const,
  }));
  return { ...run, name, feet };
}

/**
 * Where an upload is that cannot go on at the offset that was sent: bytes of a request that broke off may be there too. null: a
 * start is just finishing it.
 */
function readOffset(error: unknown): number | null {
  if (!(error instanceof ApiProblem)) throw error;
  if (error.code === "upload-busy") return null;
  if (error.code !== "upload-offset-wrong") throw error;
  return error.uploadOffsetBytes;
}

/** One client; its runs are nobody else's. */
export class RunWriter {
  readonly runs: KnownRun[] = [];
  readonly #parts: WriterParts;
  readonly #name: string;

  constructor(name: string, parts: WriterParts) {
    this.#name = name;
    this.#parts = parts;
  }

  /** Writes until a request fails or `isOver` says so. Throws what may not be. */
  async write(client: SolewiseClient, isOver: () => boolean): Promise<void> {
    try {
      while (!isOver()) await this.#one(client);
    } catch (error) {
      this.#judge(error);
    }
  }

  #judge(error: unknown): ApiProblem {
    const { onRefused = ({ isAway }: ApiProblem) => isAway } = this.#parts;
    if (error instanceof ApiProblem && onRefused(error)) return error;
    throw error;
  }

  /** A new run with all its recordings, asked for until it is there; `wait` is told each refusal. Throws what may not be. */
  async bringWhole(client: SolewiseClient, wait: (problem: ApiProblem) => Promise<void>): Promise<void> {
    const run = this.#newRun();
    run.isThere.ask(true);
    for (;;) {
      try {
        if (run.isThere.allows(false)) await this.#put(client, run, run.runId);
        while (this.#missing(run) !== undefined) await this.#send(client, run, Infinity);
        return;
      } catch (error) {
        await wait(this.#judge(error));
      }
    }
  }

  async #one(client: SolewiseClient): Promise<void> {
    const { random } = this.#parts;
    const there = this.runs.filter((run) => run.isThere.values.length === 1 && run.isThere.allows(true));
    const half = there.find((run) => this.#missing(run) !== undefined);
    const unanswered = this.runs.find(({ isThere, isDeleted }) => isThere.values.length > 1 && !isDeleted.allows(true));
    if (unanswered !== undefined) return this.#put(client, unanswered, unanswered.runId);
    const run = there[Math.floor(random.uniform() * there.length)];
    const dice = random.uniform();
    if (half !== undefined && dice < 0.6) return this.#send(client, half);
    if (run === undefined || dice < 0.7) return this.#bring(client);
    if (dice < 0.75) return this.#repeat(client, run);
    if (dice < 0.87) return this.#rename(client, run);
    if (dice < 0.98) return this.#deleteOrRestore(client, run);
    return this.#purge(client, run);
  }

  #missing(run: KnownRun): SmallRecording | undefined {
    if (run.isDeleted.allows(true)) return undefined;
    return this.#parts.recordingsOf(run.number).find(({ slot }) => run.isKept[slot] !== true);
  }

  /** A new run with the first piece of its first recording. */
  async bringHalf(client: SolewiseClient): Promise<void> {
    const run = this.#newRun();
    run.isThere.ask(true);
    await this.#put(client, run, run.runId);
    await this.#send(client, run, PIECE_MIN_BYTES);
  }

  #pieceBytes(): number {
    return Math.floor(PIECE_MIN_BYTES + this.#parts.random.uniform() * (PIECE_MAX_BYTES - PIECE_MIN_BYTES));
  }

  #newRun(): KnownRun {
    const number = this.#parts.nextNumber();
    const recordings = this.#parts.recordingsOf(number);
    const run = unknownRun(number, idOf(`${this.#name} ${number}`), recordings.length);
    this.runs.push(run);
    return run;
  }

  async #bring(client: SolewiseClient): Promise<void> {
    const run = this.#newRun();
    run.isThere.ask(true);
    await this.#put(client, run, run.runId);
  }

  async #put(client: SolewiseClient, run: KnownRun, runId: string): Promise<void> {
    const body = uploadOf(`Run ${run.number}`, this.#parts.recordingsOf(run.number));
    const { data } = await readAnswer(client.PUT("/api/v1/runs/{runId}", { params: { path: { runId } }, body }));
    if (data.runId !== run.runId) throw new Error(`run ${run.number} became two: ${run.runId} and ${data.runId}`);
    run.isThere.settle(true);
    this.#parts.onAcknowledged();
  }

  /** The same recordings under another id: the same run. */
  #repeat(client: SolewiseClient, run: KnownRun): Promise<void> {
    return this.#put(client, run, idOf(`${this.#name} ${run.number} again`));
  }

  async #send(client: SolewiseClient, run: KnownRun, pieceBytes = this.#pieceBytes()): Promise<void> {
    const recording = this.#missing(run);
    if (recording === undefined) return;
    const { slot, bytes } = recording;
    const offsetBytes = run.sentBytes[slot] ?? 0;
    const piece = { offsetBytes, bytes: bytes.slice(offsetBytes, offsetBytes + pieceBytes) };
    let isAcknowledged = true;
    const sentBytes = await sendPiece(client, { runId: run.runId, slot }, piece).catch((error: unknown) => {
      isAcknowledged = false;
      return readOffset(error);
    });
    if (sentBytes === null) return;
    if (sentBytes < offsetBytes)
      throw new Error(`run ${run.number}: ${offsetBytes} bytes sent, ${sentBytes} are there`);
    run.sentBytes[slot] = sentBytes;
    // Bytes that are all there without an answer may still wait to be kept: an empty piece ends them, and is refused once they are.
    const isWhole = sentBytes === bytes.length;
    run.isKept[slot] = isWhole && (isAcknowledged || offsetBytes === bytes.length);
    this.#parts.onAcknowledged();
  }

  async #rename(client: SolewiseClient, run: KnownRun): Promise<void> {
    const name = `Name ${Math.floor(this.#parts.random.uniform() * 1e9)}`;
    run.name.ask(name);
    const params = { path: { runId: run.runId }, header: { "if-match": "*" } };
    await readAnswer(client.PATCH("/api/v1/runs/{runId}", { params, body: { name } }));
    run.name.settle(name);
    this.#parts.onAcknowledged();
  }

  async #deleteOrRestore(client: SolewiseClient, run: KnownRun): Promise<void> {
    const isDeleted = !run.isDeleted.allows(true);
    const params = { path: { runId: run.runId } };
    run.isDeleted.ask(isDeleted);
    await readAnswer(
      isDeleted
        ? client.DELETE("/api/v1/runs/{runId}", { params })
        : client.POST("/api/v1/runs/{runId}/restore", { params }),
    );
    run.isDeleted.settle(isDeleted);
    this.#parts.onAcknowledged();
  }

  /** Only what is deleted can be removed for good. */
  async #purge(client: SolewiseClient, run: KnownRun): Promise<void> {
    if (run.isDeleted.allows(false)) return;
    run.isThere.ask(false);
    await readAnswer(client.POST("/api/v1/runs/{runId}/purge", { params: { path: { runId: run.runId } } }));
    run.isThere.settle(false);
    this.#parts.onAcknowledged();
  }
}
