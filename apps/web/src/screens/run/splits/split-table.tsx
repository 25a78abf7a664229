// The run by kilometre or mile: pace as a bar and in numbers, with cadence, contact and climb beside it (PGE17).
import type { RunView, Split } from "@solewise/insight";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import type { QuantityFormat, QuantityText } from "../../../language/quantity-format.ts";
import { Section } from "../../../ui/section.tsx";
import { joinQuantity } from "../words/quantity-words.ts";
import { splitBars } from "./split-bars.ts";
import "./split-table.css";

interface SplitRowProps {
  split: Split;
  name: string;
  /** Length of the pace's bar, 0…1. */
  barFraction: number;
  isFastest: boolean;
}

function SplitRow({ split, name, barFraction, isFastest }: SplitRowProps) {
  const messages = useMessages();
  const format = useFormat();
  const { splits } = messages.run;
  const pace = format.pace(split.speedMps);
  const standingSec = split.elapsedSec - split.movingSec;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="split-table__pace">
        <span className="split-table__bar" style={{ inlineSize: `${barFraction * 100}%` }} aria-hidden="true" />
        <data value={String(split.speedMps ?? "")} className="split-table__value">
          {pace.text}
        </data>
        {isFastest && <span className="split-table__fastest">{splits.fastest}</span>}
        {standingSec >= 1 && <span className="split-table__stood">{splits.stood(format.duration(standingSec))}</span>}
      </td>
      <td>{format.number(split.cadenceSpm)}</td>
      <td>{format.number(split.groundContactTimeMs)}</td>
      <td>{joinQuantity(wordClimb(format, split.heightChangeMeters))}</td>
    </tr>
  );
}

const METERS_PER_FOOT = 0.3048;

/** With its sign: up is plus. */
function wordClimb(format: QuantityFormat, meters: number): QuantityText {
  const isMetric = format.units === "metric";
  return { text: format.signed(isMetric ? meters : meters / METERS_PER_FOOT), unit: isMetric ? "m" : "ft" };
}

/** The table; nothing of a run that is too short to be split. */
export function SplitTable({ view }: { view: RunView }) {
  const messages = useMessages();
  const format = useFormat();
  const { splits: texts, units } = messages.run;
  const splits = view.splits[format.units];
  if (splits.length === 0) return null;
  const bars = splitBars(splits);
  return (
    <Section title={texts.title(format.longUnit)} lead={texts.lead}>
      <div
        className="split-table"
        role="region"
        aria-label={`${texts.title(format.longUnit)}: ${texts.pace}`}
        tabIndex={0}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">{format.longUnit}</th>
              <th scope="col">
                {texts.pace} <span className="split-table__unit">{format.paceUnit}</span>
              </th>
              <th scope="col">
                {texts.cadence} <span className="split-table__unit">{units.spm}</span>
              </th>
              <th scope="col">
                {texts.contact} <span className="split-table__unit">{units.ms}</span>
              </th>
              <th scope="col">{texts.climb}</th>
            </tr>
          </thead>
          <tbody>
            {splits.map((split, index) => (
              <SplitRow
                key={split.startMeters}
                split={split}
                name={bars.isWhole[index] === true ? format.number(index + 1) : joinQuantity(restOf(format, split))}
                barFraction={bars.fractions[index] ?? 0}
                isFastest={bars.fastestIndex === index}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function restOf(format: QuantityFormat, { startMeters, endMeters }: Split): QuantityText {
  const restMeters = endMeters - startMeters;
  return { text: format.number(restMeters / format.metersPerLong, 2), unit: format.longUnit };
}
