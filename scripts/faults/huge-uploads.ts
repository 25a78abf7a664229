// Ten gigabytes, sent in every way there is. Comes in: a server. Goes out: a report: refused early and clearly, memory and disk
// within bounds, others served meanwhile.
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { ApiProblem, readAnswer, type RunUpload } from "@solewise/client";
import { idOf, uploadOf } from "../server-stage/run-writer.ts";
import { type EndlessAnswer, sendEndless } from "./endless-request.ts";
import type { Fault, FaultParts, FaultReport } from "./fault.ts";
import type { FaultStage } from "./fault-stage.ts";
import { measureReads, type ReadTimes } from "./measure-reads.ts";

const GIB = 1_073_741_824;
const SMALL_BYTES = 100_000;
/** The most that may be sent before a refusal that does not depend on the bytes: what sockets and one piece hold. Bytes. */
const EARLY_MAX_BYTES = 64 * 1_048_576;
/** The most memory the server's process may have. Bytes; it starts with about 240 MB. */
const MEMORY_MAX_BYTES = GIB;
/** Zeros of one member of a gzip bomb. Bytes. */
const MEMBER_BYTES = 64 * 1_048_576;

/** One way. */
interface Way {
  name: string;
  send: () => Promise<EndlessAnswer>;
  status: number;
  sentMaxBytes: number;
}

/** A run with one recording that says what `facts` say; its address. */
async function declare(stage: FaultStage, name: string, facts: Partial<RunUpload["feet"][number]>): Promise<string> {
  const runId = idOf(`huge ${name}`);
  const [foot] = uploadOf(name, [{ slot: 0, side: "left", bytes: new Uint8Array(SMALL_BYTES), sha256: "" }]).feet;
  if (foot === undefined) throw new Error("expected a foot");
  const sha256 = idOf(name).replaceAll("-", "").padEnd(64, "0");
  const body = { ...uploadOf(name, []), feet: [{ ...foot, sha256, ...facts }] };
  await readAnswer(stage.client.PUT("/api/v1/runs/{runId}", { params: { path: { runId } }, body }));
  return runId;
}

/** Tries at a request, and the pause between them, in which connections that ended are noticed. Milliseconds. */
const TRIES = 10;
const PAUSE_MS = 200;

/**
 * What was begun goes again, as the comparison knows nothing of it. Kept connections that the server ended while all time went
 * into sending are found out only when they are used again: then it is asked once more, and what had been done is not there.
 */
async function removeAgain(stage: FaultStage, runId: string, tries = 1): Promise<void> {
  const params = { path: { runId } };
  try {
    await readAnswer(stage.client.DELETE("/api/v1/runs/{runId}", { params }));
    await readAnswer(stage.client.POST("/api/v1/runs/{runId}/purge", { params }));
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (tries > 1 && error.status === 404) return;
    if (tries === TRIES || error.code !== "no-answer") throw error;
    await sleep(PAUSE_MS);
    await removeAgain(stage, runId, tries + 1);
  }
}

/** Says ten gigabytes before it sends anything. */
async function declareTooMuch(stage: FaultStage, hugeBytes: number): Promise<EndlessAnswer> {
  const beganMs = performance.now();
  const sizes = { sizeBytes: hugeBytes, uploadBytes: hugeBytes };
  try {
    await declare(stage, "said before", sizes);
    return { status: 200, code: "none", sentence: "", sentBytes: 0, timeMs: performance.now() - beganMs };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const { status, code, message } = error;
    return { status, code, sentence: message, sentBytes: 0, timeMs: performance.now() - beganMs };
  }
}

/** Many times the same packed zeros: gunzip goes on from member to member. */
function makeBomb(unpackedBytes: number): Buffer {
  const member = gzipSync(Buffer.alloc(MEMBER_BYTES), { level: 9 });
  return Buffer.concat(Array.from({ length: Math.ceil(unpackedBytes / MEMBER_BYTES) }, () => member));
}

