// What a request and a start of the server cost, measured by programs of the server (apps/server/src/bench), as scripts
// import no app. In: nothing. Out: figures, and their sections of docs/benchmarks.md.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { markdownTable } from "./markdown-table.ts";
import { formatFigure } from "./statistics.ts";

/** What one server did with one kind of request. */
interface ServedLoad {
  requestsPerSec: number;
  /** Of the server's process with its threads, without PostgreSQL; null where /proc does not tell. */
  processorMs: number | null;
}

/** Both servers, medians of rounds in turn. */
interface Comparison {
  server: ServedLoad;
  bare: ServedLoad;
}

/** What requests cost. */
export interface RequestsCost {
  rounds: number;
  requestCount: number;
  connectionCount: number;
  runsOfRunner: number;
  changes: Comparison;
  list: Comparison;
  /** One after the other: the check, and a prepared `select 1` on the same pool. */
  session: { checkMs: number; floorMs: number };
}

/** What starts cost, s. */
export interface StartsCost {
  rounds: number;
  firstSec: number;
  againSec: number;
  afterServerKillSec: number;
  afterBothKillSec: number;
}

const REQUESTS_PROGRAM = new URL("../../apps/server/src/bench/measure-requests.ts", import.meta.url);
const STARTS_PROGRAM = new URL("../../apps/server/src/bench/measure-starts.ts", import.meta.url);
/** The server writes a line of its log for each request. */
const SAID_BYTES_MAX = 1 << 28;

async function runProgram<Cost>(program: URL): Promise<Cost> {
  const words = [fileURLToPath(program)];
  const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: SAID_BYTES_MAX });
  return JSON.parse(stdout) as Cost;
}

/** Measures requests on two servers of its own. */
export function measureRequests(): Promise<RequestsCost> {
  return runProgram(REQUESTS_PROGRAM);
}

/** Measures starts in data folders of its own. */
export function measureStarts(): Promise<StartsCost> {
  return runProgram(STARTS_PROGRAM);
}

function comparisonRow(name: string, { server, bare }: Comparison): string[] {
  const inMs = (value: number | null): string => (value === null ? "–" : formatFigure(value));
  const asked = formatFigure((100 * server.requestsPerSec) / bare.requestsPerSec);
  return [
    name,
    formatFigure(server.requestsPerSec),
    formatFigure(bare.requestsPerSec),
    `${asked} %`,
    inMs(server.processorMs),
    inMs(bare.processorMs),
  ];
}

/** The section about requests. */
export function requestsSection(cost: RequestsCost): string {
  const { checkMs, floorMs } = cost.session;
  return `## The server: requests with a session

The real server, its log on, beside bare Fastify and pg doing the same SQL without checks, schemas and log; each a process of its
own on one PostgreSQL. ${cost.connectionCount} connections of this machine that stay open, ${cost.requestCount.toLocaleString("en-US")} requests a round of runners with ${cost.runsOfRunner} runs, medians of
${cost.rounds} rounds in turn; who asks and PostgreSQL share the machine. Processor time is of the server's process, a request.

${markdownTable(
  ["request", "server, 1/s", "bare, 1/s", "of bare", "server, ms of processor", "bare, ms of processor"],
  [
    comparisonRow("what changed, with nothing new (the hottest: every device, whenever it is looked at)", cost.changes),
    comparisonRow("the first page of the list, 50 runs", cost.list),
  ],
)}

The check of a session takes ${formatFigure(checkMs)} ms one after the other (signature, one indexed row), a prepared \`select 1\` on the same
connections ${formatFigure(floorMs)} ms.`;
}

/** The section about starts. */
export function startsSection(cost: StartsCost): string {
  return `## The server: starts with its own PostgreSQL

From the start of the program to its last line, medians of ${cost.rounds} rounds, each in a new data folder.

${markdownTable(
  ["start", "s"],
  [
    ["the first: PostgreSQL is made and every migration runs", formatFigure(cost.firstSec)],
    ["after an orderly stop", formatFigure(cost.againSec)],
    ["after `kill -9` of the server, PostgreSQL still there", formatFigure(cost.afterServerKillSec)],
    ["after `kill -9` of both: PostgreSQL recovers", formatFigure(cost.afterBothKillSec)],
  ],
)}`;
}
