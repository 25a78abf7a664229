// The last weeks as bars, this one told in words: the picture that brings a runner back.
import { useState } from "react";
import { useFormat, useMessages } from "../../language/language-context.tsx";
import type { StoredRun } from "../../store/stored-run.ts";
import { weekTotals } from "./week-totals.ts";

/** First day of the week where the browser tells (1 = Monday); Monday elsewhere. Source: ECMA-402 Intl.Locale info. */
function firstDayOf(tag: string): number {
  const locale = new Intl.Locale(tag) as Intl.Locale & { getWeekInfo?: () => { firstDay: number } };
  return locale.getWeekInfo?.().firstDay ?? 1;
}

/** The strip; nothing before there are two real runs. */
export function WeekBars({ runs }: { runs: readonly StoredRun[] }) {
  const { home } = useMessages();
  const format = useFormat();
  const [nowMs] = useState(() => Date.now());
  if (runs.filter(({ demo }) => demo === null).length < 2) return null;
  const weeks = weekTotals(runs, nowMs, firstDayOf(format.tag));
  const most = Math.max(...weeks.map(({ distanceMeters }) => distanceMeters));
  const thisWeek = weeks.at(-1);
  if (most === 0 || thisWeek === undefined) return null;
  const told = (distanceMeters: number): string => {
    const { text, unit } = format.distance(distanceMeters);
    return `${text} ${unit}`;
  };
  return (
    <div className="week-bars">
      <p>
        <span className="week-bars__label">{home.thisWeek}</span>
        <data value={String(thisWeek.distanceMeters)} className="week-bars__value">
          {told(thisWeek.distanceMeters)}
        </data>
      </p>
      <ol className="week-bars__bars">
        {weeks.map(({ startMs, distanceMeters }) => (
          <li key={startMs}>
            <span className="week-bars__bar" style={{ blockSize: `${(distanceMeters / most) * 100}%` }} />
            <span className="visually-hidden">{home.weekOf(format.date(startMs), told(distanceMeters))}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
