// Tokens: colours with the contrast that the browser really shows, type scale, spaces.
import { useLayoutEffect, useRef, useState } from "react";
import { useFormat } from "../../language/language-context.tsx";
import { contrastRatio, parseComputed } from "../contrast.ts";
import { Section } from "../section.tsx";
import { BothThemes } from "./both-themes.tsx";
import { useWords } from "./words.ts";

/** Text colour and the surface it lies on. */
const PAIRS = [
  ["text", "surface-page"],
  ["text-soft", "surface-card"],
  ["text-soft", "surface-sunken"],
  ["text-inverse", "surface-inverse"],
  ["on-accent", "accent"],
  ["accent", "accent-soft"],
  ["on-side", "left"],
  ["left", "left-soft"],
  ["on-side", "right"],
  ["right", "right-soft"],
  ["good", "good-soft"],
  ["warn", "warn-soft"],
  ["bad", "bad-soft"],
  ["demo", "demo-soft"],
] as const;

const TYPE_SIZES = ["xs", "s", "m", "l", "xl", "2xl", "3xl", "4xl"] as const;
const SPACES = ["1", "2", "3", "4", "5", "6", "7"] as const;

function ColourPair({ text, surface }: { text: string; surface: string }) {
  const words = useWords();
  const format = useFormat();
  const chip = useRef<HTMLSpanElement>(null);
  const [ratio, setRatio] = useState<number | null>(null);
  useLayoutEffect(() => {
    if (chip.current === null) return;
    const { color, backgroundColor } = getComputedStyle(chip.current);
    setRatio(contrastRatio(parseComputed(color), parseComputed(backgroundColor)));
  }, []);
  return (
    <li className="colour-pair">
      <span
        className="colour-pair__chip"
        ref={chip}
        style={{ color: `var(--${text})`, backgroundColor: `var(--${surface})` }}
      >
        {words.sample}
      </span>
      <code className="colour-pair__name">
        {text} / {surface}
      </code>
      <data value={ratio ?? ""}>{format.number(ratio, 1)}</data>
    </li>
  );
}

/** The tokens. */
export function ShowcaseTokens() {
  const words = useWords();
  return (
    <>
      <Section title={words.colours} lead={words.coloursWhen}>
        <BothThemes>
          <ul className="colour-pairs">
            {PAIRS.map(([text, surface]) => (
              <ColourPair key={`${text} ${surface}`} text={text} surface={surface} />
            ))}
          </ul>
        </BothThemes>
      </Section>
      <Section title={words.type} lead={words.typeWhen}>
        <ul className="showcase__stack">
          {TYPE_SIZES.map((size) => (
            <li className="type-sample" key={size} style={{ fontSize: `var(--text-${size})` }}>
              <code className="type-sample__name">{size}</code>
              <span>{words.typeSample}</span>
            </li>
          ))}
        </ul>
        <ul className="showcase__row" aria-label={words.space}>
          {SPACES.map((step) => (
            <li className="space-sample" key={step}>
              <span className="space-sample__box" style={{ inlineSize: `var(--space-${step})` }} />
              <code>{step}</code>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