function waysOf({ stage, counts }: FaultParts): Way[] {
  const { hugeBytes } = counts;
  const bearer = { authorization: `Bearer ${stage.token}` };
  const asBytes = { ...bearer, "content-type": "application/octet-stream", "upload-offset": "0" };
  const asJson = { ...bearer, "content-type": "application/json" };
  const upload = async (
    name: string,
    facts: Partial<RunUpload["feet"][number]>,
    how: { isLengthSaid: boolean; totalBytes?: number; chunk?: Buffer },
  ): Promise<EndlessAnswer> => {
    const runId = await declare(stage, name, facts);
    const url = `${stage.origin}/api/v1/runs/${runId}/recordings/0`;
    const answer = await sendEndless({ method: "PATCH", url, headers: asBytes, totalBytes: hugeBytes, ...how });
    await removeAgain(stage, runId);
    return answer;
  };
  const json = (isLengthSaid: boolean): Promise<EndlessAnswer> =>
    sendEndless({
      method: "PUT",
      url: `${stage.origin}/api/v1/runs/${idOf("json")}`,
      headers: asJson,
      totalBytes: hugeBytes,
      isLengthSaid,
    });
  const bomb = (): Promise<EndlessAnswer> => {
    const packed = makeBomb(counts.withLargest ? hugeBytes : 4 * MEMBER_BYTES);
    const sizeBytes = Math.min(GIB, packed.length * 100);
    const facts = { encoding: "gzip" as const, uploadBytes: packed.length, sizeBytes };
    return upload("gzip bomb", facts, { isLengthSaid: true, totalBytes: packed.length, chunk: packed });
  };
  const early = { status: 413, sentMaxBytes: EARLY_MAX_BYTES };
  const ways: Way[] = [
    { name: "declared", send: () => declareTooMuch(stage, hugeBytes), ...early },
    { name: "small declared, length said", send: () => upload("lie", {}, { isLengthSaid: true }), ...early },
    { name: "small declared, chunked", send: () => upload("chunks", {}, { isLengthSaid: false }), ...early },
    { name: "as JSON, length said", send: () => json(true), ...early },
    { name: "as JSON, chunked", send: () => json(false), ...early },
    { name: "gzip bomb", send: bomb, status: 422, sentMaxBytes: EARLY_MAX_BYTES },
  ];
  const largest = (): Promise<EndlessAnswer> =>
    upload("largest", { sizeBytes: GIB, uploadBytes: GIB }, { isLengthSaid: false });
  if (counts.withLargest)
    ways.push({ name: "1 GiB declared, chunked", send: largest, status: 413, sentMaxBytes: GIB + EARLY_MAX_BYTES });
  return ways;
}

function judge({ name, status, sentMaxBytes }: Way, answer: EndlessAnswer): string[] {
  const problems: string[] = [];
  if (answer.status !== status || answer.sentence === "")
    problems.push(
      `${name}: expected ${status} with a sentence, but got ${answer.status} ${answer.code} ${answer.sentence}`,
    );
  if (answer.sentBytes > sentMaxBytes) problems.push(`${name}: refused after ${answer.sentBytes} bytes`);
  return problems;
}

function ratio(during: number, before: number): number {
  return Math.round((during / before) * 10) / 10;
}

async function sendHuge(parts: FaultParts): Promise<FaultReport> {
  const { stage, disks } = parts;
  const memoryBefore = stage.server.memoryPeakBytes ?? 0;
  const before = await measureReads(stage, 1500);
  const told: FaultReport["told"] = [];
  const problems: string[] = [];
  const figures: FaultReport["figures"] = {};
  let diskPeakBytes = 0;
  const usedBefore = disks?.objects.usedBytes ?? 0;
  const looking = setInterval(
    () => (diskPeakBytes = Math.max(diskPeakBytes, (disks?.objects.usedBytes ?? 0) - usedBefore)),
    50,
  );
  const duringReads = measureReads(stage, async () => {
    for (const way of waysOf(parts)) {
      const answer = await way.send();
      told.push({ status: answer.status, code: answer.code, sentence: answer.sentence, count: 1 });
      figures[way.name] =
        `${answer.status} after ${(answer.sentBytes / 1e6).toFixed(1)} MB, ${(answer.timeMs / 1000).toFixed(1)} s`;
      problems.push(...judge(way, answer));
    }
  });
  const during: ReadTimes = await duringReads.finally(() => clearInterval(looking));
  const memoryPeak = stage.server.memoryPeakBytes ?? 0;
  if (memoryPeak > MEMORY_MAX_BYTES) problems.push(`the server took ${Math.round(memoryPeak / 1e6)} MB of memory`);
  problems.push(...during.problems, ...(await stage.compare()));
  return {
    told,
    backMs: [],
    figures: {
      ...figures,
      memoryPeakMb: `${Math.round(memoryPeak / 1e6)} (before ${Math.round(memoryBefore / 1e6)})`,
      diskPeakMb: disks === null ? "not measured: nothing can be mounted" : Math.round(diskPeakBytes / 1e6),
      readsMeanwhile: `${during.count}, p50 × ${ratio(during.p50Ms, before.p50Ms)}, p99 × ${ratio(during.p99Ms, before.p99Ms)}`,
    },
    problems,
  };
}

export const HUGE_UPLOADS: Fault = {
  name: "huge-upload",
  what: "ten gigabytes are sent: said before, with a lie, chunked, as JSON, as a gzip bomb",
  server: "own",
  run: sendHuge,
};
