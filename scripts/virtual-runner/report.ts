// The comparison page. In: comparisons. Out: Markdown and its figures by file name. All numbers are medians over strides.
import type { Comparison, FeetFigures } from "./compare.ts";
import { drawStrides } from "./figure.ts";
import { BANDS_HZ } from "./spectrum.ts";
import type { StrideFigures } from "./stride-figures.ts";

interface Row {
  name: keyof StrideFigures;
  label: string;
  decimals: number;
  scale: number;
  /** Ratio for sizes, difference for instants. */
  compare: "ratio" | "difference";
}

const size = (name: keyof StrideFigures, label: string, decimals = 1): Row => ({
  name,
  label,
  decimals,
  scale: 1,
  compare: "ratio",
});
const instant = (name: keyof StrideFigures, label: string, scale = 1): Row => ({
  name,
  label,
  decimals: 0,
  scale,
  compare: "difference",
});

const ROWS: readonly Row[] = [
  size("pushOffPitchRadPerSec", "push-off: least pitch rate, rad/s"),
  size("swingPitchRadPerSec", "swing: largest pitch rate, rad/s"),
  size("landingPitchRadPerSec", "landing: least pitch rate, rad/s"),
  size("turnPeakRadPerSec", "largest angular rate of the stride, rad/s"),
  size("turnLeastRadPerSec", "least angular rate near midstance (65 ms mean), rad/s", 2),
  size("landingPeakG", "largest force within −30…60 ms of landing, g"),
  size("strideP99G", "force exceeded for 1 % of the stride, g"),
  instant("pushToSwingSec", "push-off minimum to swing maximum, ms", 1000),
  instant("swingToLandingSec", "swing maximum to landing minimum, ms", 1000),
  instant("pushOffAfterTerminalMs", "push-off minimum after terminal contact, ms"),
  instant("landingAfterInitialMs", "landing minimum after initial contact, ms"),
  instant("jerkAfterInitialMs", "largest jerk after initial contact, ms"),
  { name: "swingFraction", label: "swing, % of the stride", decimals: 1, scale: 100, compare: "difference" },
];

function figureRow(row: Row, recorded: FeetFigures, virtual: FeetFigures): string | null {
  const [a, b] = [recorded.figures[row.name] * row.scale, virtual.figures[row.name] * row.scale];
  if (!Number.isFinite(a) || !Number.isFinite(b)) return null;
  const versus =
    row.compare === "ratio"
      ? `× ${(b / a).toFixed(2)}`
      : `${b - a > -0.5 * 10 ** -row.decimals ? "+" : "−"}${Math.abs(b - a).toFixed(row.decimals)}`;
  const text = (value: number): string => value.toFixed(row.decimals).replace("-", "−");
  return `| ${row.label} | ${text(a)} | ${text(b)} | ${versus} |`;
}

function bandTable({ recorded, virtual }: Comparison): string {
  const head = BANDS_HZ.map(([low, high]) => `${low}–${high}`).join(" | ");
  const line = (label: string, values: readonly number[]): string =>
    `| ${label} | ${values.map((v) => v.toFixed(2)).join(" | ")} |`;
  return [
    `| root mean square by band, Hz | ${head} |`,
    `|---|${BANDS_HZ.map(() => "--:|").join("")}`,
    line("force, g: recorded", recorded.forceBandsG),
    line("force, g: virtual", virtual.forceBandsG),
    line("angular rate, rad/s: recorded", recorded.turnBandsRadPerSec),
    line("angular rate, rad/s: virtual", virtual.turnBandsRadPerSec),
  ].join("\n");
}

function section(comparison: Comparison): string {
  const { set, recorded, virtual } = comparison;
  const parts = [`### ${set.title}`];
  const rows = ROWS.flatMap((row) => figureRow(row, recorded, virtual) ?? []);
  if (rows.length > 0) {
    parts.push(`![median strides](figures/virtual-runner-${set.name}.svg)`);
    const counts = `recorded (${recorded.strideCount} strides) | virtual (${virtual.strideCount})`;
    parts.push([`| | ${counts} | virtual against recorded |`, "|---|--:|--:|--:|", ...rows].join("\n"));
  }
  parts.push(bandTable(comparison));
  return parts.join("\n\n");
}

const INTRODUCTION = `# The virtual runner beside recordings

Written by \`npm run virtual-runner\` (seed SEED). The virtual runner is simulated: its truth is exact, its likeness to
people is not. Each set below is a recording with a reference; the virtual runner was given the same speed, cadence, place
of the sensor and, where a force plate knows them, contact time, strike angle and eversion. Nothing else was adapted to the
set; the model's shapes were fitted once, to the mean strides of the three treadmill trials and of the motion-capture walk, so
those sets show the fit and the pyshoe and stairs sets show how it carries over. Numbers are medians over strides; pitch is
the foot's main axis of turning, toe up positive. Licences and sources of the recordings: \`npm run data\`.`;

const UNLIKE = `## Where it is unlike real feet

- **One body.** The foot is rigid but for a midsole that gives and toes that bend; the arch, the heel pad, the shoe's upper
  and loose laces do not move. Above 16 Hz the virtual angular rate is calmer in nearly every set (tables below).
- **Few models.** Its shapes come from two runners (2.5 and 4.5 m/s) and one walker. Between these speeds it interpolates;
  from 4.5 to 10 m/s it extrapolates and no recording here checks it. Stairs are an engineering estimate: no recording here
  has reference instants on stairs, and the virtual foot is smoother than the recorded one above 8 Hz.
- **People differ more.** A recorded runner has habits (whips, scuffs, crossing over, a late pronation) that no setting
  makes; the two treadmill runners swing their feet unlike each other at the same speed.
- **Swing.** Fitted as averages: the pitch rate's swing maximum is broad, so its instant differs by tens of milliseconds
  (tables below) where the rise and the fall agree; and no single runner's swing is met.
- **Landing.** The two force peaks of a heel landing are there, their order of size is not always right; forefoot landings
  are modelled after one midfoot striker. The shoe-mounted walking recording rings far harder at landing than the virtual one.
- **Stance.** Feet do not slip on wet ground, sink into sand or step on stones. A standing virtual foot is perfectly still;
  people sway and shuffle.
- **Turns and slopes** change where feet land, not how they roll; people lean, push sideways and shorten the inner step.
- **Sensor.** Samples are instantaneous values; a chip's anti-alias filter, its axes' cross-talk and its scale errors are
  not modelled. Noise is white. Losses do not depend on the motion.
- **Scatter** is independent from stride to stride apart from a slow wander of speed; real strides are correlated over
  hundreds of strides.
- **Contact instants** are those of the model's geometry. Where references are labelled from the signal itself (gaitmap's
  walk, whose initial contacts come before the largest jerk by what the table says), they differ by some 20 ms.`;

export interface ReportFiles {
  markdown: string;
  /** SVG by file name. */
  figures: Map<string, string>;
}

export function writeReport(comparisons: readonly Comparison[], seed: number): ReportFiles {
  const figures = new Map<string, string>();
  for (const { set, recorded, virtual } of comparisons) {
    if (recorded.waveform === null || virtual.waveform === null) continue;
    figures.set(`virtual-runner-${set.name}.svg`, drawStrides(set.title, recorded.waveform, virtual.waveform));
  }
  const sections = comparisons.map(section).join("\n\n");
  const markdown = [INTRODUCTION.replace("SEED", String(seed)), UNLIKE, "## Set by set", sections].join("\n\n");
  return { markdown: `${markdown}\n`, figures };
}
