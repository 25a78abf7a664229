// A trial: devices of one runner and a server, what the runner does on them, and what must hold in the end. Goes out: what
// does not.
import type { EditField, RunDocument } from "../../store/run-document.ts";
import { sidesOf } from "../../store/run-store.ts";
import { isSameValue } from "../../store/same-value.ts";
import type { StoredRun } from "../../store/stored-run.ts";
import { listConflicts, resolveConflict } from "../conflicts.ts";
import type { SyncStage } from "./sync-stage.ts";
import { type Fate, TestDevice } from "./test-device.ts";

/** Rounds in which all devices must have become quiet after everything was healed. */
const HEAL_ROUNDS_MAX_COUNT = 40;

/** What happens in a trial. */
export type Step =
  | { kind: "import"; device: number; content: number }
  | { kind: "rename" | "delete" | "restore" | "remove" | "swap" | "move"; device: number; run: number }
  | { kind: "resolve"; device: number; run: number; take: "mine" | "theirs" }
  | { kind: "sync"; device: number; fates: Fate[] }
  | { kind: "restart server" };

/** Same for runs of the same recordings. */
function contentOf(feet: readonly { sha256: string }[]): string {
  return feet
    .map(({ sha256 }) => sha256)
    .toSorted()
    .join(" ");
}

function valueOf(document: RunDocument, field: EditField): unknown {
  if (field === "isDeleted") return document.deletedAtUtc !== null;
  if (field === "sides") return Object.fromEntries(document.feet.map(({ slot, side }) => [String(slot), side]));
  return document[field];
}

/** Sides as the recordings have them: slots may differ until the run is the server's. */
function sidesByRecording(value: unknown, feet: readonly { slot: number; sha256: string }[]): string {
  const sides = Object.entries(value as Record<string, string>);
  const named = sides.map(([slot, side]) => `${feet.find((foot) => foot.slot === Number(slot))?.sha256 ?? ""} ${side}`);
  return named.toSorted().join();
}

/** Devices, a server, and what the runner wants. */
export class Trial {
  readonly stage: SyncStage;
  readonly devices: TestDevice[] = [];
  /** The last value that a runner gave each field of each content. */
  readonly lastValues = new Map<string, unknown>();
  readonly imported = new Set<string>();
  /** Imported on several devices: wanted there, whatever another one deleted before it knew. SYN5 */
  readonly importedAgain = new Set<string>();
  readonly removed = new Set<string>();
  #count = 0;

  constructor(stage: SyncStage) {
    this.stage = stage;
  }

  async begin(deviceCount: number): Promise<void> {
    for (let index = 0; index < deviceCount; index += 1) {
      const one = new TestDevice(`device ${index}`, this.stage.link());
      await one.signIn();
      this.devices.push(one);
    }
  }

  async take(next: Step): Promise<void> {
    if (next.kind === "restart server") return this.stage.restart();
    const one = this.devices[next.device % this.devices.length];
    if (one === undefined) return;
    if (next.kind === "import") return this.#import(one, next.content);
    if (next.kind === "sync") {
      const fates = [...next.fates];
      await one.sync(() => fates.shift() ?? "through");
      return;
    }
    const runs = (await one.runs()).toSorted((a, b) => (contentOf(a.feet) < contentOf(b.feet) ? -1 : 1));
    const chosen = runs[next.run % Math.max(runs.length, 1)];
    if (chosen === undefined) return;
    if (next.kind === "resolve") return this.#resolve(one, chosen, next.take);
    return this.#change(one, chosen, next.kind);
  }

