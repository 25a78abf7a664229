// A run of this device under another id: everything of it moves, in the caller's transaction; what the other id has already
// stays. Slots become those of the server's document, by the recordings' hashes. SYN5
import { entriesOf, entryChange, entryRemoval } from "../store/outbox.ts";
import type { FieldValues } from "../store/run-document.ts";
import { removalChanges, resultChanges } from "../store/run-store.ts";
import { type Change, footKey, type KeptSamples, slotKey, type Transaction } from "../store/shelf.ts";
import type { RunResult, StoredFoot, StoredRun } from "../store/stored-run.ts";
import type { OutboxTask } from "../store/sync-record.ts";

/** Where each slot goes. */
type SlotMap = ReadonlyMap<number, number>;

function mapSlots(feet: readonly StoredFoot[], target: readonly { slot: number; sha256: string }[]): SlotMap {
  const free = [...target];
  const slots = new Map<number, number>();
  for (const { slot, sha256 } of feet) {
    const at = Math.max(
      free.findIndex((foot) => foot.sha256 === sha256 && foot.slot === slot),
      free.findIndex((foot) => foot.sha256 === sha256),
    );
    const [found] = at < 0 ? [] : free.splice(at, 1);
    slots.set(slot, found?.slot ?? slot);
  }
  return slots;
}

function movedTask(task: OutboxTask, slots: SlotMap): OutboxTask {
  if (task.kind !== "edit" || task.field !== "sides") return task;
  const sides = Object.entries(task.value as FieldValues["sides"]);
  return {
    ...task,
    value: Object.fromEntries(sides.map(([slot, side]) => [String(slots.get(Number(slot)) ?? slot), side])),
  };
}

async function readStrides(transaction: Transaction, { runId, feet }: StoredRun): Promise<RunResult["strides"]> {
  const strides: RunResult["strides"] = {};
  for (const { side } of feet) {
    const words = await transaction.get("strides", footKey(runId, side));
    const paths = (await transaction.get("paths", footKey(runId, side))) ?? null;
    if (words !== undefined) strides[side] = { words, paths };
  }
  return strides;
}

/** Samples of the run, by the slot they go to. */
async function readSamples(
  transaction: Transaction,
  { runId, feet }: StoredRun,
  slots: SlotMap,
): Promise<{ foot: StoredFoot; slot: number; samples: KeptSamples }[]> {
  const found = [];
  for (const foot of feet) {
    const samples = await transaction.get("recordings", slotKey(runId, foot.slot));
    if (samples !== undefined) found.push({ foot, slot: slots.get(foot.slot) ?? foot.slot, samples });
  }
  return found;
}

async function moveEntries(
  transaction: Transaction,
  fromRunId: string,
  toRunId: string,
  slots: SlotMap,
): Promise<void> {
  for (const entry of await entriesOf(transaction, fromRunId)) {
    const moved = { ...entry, runId: toRunId, task: movedTask(entry.task, slots) };
    await transaction.write([entryRemoval(entry), entryChange(moved)]);
  }
}

/**
 * Moves a run to the id and the slots of `target`; with a run there, it gives that one its samples and goes. Resolves with its
 * feet at their new slots.
 */
export async function moveRun(
  transaction: Transaction,
  run: StoredRun,
  target: { runId: string; feet: readonly { slot: number; sha256: string }[] },
): Promise<StoredFoot[]> {
  const slots = mapSlots(run.feet, target.feet);
  const moved = run.feet.map((foot) => ({ ...foot, slot: slots.get(foot.slot) ?? foot.slot }));
  const isInPlace = run.runId === target.runId && [...slots].every(([from, to]) => from === to);
  if (isInPlace) return moved;
  const there = run.runId === target.runId ? undefined : await transaction.get("runs", target.runId);
  const samples = await readSamples(transaction, run, slots);
  const strides = await readStrides(transaction, run);
  const removal = removalChanges(run.runId).filter(({ drawer }) => drawer !== "imports");
  await transaction.write(removal);
  await moveEntries(transaction, run.runId, target.runId, slots);
  if (there === undefined) {
    await transaction.write(resultChanges({ run: { ...run, runId: target.runId, feet: moved }, strides }));
    await transaction.write(samples.map(({ slot, samples: value }) => keepSamples(target.runId, slot, value)));
    return moved;
  }
  const given = samples.filter(({ slot }) => there.feet.some((foot) => foot.slot === slot && foot.keptBytes === 0));
  const feet = there.feet.map((foot) => {
    const from = given.find(({ slot }) => slot === foot.slot)?.foot;
    return from === undefined ? foot : { ...foot, keptBytes: from.keptBytes, keptAs: from.keptAs };
  });
  await transaction.write([{ drawer: "runs", key: target.runId, value: { ...there, feet } }]);
  await transaction.write(given.map(({ slot, samples: value }) => keepSamples(target.runId, slot, value)));
  return moved;
}

function keepSamples(runId: string, slot: number, value: KeptSamples): Change {
  return { drawer: "recordings", key: slotKey(runId, slot), value };
}
