// Left and right as mirrored butterflies: one a quantity, medians marked, the difference and whether it is sure (PGE14).
import type { Distribution, LeftRightRow, RunView } from "@solewise/insight";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import { InlineNote } from "../../../ui/inline-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { joinQuantity, wordQuantity } from "../words/quantity-words.ts";
import { butterflyBars, valueY } from "./butterfly-bars.ts";
import "./left-right.css";
import { wordDifference } from "./word-difference.ts";

const SIZE = { width: 280, height: 120 };

/** The section; with one foot it says what two would add. */
export function LeftRight({ view }: { view: RunView }) {
  const { balance: texts } = useMessages().run;
  if (view.feet.left === null || view.feet.right === null) {
    return (
      <Section title={texts.title}>
        <InlineNote>{texts.needsTwo}</InlineNote>
      </Section>
    );
  }
  const pairs = view.leftRight.flatMap((row) => {
    const distribution = view.distributions.find(({ field }) => field === row.field);
    return distribution === undefined ? [] : [{ row, distribution }];
  });
  if (pairs.length === 0) return null;
  return (
    <Section title={texts.title} lead={texts.note}>
      <ul className="left-right">
        {pairs.map(({ row, distribution }) => (
          <Butterfly key={row.field} row={row} distribution={distribution} />
        ))}
      </ul>
    </Section>
  );
}

function Butterfly({ row, distribution }: { row: LeftRightRow; distribution: Distribution }) {
  const messages = useMessages();
  const wording = { format: useFormat(), messages };
  const { balance: texts } = messages.run;
  const name = texts[row.field];
  const bars = butterflyBars(distribution, SIZE);
  const [left, right] = [row.left, row.right].map((value) => joinQuantity(wordQuantity(wording, row.field, value)));
  return (
    <li className="butterfly">
      <h3 className="butterfly__name">{name}</h3>
      <svg
        className="butterfly__picture"
        viewBox={`0 -4 ${SIZE.width} ${SIZE.height + 8}`}
        role="img"
        aria-label={texts.picture(name, left ?? "", right ?? "")}
      >
        <path className="butterfly__bars butterfly__bars--left" d={bars.left} />
        <path className="butterfly__bars butterfly__bars--right" d={bars.right} />
        <line className="butterfly__middle" x1={SIZE.width / 2} x2={SIZE.width / 2} y1="-4" y2={SIZE.height + 4} />
        <MedianMark y={valueY(distribution, SIZE, row.left)} side="left" />
        <MedianMark y={valueY(distribution, SIZE, row.right)} side="right" />
      </svg>
      <p className="butterfly__medians">
        <span className="butterfly__median butterfly__median--left">
          <span className="visually-hidden">{messages.app.left} </span>
          <data value={String(row.left)}>{left}</data>
        </span>
        <span className="butterfly__median butterfly__median--right">
          <span className="visually-hidden">{messages.app.right} </span>
          <data value={String(row.right)}>{right}</data>
        </span>
      </p>
      <p className={`butterfly__difference${row.isSure ? " butterfly__difference--sure" : ""}`}>
        {wordDifference(wording, row)}
      </p>
    </li>
  );
}

function MedianMark({ y, side }: { y: number; side: "left" | "right" }) {
  const [from, to] = side === "left" ? [0, SIZE.width / 2] : [SIZE.width / 2, SIZE.width];
  return <line className={`butterfly__mark butterfly__mark--${side}`} x1={from} x2={to} y1={y} y2={y} />;
}