  async #import(one: TestDevice, contentIndex: number): Promise<void> {
    const content = this.stage.contents[contentIndex % this.stage.contents.length];
    if (content === undefined) return;
    const name = `import ${++this.#count}`;
    if (!(await one.import(content, name, 1.7e12 + contentIndex * 1e6))) return;
    const key = contentOf(content.feet);
    if (this.imported.has(key)) this.importedAgain.add(key);
    this.imported.add(key);
    this.#note(key, "name", name);
    this.#note(key, "isDeleted", false);
  }

  async #resolve(one: TestDevice, { runId, feet }: StoredRun, taken: "mine" | "theirs"): Promise<void> {
    const [conflict] = await listConflicts(one.store, runId);
    if (conflict === undefined || !(await resolveConflict(one.store, conflict, taken))) return;
    const key = contentOf(feet);
    if (conflict.field === "removed") this.removed.add(key);
    else this.lastValues.delete(`${key} ${conflict.field}`);
  }

  async #change(
    one: TestDevice,
    chosen: StoredRun,
    kind: "rename" | "delete" | "restore" | "remove" | "swap" | "move",
  ): Promise<void> {
    const { runId } = chosen;
    const { store } = one;
    const key = contentOf(chosen.feet);
    const number = ++this.#count;
    if (kind === "rename" && (await store.rename(runId, `name ${number}`))) this.#note(key, "name", `name ${number}`);
    if (kind === "delete" && (await store.delete(runId, number))) this.#note(key, "isDeleted", true);
    if (kind === "restore" && (await store.restore(runId))) this.#note(key, "isDeleted", false);
    if (kind === "remove" && (await store.remove(runId))) this.removed.add(key);
    const startedAtMs = 1.6e12 + number * 1000;
    if (kind === "move" && (await store.changeDate(runId, startedAtMs))) {
      this.#note(key, "startedAtUtc", new Date(startedAtMs).toISOString());
    }
    if (kind !== "swap" || !(await one.swapSides(runId))) return;
    const swapped = await store.get(runId);
    if (swapped !== null) this.#note(key, "sides", sidesByRecording(sidesOf(swapped), swapped.feet));
  }

  #note(key: string, field: EditField, value: unknown): void {
    this.lastValues.set(`${key} ${field}`, value);
  }

  /** Lets everything through until nothing changes any more. */
  async heal(): Promise<void> {
    for (let round = 0; round < HEAL_ROUNDS_MAX_COUNT; round += 1) {
      await this.#syncAll();
      await this.stage.settle();
      const documents = JSON.stringify(await this.documents());
      await this.#syncAll();
      await this.stage.settle();
      const areQuiet = await Promise.all(this.devices.map((one) => one.isQuiet()));
      if (areQuiet.every(Boolean) && JSON.stringify(await this.documents()) === documents) return;
    }
    throw new Error("the devices do not become quiet");
  }

  async #syncAll(): Promise<void> {
    for (const one of this.devices) {
      if (!(await one.sync())) throw new Error(`${one.name} does not reach the server`);
    }
  }

  /** Decides about runs that were removed elsewhere and changed here; true when there were some. */
  async decideRemoved(): Promise<boolean> {
    let isAny = false;
    for (const one of this.devices) {
      for (const { runId, feet } of await one.runs()) {
        const removed = (await listConflicts(one.store, runId)).find(({ field }) => field === "removed");
        if (removed === undefined) continue;
        this.removed.add(contentOf(feet));
        isAny = true;
        await resolveConflict(one.store, removed, feet.length === 2 ? "mine" : "theirs");
      }
    }
    return isAny;
  }

  async documents(): Promise<RunDocument[]> {
    const link = this.stage.link();
    const found = new Map<string, RunDocument>();
    for (let after = 0; ;) {
      const page = await link.readChanges(after);
      for (const document of page.runs) found.set(document.runId, document);
      after = page.next;
      if (!page.hasMore) return [...found.values()].toSorted((a, b) => (a.runId < b.runId ? -1 : 1));
    }
  }
}

function shortText(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}

