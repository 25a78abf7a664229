// How the strides spread: a histogram a quantity with its middle 80 %, and where the foot lands first (PGE15).
import type { Distribution, RunView } from "@solewise/insight";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import { Section } from "../../../ui/section.tsx";
import { jointSpread, type Spread } from "../figures/figure-spread.ts";
import { joinQuantity, wordQuantity } from "../words/quantity-words.ts";
import { histogramBars, valueX } from "./histogram-bars.ts";
import { StrikeShares } from "./strike-shares.tsx";
import "./stride-spread.css";

const SIZE = { width: 280, height: 84 };

/** The section. */
export function StrideSpread({ view }: { view: RunView }) {
  const { spread: texts } = useMessages().run;
  const spreads = view.distributions.flatMap((distribution) => {
    const spread = jointSpread(distribution);
    return spread === null ? [] : [{ distribution, spread }];
  });
  if (spreads.length === 0) return null;
  return (
    <Section title={texts.title}>
      {view.strikeShares !== null && <StrikeShares shares={view.strikeShares} />}
      <ul className="stride-spread">
        {spreads.map(({ distribution, spread }) => (
          <Histogram key={distribution.field} distribution={distribution} spread={spread} />
        ))}
      </ul>
    </Section>
  );
}

function Histogram({ distribution, spread }: { distribution: Distribution; spread: Spread }) {
  const messages = useMessages();
  const wording = { format: useFormat(), messages };
  const { spread: texts, balance: names } = messages.run;
  const name = names[distribution.field];
  const [low, median, high] = spread.map((value) => joinQuantity(wordQuantity(wording, distribution.field, value)));
  const [from, to] = distribution.field === "speedMps" ? [high, low] : [low, high];
  const x = (value: number) => valueX(distribution, SIZE, value);
  return (
    <li className="histogram">
      <h3 className="histogram__name">{name}</h3>
      <svg
        className="histogram__picture"
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-label={texts.picture(name, low ?? "", median ?? "", high ?? "")}
      >
        <rect
          className="histogram__middle"
          x={x(spread[0])}
          width={Math.max(0, x(spread[2]) - x(spread[0]))}
          y="0"
          height={SIZE.height}
        />
        <path className="histogram__bars" d={histogramBars(distribution, SIZE)} />
        <line className="histogram__median" x1={x(spread[1])} x2={x(spread[1])} y1="0" y2={SIZE.height} />
      </svg>
      <p className="histogram__median-words">{median}</p>
      <p className="histogram__usual">{texts.usual(from ?? "", to ?? "")}</p>
    </li>
  );
}
