// Makes docs/figures/report.svg from what `solewise tour` prints. --check: exit 1 when the committed figure differs.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { terminalSvg } from "./terminal-svg.ts";

const COLUMNS = 80;
const TITLE = "$ npm run tour";
const bin = fileURLToPath(new URL("../../apps/cli/bin/solewise.js", import.meta.url));
const figure = fileURLToPath(new URL("../../docs/figures/report.svg", import.meta.url));

/** The report up to its warnings and notes, which a picture need not hold. */
function tourLines(): string[] {
  const { NO_COLOR: _, COLUMNS: __, TERM: ___, ...environment } = process.env;
  const env = { ...environment, FORCE_COLOR: "1", LC_ALL: "C.UTF-8" };
  const output = execFileSync(process.execPath, [bin, "tour", "--width", String(COLUMNS)], { env, encoding: "utf8" });
  const lines = output.split("\n");
  const end = lines.findIndex((line) => /^(Please mind|Figures are)/u.test(stripVTControlCharacters(line)));
  return lines.slice(0, end === -1 ? lines.length : end - 1);
}

function readFigure(): string {
  try {
    return readFileSync(figure, "utf8");
  } catch {
    return "";
  }
}

const svg = terminalSvg(tourLines(), COLUMNS, TITLE);
if (process.argv.includes("--check")) {
  if (readFigure() !== svg) {
    process.stderr.write("docs/figures/report.svg is not what the tour prints now; run npm run report-figure.\n");
    process.exitCode = 1;
  }
} else {
  mkdirSync(dirname(figure), { recursive: true });
  writeFileSync(figure, svg);
  process.stdout.write("docs/figures/report.svg\n");
}
