// A terminal's output as a picture. Comes in: lines with colour codes (ECMA-48 SGR). Goes out: an SVG.
// Block characters are drawn as rectangles, so that the picture does not depend on the fonts of whoever looks at it.

const CELL_WIDTH_PX = 8.4;
const LINE_HEIGHT_PX = 18;
const MARGIN_PX = 20;
const TITLE_HEIGHT_PX = 34;

/** Colours by SGR code; null is the plain text's. */
const COLOURS: Readonly<Record<number, string>> = { 32: "#8bd49c", 33: "#e5c07b", 35: "#d8a0df", 36: "#6cc7d9" };
const PLAIN_COLOUR = "#d7dae0";
const DIM_COLOUR = "#8b93a1";

interface Style {
  isBold: boolean;
  isDim: boolean;
  colour: string | null;
}

interface Run {
  text: string;
  column: number;
  style: Style;
}

const PLAIN: Style = { isBold: false, isDim: false, colour: null };

function applyCode(style: Style, code: number): Style {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...style, isBold: true };
  if (code === 2) return { ...style, isDim: true };
  if (code === 22) return { ...style, isBold: false, isDim: false };
  return { ...style, colour: COLOURS[code] ?? null };
}

/** Splits a line into stretches of one style. Every sign of the report is one UTF-16 unit and one column. */
export function styledRuns(line: string): Run[] {
  const runs: Run[] = [];
  let style = PLAIN;
  let column = 0;
  for (const piece of line.split("\u001b[")) {
    const code = runs.length === 0 && column === 0 && !line.startsWith("\u001b[") ? null : /^(\d+)m/u.exec(piece);
    if (code !== null) style = applyCode(style, Number(code[1]));
    const text = code === null ? piece : piece.slice(code[0].length);
    if (text !== "") runs.push({ text, column, style });
    column += text.length;
  }
  return runs;
}

/** Share of the cell that a block character fills from the bottom, and how solid it is. */
function blockOf(character: string): { height: number; opacity: number } | null {
  const eighth = "▁▂▃▄▅▆▇█".indexOf(character);
  if (eighth >= 0) return { height: (eighth + 1) / 8, opacity: 1 };
  if (character === "▒") return { height: 1, opacity: 0.45 };
  if (character === "▞") return { height: 1, opacity: 0.7 };
  if (character === "░") return { height: 1, opacity: 0.25 };
  return null;
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function colourOf({ colour, isDim }: Style): string {
  return colour ?? (isDim ? DIM_COLOUR : PLAIN_COLOUR);
}

/** Pieces of a run that are all words or one repeated sign. */
function pieces({ text, column }: Run): { text: string; column: number }[] {
  const found: { text: string; column: number }[] = [];
  for (const match of text.matchAll(/([▁-█▒░▞─│])\1*|[^▁-█▒░▞─│ ]+(?: [^▁-█▒░▞─│ ]+)*/gu)) {
    found.push({ text: match[0], column: column + match.index });
  }
  return found;
}

function drawPiece(piece: { text: string; column: number }, style: Style, top: number): string {
  const x = rounded(MARGIN_PX + piece.column * CELL_WIDTH_PX);
  const width = rounded(piece.text.length * CELL_WIDTH_PX);
  const fill = colourOf(style);
  const block = blockOf(piece.text[0] ?? "");
  if (block !== null) {
    const height = block.height * (LINE_HEIGHT_PX - 4);
    const y = rounded(top + LINE_HEIGHT_PX - 2 - height);
    return `<rect x="${x}" y="${y}" width="${width}" height="${rounded(height)}" fill="${fill}" opacity="${block.opacity}"/>`;
  }
  if (piece.text.startsWith("─")) {
    return `<rect x="${x}" y="${rounded(top + LINE_HEIGHT_PX / 2)}" width="${width}" height="1" fill="${fill}" opacity="0.5"/>`;
  }
  if (piece.text.startsWith("│")) {
    return `<rect x="${rounded(Number(x) + CELL_WIDTH_PX / 2)}" y="${top}" width="1" height="${LINE_HEIGHT_PX}" fill="${fill}"/>`;
  }
  const weight = style.isBold ? ' font-weight="700"' : "";
  return `<text x="${x}" y="${rounded(top + 13)}" textLength="${width}" fill="${fill}"${weight}>${escapeXml(piece.text)}</text>`;
}

/** The picture of a terminal `columns` wide with a title bar. */
export function terminalSvg(lines: readonly string[], columns: number, title: string): string {
  const width = rounded(2 * MARGIN_PX + columns * CELL_WIDTH_PX);
  const height = TITLE_HEIGHT_PX + lines.length * LINE_HEIGHT_PX + MARGIN_PX;
  const drawn = lines.flatMap((line, index) => {
    const top = TITLE_HEIGHT_PX + index * LINE_HEIGHT_PX;
    return styledRuns(line).flatMap((run) => pieces(run).map((piece) => drawPiece(piece, run.style, top)));
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}"`,
    ` font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">`,
    `\n<rect width="100%" height="100%" rx="8" fill="#1e222a"/>`,
    `\n<text x="${MARGIN_PX}" y="22" fill="${DIM_COLOUR}">${escapeXml(title)}</text>\n`,
    drawn.join("\n"),
    "\n</svg>\n",
  ].join("");
}
