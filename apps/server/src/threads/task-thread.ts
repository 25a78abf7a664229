// The frame of a pool's thread. Comes in: tasks, one at a time. Goes out: pieces of bytes, a few ahead of who takes them; then the
// result, or why the input cannot be used. Anything else that is thrown ends the thread: its task breaks.
import { parentPort } from "node:worker_threads";
import { InputError, type RefusalParts } from "@solewise/terms";

/** What a thread tells. Errors lose their class on the way, so a refusal is its parts. */
export type ThreadMessage<Result> =
  | { kind: "piece"; bytes: Uint8Array }
  | { kind: "done"; result: Result }
  | { kind: "refused"; parts: RefusalParts };

/** Pieces that were given out and not taken yet, at most. Default 4: 200 KB of recording blocks. Range 1–64. */
const PIECES_AHEAD_MAX_COUNT = 4;

/** What a task came to; buffers are handed over. */
interface TaskOutcome {
  result: unknown;
  transfer?: ArrayBuffer[];
}

/** Works on tasks that are sent to this thread. `give` resolves when there is room for the next piece. */
export function workOnTasks(
  work: (task: never, give: (bytes: Uint8Array) => Promise<void>) => Promise<TaskOutcome>,
): void {
  const port = parentPort;
  if (port === null) throw new Error("expected to be in a thread");
  let untakenCount = 0;
  let makeRoom: (() => void) | null = null;
  const tell = (message: ThreadMessage<unknown>, transfer: ArrayBuffer[] = []): void =>
    port.postMessage(message, transfer);
  const give = async (bytes: Uint8Array): Promise<void> => {
    tell({ kind: "piece", bytes });
    untakenCount++;
    if (untakenCount >= PIECES_AHEAD_MAX_COUNT) await new Promise<void>((resolve) => void (makeRoom = resolve));
  };
  const workOn = async (task: never): Promise<void> => {
    try {
      const { result, transfer } = await work(task, give);
      tell({ kind: "done", result }, transfer);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      tell({ kind: "refused", parts: error.parts() });
    }
  };
  port.on("message", (message: { kind: "task"; task: never } | { kind: "more" }) => {
    if (message.kind === "task") {
      untakenCount = 0;
      void workOn(message.task);
      return;
    }
    untakenCount--;
    makeRoom?.();
    makeRoom = null;
  });
}
