// One foot's two pictures. They are moved by writing attributes when the cursor moves, and only while they are in sight.
import type { FootSeries, RunView } from "@solewise/insight";

import type { Side } from "@solewise/terms";
import { useEffect, useRef } from "react";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import { SideMark } from "../../../ui/side-mark.tsx";
import type { RunCursor } from "../cursor/run-cursor.ts";
import { followWhileSeen } from "../cursor/follow-while-seen.ts";
import { joinQuantity, type Wording, wordHalfWidth, wordQuantity } from "../words/quantity-words.ts";
import { PATTERNS } from "../words/series-codes.ts";
import { rollAxis, rollFan, rollTransform, strikeFan, strikeTransform } from "./foot-geometry.ts";
import { ShoeBack, ShoeSide } from "./shoe-shapes.tsx";

/** Height of the heel's line from behind, in units of the drawing. */
const HEEL_LINE = 118;

export interface FootPanelProps {
  side: Side;
  view: RunView;
  cursor: RunCursor;
}

/** The panel of a foot. */
export function FootPanel({ side, view, cursor }: FootPanelProps) {
  const messages = useMessages();
  const format = useFormat();
  const panel = useRef<HTMLDivElement>(null);
  const foot = view.feet[side];
  useEffect(() => {
    if (panel.current === null || foot === null) return undefined;
    const draw = drawer(panel.current, foot, { format, messages });
    return followWhileSeen(panel.current, cursor, { draw: (place) => draw(place.strideIndexes[side]) });
  }, [foot, side, cursor, format, messages]);
  const { foot: texts } = messages.run;
  return (
    <div className={`foot-panel foot-panel--${side}`} ref={panel}>
      <SideMark side={side} withWord />
      <figure className="foot-panel__figure">
        <svg className="foot-panel__picture" viewBox="-46 -128 262 140" role="img" data-picture="strike">
          <path className="foot-panel__fan" data-part="strike-fan" />
          <line className="foot-panel__ground" x1="-46" x2="216" y1="0" y2="0" />
          <g className="shoe" data-part="strike-shoe">
            <ShoeSide />
          </g>
        </svg>
        <figcaption className="foot-panel__words">
          <span className="foot-panel__name">{texts.strike}</span>
          <span className="foot-panel__value" data-part="strike-words" />
          <span className="foot-panel__pattern" data-part="strike-pattern" />
        </figcaption>
      </figure>
      <figure className="foot-panel__figure">
        <svg className="foot-panel__picture" viewBox="-92 -128 184 138" role="img" data-picture="roll">
          <path className="foot-panel__fan" data-part="roll-fan" />
          <line className="foot-panel__ground" x1="-92" x2="92" y1="0" y2="0" />
          <g className="shoe shoe--ghost" data-part="roll-ghost">
            <ShoeBack />
          </g>
          <g className="shoe">
            <ShoeBack />
          </g>
          <path className="foot-panel__axis" d={`M0 0V${-HEEL_LINE}`} />
          <path className="foot-panel__axis foot-panel__axis--landing" data-part="roll-axis" />
        </svg>
        <figcaption className="foot-panel__words">
          <span className="foot-panel__name">{texts.roll}</span>
          <span className="foot-panel__value" data-part="roll-words" />
        </figcaption>
      </figure>
    </div>
  );
}

type Part = (name: string) => Element | null;

/** A function that draws one stride of the foot into the panel. */
function drawer(panel: HTMLElement, foot: FootSeries, wording: Wording): (index: number) => void {
  const parts = new Map<string, Element>();
  for (const element of panel.querySelectorAll("[data-part], [data-picture]")) {
    parts.set(element.getAttribute("data-part") ?? element.getAttribute("data-picture") ?? "", element);
  }
  const part: Part = (name) => parts.get(name) ?? null;
  return (index) => {
    drawStrike(part, foot, index, wording);
    drawRoll(part, foot, index, wording);
  };
}

function drawStrike(part: Part, foot: FootSeries, index: number, wording: Wording): void {
  const { foot: texts } = wording.messages.run;
  const { value, halfWidth, words } = readAngle(foot, "footStrikeAngleDeg", index, wording);
  part("strike-shoe")?.setAttribute("transform", strikeTransform(value ?? 0));
  part("strike-fan")?.setAttribute("d", value === null || halfWidth === null ? "" : strikeFan(value, halfWidth));
  part("strike")?.setAttribute("aria-label", texts.pictureStrike(foot.side, words));
  setText(part("strike-words"), words);
  const pattern = PATTERNS[foot.patternCodes[index] ?? -1];
  setText(part("strike-pattern"), pattern === undefined ? "" : texts.patterns[pattern]);
}

function drawRoll(part: Part, foot: FootSeries, index: number, wording: Wording): void {
  const { foot: texts } = wording.messages.run;
  const { value, halfWidth, words } = readAngle(foot, "eversionExcursionDeg", index, wording);
  const { side } = foot;
  part("roll-ghost")?.setAttribute("transform", rollTransform(side, value ?? 0));
  part("roll-axis")?.setAttribute("d", value === null ? "" : rollAxis(side, value, HEEL_LINE));
  const fan = value === null || halfWidth === null ? "" : rollFan(side, value, halfWidth, HEEL_LINE);
  part("roll-fan")?.setAttribute("d", fan);
  part("roll")?.setAttribute("aria-label", texts.pictureRoll(side, words));
  setText(part("roll-words"), words);
}

interface ReadAngle {
  value: number | null;
  halfWidth: number | null;
  /** "12.6° ± 2.5°", or that it was not measured. */
  words: string;
}

function readAngle(
  foot: FootSeries,
  field: "footStrikeAngleDeg" | "eversionExcursionDeg",
  index: number,
  wording: Wording,
): ReadAngle {
  const value = finiteOrNull(foot.values[field][index]);
  const halfWidth = finiteOrNull(foot.halfWidths[field][index]);
  if (value === null) return { value, halfWidth, words: wording.messages.run.foot.noAngle };
  const said = joinQuantity(wordQuantity(wording, field, value));
  if (halfWidth === null) return { value, halfWidth, words: said };
  return { value, halfWidth, words: `${said} ± ${joinQuantity(wordHalfWidth(wording, field, value, halfWidth))}` };
}

function setText(element: Element | null, text: string): void {
  if (element !== null && element.textContent !== text) element.textContent = text;
}

function finiteOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
