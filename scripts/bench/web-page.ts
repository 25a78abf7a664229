// The app's measurements as sections of docs/benchmarks.md. In: figures. Out: Markdown; what is over its limit says so.
import type { HourCost, SizeCost, WebMeasurements } from "./measure-web.ts";
import { markdownTable } from "./markdown-table.ts";
import { formatFigure } from "./statistics.ts";
import type { FrameSpread } from "./web-cursor.ts";
import { SLOWDOWN } from "./web-cursor.ts";
import type { CursorRow, LongRunCost } from "./web-long-run.ts";
import type { MemoryCost, TabMemory } from "./web-memory.ts";
import type { SizeRow } from "./web-sizes.ts";

/** Aims of issue 3: an hour from drop to figures, and work of the main thread in a frame. */
const FIGURES_AIM_SEC = 3;
const FRAME_AIM_MS = 16;

const MB = 1e6;
const KIB = 1024;

function share(value: number, limit: number | null): string {
  if (limit === null) return "–";
  const text = `${formatFigure((value / limit) * 100)} %`;
  return value > limit ? `**${text}, over**` : text;
}

function sizeLine({ what, gzipBytes, limitBytes, fileCount }: SizeRow): string[] {
  const limit = limitBytes === null ? "–" : formatFigure(limitBytes / KIB);
  return [what, String(fileCount), formatFigure(gzipBytes / KIB), limit, share(gzipBytes, limitBytes)];
}

function sizesSection({ rows, requested }: SizeCost): string {
  const requests = requested.map(({ name, scriptBytes, styleBytes, beyond }) => [
    name,
    formatFigure(scriptBytes / KIB),
    formatFigure(styleBytes / KIB),
    beyond.length === 0 ? "–" : beyond.map((file) => file.replace(/^assets\/(.*)-[\w-]{8}\./, "$1.")).join(", "),
  ]);
  return `## The app: what a page loads

From the build's manifest: the entry, what it imports, and what is loaded by name until the page shows what it is for.
KiB of gzip at its best, each file by itself; the texts of one language apart. Over a limit, this command and \`npm test\` fail.

${markdownTable(["what", "files", "KiB", "limit", "share"], rows.map(sizeLine))}

The worker computes on a thread of its own and is started when a run is opened; it is counted all the same. What the page
asks for in Chromium, without the copy that the service worker makes for later:

${markdownTable(["page", "JavaScript, KiB", "CSS, KiB", "beyond the manifest's list above"], requests)}`;
}

function hourSection(cost: HourCost): string {
  const row = (what: string, sec: number): string[] => [what, formatFigure(sec), formatFigure(sec / cost.readSec)];
  const isOver = cost.figuresSec > FIGURES_AIM_SEC;
  const memory =
    cost.peakBytes === 0
      ? ""
      : ` Largest resident set of the page's process, workers included: ${formatFigure(cost.peakBytes / MB)} MB.`;
  return `## The app: ${describeLength(cost.recordingSec)} of two feet, from drop to figures

${cost.sampleCount.toLocaleString("en-US")} samples in ${formatFigure(cost.fileBytes / MB)} MB of CSV. From the files in the page's input; the question whether they were understood
right is answered at once. Both files are on the disk before figures are shown. Page's clock, median of ${cost.roundCount} new profiles.

${markdownTable(
  ["from the drop", "s", "times reading"],
  [
    row("both files read in the page, bytes counted (floor)", cost.readSec),
    row("`solewise analyze … --json` of the same files", cost.commandSec),
    row("until it is asked whether they were understood right", cost.inspectSec),
    row("until figures are on the page", cost.figuresSec),
    row("until charts are on the page", cost.chartsSec),
    row("until the kept samples are compressed on the disk", cost.compressedSec),
  ],
)}

Aim for figures: ≤ ${FIGURES_AIM_SEC} s; measured ${isOver ? "**over it**" : "within it"}, ${share(cost.figuresSec, FIGURES_AIM_SEC)}. Compressing begins 3 s after the import, so that the page comes first.${memory}`;
}

function describeLength(durationSec: number): string {
  return durationSec === 3600 ? "one hour" : `${formatFigure(durationSec / 60)} minutes`;
}

const GESTURES = { finger: "finger along", mouse: "mouse along", zoom: "wheel zooms" } as const;

