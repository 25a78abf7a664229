// What others published beside what this run found, each with its conditions. In: figures. Out: lines of Markdown.
import { isBriefGroup, type GroupFigures } from "./figures.ts";
import { setName, shown, table } from "./markdown.ts";
import { METRICS, type MetricName } from "./metrics.ts";

type Groups = readonly GroupFigures[];

interface PublishedFigure {
  quantity: string;
  figure: string;
  conditions: string;
  source: string;
  /** Our figures of the same quantity; none where no set has a reference for it. */
  ours: (groups: Groups) => string[];
}

/** Whose figures they are, and whether the IMU is virtual. */
function conditionsOf(group: GroupFigures): string {
  const virtual = group.reference.includes("virtual") ? ", virtual IMU" : "";
  return `${setName(group)}: ${group.persons} ${group.persons === 1 ? "person" : "persons"}${virtual}`;
}

const inGait = (groups: Groups, isRunning: boolean): Groups =>
  groups.filter((group) => (group.format === "force-plate" || ["run", "jog"].includes(group.subset)) === isRunning);

/** Bias ± SD of a metric in each set that has it. */
const spread =
  (names: readonly MetricName[], isRunning = true) =>
  (groups: Groups): string[] =>
    inGait(groups, isRunning).flatMap((group) => {
      const texts = names.flatMap((name) => {
        const { bias = null, sd = null } = group.metrics[name] ?? {};
        const { title, unit } = METRICS[name];
        return bias === null ? [] : [`${title} ${shown(bias, 1)} ± ${shown(sd, 1)} ${unit}`];
      });
      return texts.length === 0 ? [] : [`${texts.join(", ")} (${conditionsOf(group)})`];
    });

const rearfoot = (groups: Groups): string[] =>
  groups.flatMap((group) => {
    const { agreementFraction, decidedFraction } = group.strike;
    if (agreementFraction === null || decidedFraction === null) return [];
    const [right, decided] = [agreementFraction, decidedFraction].map((value) => (value * 100).toFixed(0));
    return [`${right} % of the ${decided} % that are decided (${conditionsOf(group)})`];
  });

const walkOrRun = (groups: Groups): string[] =>
  groups.flatMap((group) => {
    const { agreementFraction, askedCount } = group.activity;
    if (agreementFraction === null || group.format === "stairs") return [];
    return [`${(agreementFraction * 100).toFixed(1)} % of ${askedCount} (${setName(group)})`];
  });

const none = (): string[] => [];

const PUBLISHED: readonly PublishedFigure[] = [
  {
    quantity: "initial / terminal contact, running",
    figure: "precision 2 ± 1 / 4 ± 2 ms",
    conditions: "41 adults, foot IMU, instrumented treadmill",
    source: "Falbriard 2018, Front Physiol 9:610",
    ours: spread(["initialContactMs", "terminalContactMs"]),
  },
  {
    quantity: "contact, flight and step time, running",
    figure: "bias under 12 ± 10 ms, precision under 4 ± 3 ms; bias depends on speed",
    conditions: "the same",
    source: "the same",
    ours: spread(["groundContactTimeMs", "swingTimeMs", "strideTimeMs"]),
  },
  {
    quantity: "contact time, products",
    figure: "RunScribe −2.3 %, Stryd −5.2 % (flight +15.1 %)",
    conditions: "treadmill",
    source: "García-Pinillos 2019, PLoS ONE 14:e0222872",
    ours: none,
  },
  {
    quantity: "stride length, running",
    figure: "2.2 ± 15.7 cm",
    conditions: "27 runners, sensor in the midsole, motion capture",
    source: "Zrenner 2018, Sensors 18:4194",
    ours: spread(["strideLengthCm"]),
  },
  {
    quantity: "stride length, walking",
    figure: "–",
    conditions: "",
    source: "",
    ours: spread(["strideLengthCm"], false),
  },
  {
    quantity: "swing time, walking",
    figure: "an open engine that is told where the strides are: 12 ± 15 ms",
    conditions: "the walkers of *voisard-walk-events* and others of that set",
    source: "measured by us with gaitmap",
    ours: spread(["swingTimeMs"], false),
  },
  {
    quantity: "speed overground",
    figure: "0.08 ± 0.10 m/s; personalised 0.00 ± 0.01, precision 0.09 ± 0.06 m/s",
    conditions: "foot IMU, satellite navigation as teacher",
    source: "Falbriard 2021, Front Sports Act Living 3:585809",
    ours: none,
  },
  {
    quantity: "stride length, sprint, 7–8.4 m/s",
    figure: "limits ± 6.3 to ± 8.5 %",
    conditions: "foot IMU",
    source: "de Ruiter 2022, Sensors 22:376",
    ours: none,
  },
  {
    quantity: "strike angle",
    figure: "2.0 ± 5.9°, precision 1.6 ± 1.1°",
    conditions: "foot IMU, motion capture",
    source: "Falbriard 2020, Front Bioeng 8:65",
    ours: spread(["footStrikeAngleDeg"]),
  },
  {
    quantity: "rearfoot or not",
    figure: "92 %; three classes 78 % (RunScribe)",
    conditions: "foot IMU",
    source: "van Werkhoven 2019, Sports 7:184; J Athl Train 55:1307",
    ours: rearfoot,
  },
  {
    quantity: "walk or run",
    figure: "over 99 %",
    conditions: "one gyroscope axis of one foot",
    source: "Electronics Letters 2015, 51:675",
    ours: walkOrRun,
  },
  {
    quantity: "leg stiffness; power",
    figure: "0.7–6.9 % under a force plate; SEE against oxygen uptake up to 7.3 % (Stryd)",
    conditions: "level ground",
    source: "Morin 2005, J Appl Biomech 21:167; Cerezuela-Espejo 2020",
    ours: none,
  },
];

/** The section: published figures with ours beside them. */
export function publishedSection(groups: Groups): string[] {
  const full = groups.filter((group) => !isBriefGroup(group, groups));
  const rows = PUBLISHED.map(({ quantity, figure, conditions, source, ours }) => {
    const found = ours(full);
    return [quantity, figure, conditions, source, found.length === 0 ? "no reference here" : found.join("<br>")];
  });
  return [
    "## Published figures, and ours beside them",
    "",
    "Measured by others on their own people and devices: conditions differ, and so do the words (*precision* is the SD within",
    "a person; ours are bias ± SD over all strides). Ours are of the sets above and of few people.",
    "",
    ...table(["quantity", "published", "conditions", "source", "ours"], rows),
    "",
  ];
}
