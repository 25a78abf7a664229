// The server's figures as a section of docs/benchmarks.md.
import { markdownTable } from "./markdown-table.ts";
import type { RequestTimes, ServerRunsCost } from "./server-runs-cost.ts";
import { formatFigure } from "./statistics.ts";

/** What was aimed at: issue “The server”. */
const AIM_SHARE = 0.6;
const AIM_READY_SEC = 3;
const AIM_REQUEST_MS = 20;

/** The section. */
export function serverRunsSection(cost: ServerRunsCost): string {
  const share = cost.storedRowsPerSec / cost.copiedRowsPerSec;
  const row = (name: string, { p50Ms, p99Ms }: RequestTimes): string[] => [
    name,
    formatFigure(p50Ms),
    formatFigure(p99Ms),
  ];
  return `## The server: runs

Embedded PostgreSQL as in production (fsync on), requests over sockets of this machine one after the other, without the check
of a session.

- **Strides stored**: ${formatFigure(cost.storedRowsPerSec)} rows/s in one transaction (${cost.strideCount.toLocaleString("en-US")} rows), bare \`COPY\` of the same rows in the same run
  ${formatFigure(cost.copiedRowsPerSec)} rows/s: ${formatFigure(share * 100)} % of it (aim ${AIM_SHARE * 100} %). Medians of 7 rounds in turn.
- **An hour of two feet**, as the app sends it (gzip, one foot after the other): from its last uploaded byte to the run's document,
  strides and paths of both feet ${formatFigure(cost.keptSec + cost.readySec)} s (aim ${AIM_READY_SEC} s): ${formatFigure(cost.keptSec)} s to the answer that the recording is kept, ${formatFigure(cost.readySec)} s from
  there. It takes ${formatFigure(cost.processorSec)} s of the processor in the server's threads; nobody waits longer than ${formatFigure(cost.stallMs)} ms for the server to answer
  meanwhile. Medians of ${cost.hourRounds} rounds.
- **${cost.runCount.toLocaleString("en-US")} runs of a runner**, ${cost.requestCount} requests of each kind (whole list: ${cost.requestCount / 10} times; aim ${AIM_REQUEST_MS} ms a request):

${markdownTable(
  ["request", "p50 ms", "p99 ms"],
  [
    row("the first page of the list, 50 runs", cost.list),
    row("all runs of the list, ten requests of 200", cost.wholeList),
    row("a year's weekly mileage", cost.weeks),
  ],
)}`;
}