/** What a device shows of a run otherwise than the server tells it. */
async function findInRun(trial: Trial, one: TestDevice, here: StoredRun, document: RunDocument): Promise<string[]> {
  const told = {
    name: here.name,
    startedAtUtc: new Date(here.startedAtMs).toISOString(),
    isDeleted: here.deletedAtMs !== null,
    sides: sidesOf(here),
  };
  const wrong = (["name", "startedAtUtc", "isDeleted", "sides"] as const)
    .filter((field) => !isSameValue(told[field], valueOf(document, field)))
    .map((field) => `${field} is ${shortText(told[field])}, at the server ${shortText(valueOf(document, field))}`);
  if (!isSameValue(here.summary, document.analysis?.summary)) wrong.push("other figures than the server's");
  const strides = (await one.store.getResult(here.runId))?.strides ?? {};
  for (const { side } of here.feet) {
    const bytes = await trial.stage.link().readStrides(here.runId, document.analysis?.analysisId ?? "", side);
    const words = [...new Int32Array(bytes.buffer)];
    if (!isSameValue(words, [...(strides[side]?.words ?? [])])) wrong.push(`other ${side} strides than the server's`);
  }
  return wrong.map((text) => `${one.name}, run ${here.runId}: ${text}`);
}

async function findOnDevice(trial: Trial, one: TestDevice, documents: readonly RunDocument[]): Promise<string[]> {
  const runs = await one.runs();
  const found = runs
    .filter(({ runId }) => !documents.some((document) => document.runId === runId))
    .map(({ runId }) => `${one.name}: run ${runId} is only here`);
  for (const document of documents) {
    const here = runs.find(({ runId }) => runId === document.runId);
    if (here === undefined) found.push(`${one.name}: run ${document.runId} is not here`);
    else found.push(...(await findInRun(trial, one, here, document)));
  }
  return found;
}

/** What is not the same on all devices and the server, lost or doubled; none should be. */
export async function findDifferences(trial: Trial): Promise<string[]> {
  const documents = await trial.documents();
  const contents = documents.map(({ feet }) => contentOf(feet));
  const found = contents.filter((key, index) => contents.indexOf(key) < index).map((key) => `doubled: ${key}`);
  const wanted = [...trial.imported].filter((key) => !trial.removed.has(key));
  found.push(...wanted.filter((key) => !contents.includes(key)).map((key) => `lost: ${key}`));
  for (const { runId, state, feet } of documents) {
    if (state !== "ready") found.push(`run ${runId} is ${state}`);
    // A run that was removed elsewhere comes back without the samples that only the server had.
    const isWhole = trial.removed.has(contentOf(feet)) || feet.every(({ samples }) => samples === "kept");
    if (!isWhole) found.push(`samples of run ${runId} did not arrive`);
  }
  for (const one of trial.devices) found.push(...(await findOnDevice(trial, one, documents)));
  return found;
}

/** Values that a runner gave last to a field and that are neither its value nor told as a conflict; none should be. */
export async function findLostValues(trial: Trial): Promise<string[]> {
  const found: string[] = [];
  for (const document of await trial.documents()) {
    const key = contentOf(document.feet);
    if (trial.removed.has(key)) continue;
    const conflicts = (await Promise.all(trial.devices.map((one) => listConflicts(one.store, document.runId)))).flat();
    for (const field of ["name", "startedAtUtc", "isDeleted", "sides"] as const) {
      const last = trial.lastValues.get(`${key} ${field}`);
      if (last === undefined || (field === "isDeleted" && trial.importedAgain.has(key))) continue;
      const read = (value: unknown): unknown => (field === "sides" ? sidesByRecording(value, document.feet) : value);
      const seen = conflicts.filter((one) => one.field === field).map(({ asked }) => read(asked));
      if (![read(valueOf(document, field)), ...seen].includes(last))
        found.push(`run ${document.runId}: ${field} ${shortText(last)} is gone`);
    }
  }
  return found;
}

/** Edits that arrived twice, or not in the order in which their device made them; none should have. */
export function findWrongEdits({ stage, devices }: Trial): string[] {
  if (stage.log === null) return [];
  const ids = stage.log.map(({ editId, field }) => `${editId} ${field}`);
  const twice = ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `edit ${id} arrived twice`);
  const mixed = devices
    .map(({ name }) => stage.log?.filter(({ deviceName }) => deviceName === name).map(({ editId }) => editId) ?? [])
    .filter((own) => !isSameValue(own, own.toSorted()));
  return [...twice, ...mixed.map((own) => `out of order: ${own.join(" ")}`)];
}
