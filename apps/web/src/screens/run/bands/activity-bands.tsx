// Walking, running, stairs and standing over the time of the run, with totals. Patterns say it as well as colours (PGE9).
import type { RunView } from "@solewise/insight";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import { Section } from "../../../ui/section.tsx";
import { type BandKind, bandKind, bandTotals } from "./band-totals.ts";
import "./activity-bands.css";

/** The strip and its legend. */
export function ActivityBands({ view, durationSec }: { view: RunView; durationSec: number }) {
  const { run: texts } = useMessages();
  const format = useFormat();
  const totals = bandTotals(view);
  const endSec = Math.max(durationSec, view.bands.at(-1)?.endSec ?? 0);
  if (endSec <= 0 || totals.length === 0) return null;
  const named = totals.map(({ kind, seconds }) => `${texts.bands[kind]} ${format.duration(seconds)}`);
  return (
    <Section title={texts.bands.title}>
      <div className="activity-bands">
        <div className="activity-bands__strip" role="img" aria-label={texts.bands.label(named.join(", "))}>
          {view.bands.map((band) => (
            <span
              className={`activity-bands__band activity-bands__fill--${bandKind(band)}`}
              key={band.startSec}
              style={{
                insetInlineStart: `${(band.startSec / endSec) * 100}%`,
                inlineSize: `${((band.endSec - band.startSec) / endSec) * 100}%`,
              }}
            />
          ))}
        </div>
        <div className="activity-bands__ends" aria-hidden="true">
          <span>{format.duration(0)}</span>
          <span>{format.duration(endSec)}</span>
        </div>
        <ul className="activity-bands__totals">
          {totals.map(({ kind, seconds }) => (
            <Total key={kind} kind={kind} seconds={seconds} />
          ))}
        </ul>
      </div>
    </Section>
  );
}

function Total({ kind, seconds }: { kind: BandKind; seconds: number }) {
  const { bands } = useMessages().run;
  const format = useFormat();
  return (
    <li className="activity-bands__total">
      <span className={`activity-bands__key activity-bands__fill--${kind}`} aria-hidden="true" />
      <span>{bands[kind]}</span>
      <data value={String(seconds)} data-activity={kind}>
        {format.duration(seconds)}
      </data>
    </li>
  );
}
