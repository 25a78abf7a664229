// `solewise upload`: recordings of one run to the server that somebody signed in at. The same recordings are the same run,
// whenever and from wherever they come.
import { readAnswer, type RunDocument } from "@solewise/client";
import { askSide } from "../recording/ask-side.ts";
import { chooseSides } from "../recording/choose-sides.ts";
import { ProgressLine } from "../terminal/progress.ts";
import { printable } from "../terminal/text.ts";
import { UsageError } from "../usage-error.ts";
import { connectSession } from "./connect.ts";
import { describeUpload, makeRunId, type UploadFoot, type UploadOptions } from "./describe-upload.ts";
import { sendRecording } from "./send-recording.ts";
import { atServer } from "./describe-server-failure.ts";

function checkOptions({ startedAt }: UploadOptions): void {
  if (startedAt === undefined) return;
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/u.test(startedAt);
  if (isInstant && Number.isFinite(Date.parse(startedAt))) return;
  const hint = "solewise upload FILE --started-at 2026-05-01T07:30:00+02:00";
  throw new UsageError(`--started-at: expected a date with time and zone, but found ${startedAt}.`, hint);
}

function describeResult(run: RunDocument, isNew: boolean): string {
  const name = printable(run.name);
  if (isNew) return `${name} is there; the server analyses it.`;
  if (run.deletedAtUtc !== null)
    return `${name} is there already, among the deleted runs: the same recordings are the same run.`;
  return `${name} is there already: the same recordings are the same run.`;
}

/** The foot of the server's that has this file; sides may be swapped there meanwhile. */
function slotOf(run: RunDocument, sha256: string): RunDocument["feet"][number] | undefined {
  return run.feet.find((foot) => foot.sha256 === sha256);
}

/** Runs the command: the run's id on stdout. Throws UsageError, InputError and ServerFailure. */
export async function uploadCommand(files: string[], options: UploadOptions): Promise<void> {
  checkOptions(options);
  const { client, session } = await connectSession();
  const sides = await chooseSides({ ...options, files }, askSide);
  const now = new Date();
  const { upload, feet } = await describeUpload(sides, options, now);
  const progress = new ProgressLine(process.stderr, () => performance.now());
  const path = { runId: makeRunId(now.getTime()) };
  const params = { path, header: { "idempotency-key": path.runId } };
  await atServer(session.origin, async () => {
    const { data: run } = await readAnswer(client.PUT("/api/v1/runs/{runId}", { params, body: upload }));
    let sentCount = 0;
    const send = async (foot: UploadFoot): Promise<void> => {
      const kept = slotOf(run, upload.feet[foot.slot]?.sha256 ?? "");
      if (kept?.samples !== "awaiting") return;
      const place = { runId: run.runId, slot: kept.slot };
      sentCount += 1;
      await sendRecording(client, place, foot.file, (bytes) => progress.update(foot.side, bytes / foot.file.sizeBytes));
    };
    try {
      for (const foot of feet) await send(foot);
    } finally {
      progress.clear();
    }
    process.stderr.write(`${describeResult(run, sentCount > 0)}\n`);
    process.stdout.write(`${run.runId}\n`);
  });
}