function cursorLine({ screen, gesture, place, work, frame, latency }: CursorRow): string[] {
  const spread = ({ medianMs, p95Ms, worstMs }: FrameSpread): string =>
    [medianMs, p95Ms, worstMs].map(formatFigure).join(" / ");
  const what = place === "heading" ? `${GESTURES[gesture]}, heading (floor)` : `${GESTURES[gesture]}, charts`;
  const verdict = place === "heading" || gesture === "zoom" ? "–" : share(work.p95Ms, FRAME_AIM_MS);
  return [screen, what, String(work.count), spread(work), verdict, spread(frame), spread(latency)];
}

function cursorSection(cost: LongRunCost): string {
  return `## The app: the shared cursor over ${cost.strideCount.toLocaleString("en-US")} strides

The page's thread slowed down ${SLOWDOWN} times by Chromium. A finger or a mouse goes across the charts and back in 4 s, once to warm up
and once measured. Work is CPU time of the main thread from one frame to the next, in frames with a move, from a trace;
latency is from the move to the painted frame. Milliseconds, median / 95th percentile / worst. No graphics card: Chromium paints by software.

${markdownTable(
  ["screen", "gesture, place", "moves", "work", `95th of ${FRAME_AIM_MS} ms`, "between frames", "latency"],
  cost.cursor.map(cursorLine),
)}`;
}

function openingSection(cost: LongRunCost): string {
  const row = (what: string, sec: number, floorSec: number): string[] => [
    what,
    formatFigure(sec),
    formatFigure(sec / floorSec),
  ];
  return `## The app: opening what is stored

From asking for the page to figures, charts or list painted; app from the offline copy. Median of 5 after one. The floor is
reading the same records from the database in the page. Copied runs are records without strides.

${markdownTable(
  ["what", "s", "times the floor"],
  [
    row(`a run of ${cost.strideCount.toLocaleString("en-US")} strides, read (floor)`, cost.readSec, cost.readSec),
    row("its page: figures", cost.figuresSec, cost.readSec),
    row("its page: charts", cost.chartsSec, cost.readSec),
    row(`${cost.listCount} runs' records, read (floor)`, cost.readListSec, cost.readListSec),
    row("Home with 1 run", cost.listOfOneSec, cost.readListSec),
    row(`Home with ${cost.listCount} runs`, cost.listSec, cost.readListSec),
  ],
)}`;
}

function memorySection({
  importCount,
  recordingSec,
  afterFirst,
  afterLast,
}: MemoryCost & { recordingSec: number }): string {
  const row = (what: string, get: (memory: TabMemory) => number, unit: number): string[] => {
    const [first, last] = [get(afterFirst) / unit, get(afterLast) / unit];
    return [what, formatFigure(first), formatFigure(last), formatFigure((last - first) / (importCount - 1))];
  };
  return `## The app: memory after ${importCount} imports

Runs of ${formatFigure(recordingSec / 60)} minutes of two feet, one after the other in one tab that is not loaded anew and stays on the last one's
page. Garbage collected, samples compressed, idle workers gone. Private memory is anonymous and swapped pages.

${markdownTable(
  ["what", "after 1", `after ${importCount}`, "growth an import"],
  [
    row("JavaScript heap, MB", ({ heapBytes }) => heapBytes, MB),
    row("typed arrays outside of it, MB", ({ bufferBytes }) => bufferBytes, MB),
    row("nodes of the document", ({ nodeCount }) => nodeCount, 1),
    row("event listeners", ({ listenerCount }) => listenerCount, 1),
    row("private memory of the page's process, MB", ({ pageProcessBytes }) => pageProcessBytes, MB),
    row("private memory of all of the browser, MB", ({ browserBytes }) => browserBytes, MB),
  ],
)}`;
}

/** The sections of what was measured. */
export function webSections({ sizes, hour, longRun, memory }: WebMeasurements): string[] {
  return [
    ...(sizes === null ? [] : [sizesSection(sizes)]),
    ...(hour === null ? [] : [hourSection(hour)]),
    ...(longRun === null ? [] : [cursorSection(longRun), openingSection(longRun)]),
    ...(memory === null ? [] : [memorySection(memory)]),
  ];
}
