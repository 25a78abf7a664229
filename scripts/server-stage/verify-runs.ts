// Compares what the server has with what was acknowledged. Comes in: a client of a started server, what is known. Goes out:
// differences in words; afterwards the known is what the server has.
import { setTimeout as sleep } from "node:timers/promises";
import { ApiProblem, readAnswer, type RunDocument, type SolewiseClient } from "@solewise/client";
import type { KnownRun } from "./known-run.ts";
import type { SmallRecording } from "./small-recordings.ts";

/** How long the server may be without its database after a kill. Milliseconds. */
const BACK_TIME_MAX_MS = 60_000;
/** How long the server may analyse without one more being done. Milliseconds; each takes about a second. */
const STILL_TIME_MAX_MS = 90_000;

/** Everything there is, by id. */
async function readAll(client: SolewiseClient): Promise<Map<string, RunDocument>> {
  const found = new Map<string, RunDocument>();
  for (let after = 0; ;) {
    const query = { after: String(after), limit: "500" };
    const { data } = await readAnswer(client.GET("/api/v1/changes", { params: { query } }));
    for (const run of data.runs) found.set(run.runId, run);
    for (const { runId } of data.purged) found.delete(runId);
    if (!data.hasMore) return found;
    after = data.next;
  }
}

/** Asks again while the server or its database is away, or a kept connection had ended: reading changes nothing. */
async function whenBack<Read>(read: () => Promise<Read>): Promise<Read> {
  const deadlineMs = performance.now() + BACK_TIME_MAX_MS;
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ApiProblem) || !error.isAway || performance.now() > deadlineMs) throw error;
      await sleep(100);
    }
  }
}

/** Reads when the database is back. */
export function readWhenBack(client: SolewiseClient): Promise<Map<string, RunDocument>> {
  return whenBack(() => readAll(client));
}

function compareSlots(known: KnownRun, run: RunDocument, recordings: readonly SmallRecording[]): string[] {
  return recordings.flatMap(({ slot, bytes }) => {
    const foot = run.feet.find((one) => one.slot === slot);
    if (foot === undefined) return [`run ${known.number}: recording ${slot} is gone`];
    const [acknowledged, wasKept] = [known.sentBytes[slot] ?? 0, known.isKept[slot] === true];
    const isKept = foot.samples === "kept";
    const hasBytes = isKept ? bytes.length : foot.receivedBytes;
    known.sentBytes[slot] = hasBytes;
    known.isKept[slot] = isKept;
    if (wasKept && !isKept) return [`run ${known.number}: recording ${slot} was kept and is ${foot.samples}`];
    if (hasBytes >= acknowledged) return [];
    return [`run ${known.number}: ${acknowledged} bytes of recording ${slot} were acknowledged, ${hasBytes} are there`];
  });
}

function compareRun(known: KnownRun, run: RunDocument, recordings: readonly SmallRecording[]): string[] {
  const problems = compareSlots(known, run, recordings);
  const isDeleted = run.deletedAtUtc !== null;
  if (!known.name.allows(run.name))
    problems.push(`run ${known.number}: expected the name ${known.name.values.join(" or ")}, found ${run.name}`);
  if (!known.isDeleted.allows(isDeleted))
    problems.push(`run ${known.number}: ${isDeleted ? "deleted without being asked" : "its deletion is lost"}`);
  if (run.state === "failed") problems.push(`run ${known.number}: analysis failed: ${run.failure?.message ?? "?"}`);
  known.name.settle(run.name);
  known.isDeleted.settle(isDeleted);
  return problems;
}

/** Compares everything; what was asked for without an answer is known afterwards. */
export function compareRuns(
  found: ReadonlyMap<string, RunDocument>,
  known: readonly KnownRun[],
  recordingsOf: (runNumber: number) => SmallRecording[],
): string[] {
  const problems: string[] = [];
  for (const one of known) {
    const run = found.get(one.runId);
    if (!one.isThere.allows(run !== undefined))
      problems.push(`run ${one.number}: ${run === undefined ? "acknowledged and lost" : "purged and there again"}`);
    one.isThere.settle(run !== undefined);
    if (run !== undefined) problems.push(...compareRun(one, run, recordingsOf(one.number)));
  }
  const ids = new Set(known.map(({ runId }) => runId));
  for (const runId of found.keys()) if (!ids.has(runId)) problems.push(`${runId}: a run that nobody brought`);
  return problems;
}

/** Everything is there, and its analysis is not. */
function isPending({ state, feet }: RunDocument): boolean {
  const isWhole = feet.every((foot) => foot.samples === "kept" || foot.receivedBytes === foot.sizeBytes);
  return state === "waiting" || state === "analysing" || (state === "awaiting-recordings" && isWhole);
}

/** Waits until every run whose recordings are there is analysed, as long as it goes on; those that are not, in words. */
export async function untilAnalysed(client: SolewiseClient, say: (line: string) => void): Promise<string[]> {
  let pendingCount = Infinity;
  let deadlineMs = 0;
  for (;;) {
    const pending = [...(await readWhenBack(client)).values()].filter(isPending);
    if (pending.length === 0) return [];
    if (pendingCount === Infinity) say(`${pending.length} analyses are to be finished`);
    if (pending.length < pendingCount) {
      pendingCount = pending.length;
      deadlineMs = performance.now() + STILL_TIME_MAX_MS;
    }
    if (performance.now() > deadlineMs)
      return pending.map(({ runId, state }) => `${runId}: its analysis is still ${state}`);
    await sleep(500);
  }
}

/** Reads every recording that is kept and compares its bytes; returns how many, and what differs. */
export async function compareRecordings(
  client: SolewiseClient,
  known: readonly KnownRun[],
  recordingsOf: (runNumber: number) => SmallRecording[],
): Promise<{ count: number; problems: string[] }> {
  const problems: string[] = [];
  let count = 0;
  for (const { number, runId, isThere, isKept } of known) {
    if (!isThere.allows(true)) continue;
    for (const { slot, bytes } of recordingsOf(number)) {
      if (isKept[slot] !== true) continue;
      const params = { path: { runId, slot: String(slot) } };
      const { data } = await whenBack(() =>
        readAnswer(client.GET("/api/v1/runs/{runId}/recordings/{slot}", { params, parseAs: "arrayBuffer" })),
      );
      count += 1;
      if (Buffer.compare(Buffer.from(data), bytes) !== 0) problems.push(`run ${number}: recording ${slot} differs`);
    }
  }
  return { count, problems };
}
