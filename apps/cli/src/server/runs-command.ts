// `solewise runs` and `solewise runs show ID`: what is at the server, for people or as JSON.
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { readAnswer, type RunDocument, type RunListItem, type SolewiseClient } from "@solewise/client";
import { QuantityFormat } from "../report/format.ts";
import { describeScreen } from "../terminal/screen.ts";
import { glyphsFor } from "../terminal/glyphs.ts";
import { padEnd, padStart, printable, shorten } from "../terminal/text.ts";
import { withLineEnds, writePieces } from "../terminal/write-stream.ts";
import { UsageError } from "../usage-error.ts";
import { connectSession } from "./connect.ts";
import { atServer } from "./describe-server-failure.ts";

export interface RunsOptions {
  json?: true;
  width?: number;
}

/** Runs of one request; the most that the server gives. */
const PAGE_COUNT = "200";
const ID_COLUMNS = 36;

async function* listRuns(client: SolewiseClient): AsyncGenerator<RunListItem> {
  let cursor: string | null = null;
  do {
    const query: { limit: string; cursor?: string } = { limit: PAGE_COUNT, ...(cursor === null ? {} : { cursor }) };
    const { data }: { data: { runs: RunListItem[]; nextCursor: string | null } } = await readAnswer(
      client.GET("/api/v1/runs", { params: { query } }),
    );
    yield* data.runs;
    cursor = data.nextCursor;
  } while (cursor !== null);
}

interface Look {
  format: QuantityFormat;
  widthColumns: number;
  ellipsis: string;
}

function look(width: number | undefined): Look {
  const stream = { isTerminal: process.stdout.isTTY, columns: process.stdout.columns };
  const screen = describeScreen(process.env, stream, width);
  const glyphs = glyphsFor(screen.unicode);
  return { format: new QuantityFormat("metric", glyphs), widthColumns: screen.widthColumns, ellipsis: glyphs.ellipsis };
}

/** As 2026-05-01 08:30 where the run was. */
function localTime(utc: string, timeZone: string): string {
  const parts = { dateStyle: "short", timeStyle: "short", timeZone } as const;
  try {
    return new Intl.DateTimeFormat("sv-SE", parts).format(new Date(utc));
  } catch {
    return `${utc.slice(0, 16).replace("T", " ")}Z`; // a zone that this machine does not know
  }
}

/** What is known of a run that has no figures yet. */
function stateWords(state: RunListItem["state"]): string {
  const words = {
    "awaiting-recordings": "not whole",
    waiting: "waits",
    analysing: "at work",
    failed: "refused",
    ready: "",
  };
  return words[state];
}

function runLine(run: RunListItem, { format, widthColumns, ellipsis }: Look): string {
  const when = localTime(run.startedAtUtc, run.timeZone);
  const distance = run.distanceMeters === null ? stateWords(run.state) : format.distance(run.distanceMeters);
  const time = run.movingTimeSec === null ? "" : format.duration(run.movingTimeSec);
  const head = `${when}  ${padStart(distance, 9)}  ${padStart(time, 8)}`;
  const name = printable(run.demo === null ? run.name : `${run.name} (demo)`);
  const wide = widthColumns >= head.length + 2 + 12 + 2 + ID_COLUMNS;
  const nameColumns = widthColumns - head.length - 2 - (wide ? ID_COLUMNS + 2 : 0);
  const shown = nameColumns < 4 ? "" : shorten(name, nameColumns, ellipsis);
  return wide ? `${head}  ${padEnd(shown, nameColumns)}  ${run.runId}` : `${head}  ${shown}`.trimEnd();
}

async function* jsonPieces(runs: AsyncIterable<RunListItem>): AsyncGenerator<string> {
  let before = '{ "runs": [\n';
  for await (const run of runs) {
    yield `${before}  ${JSON.stringify(run)}`;
    before = ",\n";
  }
  yield before === ",\n" ? "\n] }\n" : '{ "runs": [] }\n';
}

/** Lists every run, newest first. */ // CLI58
export async function runsCommand({ json, width }: RunsOptions): Promise<void> {
  const { client, session } = await connectSession();
  await atServer(session.origin, async () => {
    // Nothing is on stdout before the first page is there.
    if (json === true) return Readable.from(await gathered(jsonPieces(listRuns(client)))).forEach(write);
    const runs = await gathered(listRuns(client));
    const shown = look(width);
    const lines = runs.map((run) => runLine(run, shown));
    if (runs.length === 0) process.stderr.write("There are no runs yet: solewise upload FILE\n");
    await writePieces(process.stdout, withLineEnds(lines));
  });
}

const write = (piece: string): void => void process.stdout.write(piece);

async function gathered<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function requireId(runId: string): void {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(runId)) return;
  throw new UsageError(
    `Expected the id of a run, but found ${runId}.`,
    "solewise runs, which lists them on a wide screen",
  );
}

/** The server's bytes as they are. */ // CLI59
async function writeAnalysis(client: SolewiseClient, runId: string): Promise<void> {
  const path = { runId, analysisId: "current" };
  const { data } = await readAnswer(
    client.GET("/api/v1/runs/{runId}/analyses/{analysisId}", { params: { path }, parseAs: "stream" }),
  );
  if (data === null) return;
  const body = Readable.fromWeb(data);
  body.pipe(process.stdout, { end: false });
  await finished(body);
}

function* describeRun(run: RunDocument, { format }: Look): Generator<string> {
  const demo = run.demo === null ? "" : " (demo: nobody ran this)";
  yield printable(run.name) + demo;
  yield `${localTime(run.startedAtUtc, run.timeZone)}  ${printable(run.timeZone)}`;
  if (run.notes !== null) yield printable(run.notes);
  if (run.deletedAtUtc !== null) yield `Deleted at ${run.deletedAtUtc}`;
  if (run.failure !== null) yield `Refused: ${printable(run.failure.message)}`;
  if (run.analysis === null) return void (yield `State: ${run.state}`);
  const { summary, warnings, algorithm } = run.analysis;
  yield `Distance  ${format.distance(summary.distanceMeters)}`;
  yield `Time      ${format.duration(summary.movingTimeSec)} moving, ${format.duration(summary.durationSec)} in all`;
  for (const { side, strideCount } of run.analysis.feet) yield `${padEnd(side, 10)}${strideCount} strides`;
  for (const { message } of warnings) yield `Note: ${printable(message)}`;
  yield `Computed by ${printable(algorithm.version)}, pack ${printable(algorithm.packId)}`;
}

/** Shows one. Throws UsageError and ServerFailure. */
export async function showRunCommand(runId: string, { json, width }: RunsOptions): Promise<void> {
  requireId(runId);
  const { client, session } = await connectSession();
  await atServer(session.origin, async () => {
    if (json === true) return writeAnalysis(client, runId);
    const { data } = await readAnswer(client.GET("/api/v1/runs/{runId}", { params: { path: { runId } } }));
    await writePieces(process.stdout, withLineEnds(describeRun(data, look(width))));
  });
}
