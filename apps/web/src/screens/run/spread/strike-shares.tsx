// Where the foot lands first, as shares of the strides: a bar for each foot, told apart by pattern as well as shade.
import type { RunView, StrikeShares as Shares } from "@solewise/insight";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import { SideMark } from "../../../ui/side-mark.tsx";
import { PATTERNS } from "../words/series-codes.ts";

/** Below this share a bar has no room for its number. */
const NUMBER_MIN_FRACTION = 0.12;

/** Bars of the feet that were measured. */
export function StrikeShares({ shares }: { shares: NonNullable<RunView["strikeShares"]> }) {
  const { spread: texts, foot } = useMessages().run;
  const sides = (["left", "right"] as const).flatMap((side) => {
    const found = shares[side];
    return found === null ? [] : [{ side, found }];
  });
  return (
    <div className="strike-shares">
      <h3 className="histogram__name">{texts.strike}</h3>
      {sides.map(({ side, found }) => (
        <div className={`strike-shares__row strike-shares__row--${side}`} key={side}>
          <SideMark side={side} />
          <SharesBar shares={found} />
        </div>
      ))}
      <ul className="strike-shares__legend">
        {PATTERNS.filter((pattern) => shares.both[pattern] > 0).map((pattern) => (
          <li key={pattern}>
            <span className={`strike-shares__key strike-shares__fill--${pattern}`} aria-hidden="true" />
            {foot.patterns[pattern]}
          </li>
        ))}
      </ul>
      {shares.both.uncertain > 0 && <p className="run-page__note">{texts.uncertainNote}</p>}
    </div>
  );
}

function SharesBar({ shares }: { shares: Shares }) {
  const { spread: texts, foot } = useMessages().run;
  const format = useFormat();
  const named = PATTERNS.map((pattern) => texts.strikeShare(foot.patterns[pattern], format.percent(shares[pattern])));
  return (
    <div className="strike-shares__bar" role="img" aria-label={named.join(", ")}>
      {PATTERNS.map((pattern) => (
        <span
          className={`strike-shares__part strike-shares__fill--${pattern}`}
          key={pattern}
          style={{ inlineSize: `${shares[pattern] * 100}%` }}
        >
          {shares[pattern] >= NUMBER_MIN_FRACTION && (
            <span className="strike-shares__number">{format.percent(shares[pattern])}</span>
          )}
        </span>
      ))}
    </div>
  );
}
