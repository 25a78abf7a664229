// The explanation of one figure: what it is, how it was measured, how sure, what for, and where the accuracy comes from.
// Loaded when the first figure is pressed (PGE4).
import type { RunFigure, RunView } from "@solewise/insight";
import type { RunSummary } from "@solewise/terms";
import type { ReactNode } from "react";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import { BottomSheet } from "../../../ui/bottom-sheet.tsx";
import { Button } from "../../../ui/button.tsx";
import { joinQuantity, wordFigure, wordFigureHalfWidth } from "../words/quantity-words.ts";
import { EvidenceWords } from "./evidence-words.tsx";
import { figureSpread } from "./figure-spread.ts";
import "./figure-sheet.css";
import { IntervalPicture } from "./interval-picture.tsx";
import { whyMissing } from "./why-missing.ts";

export interface FigureSheetProps {
  figure: RunFigure;
  view: RunView;
  summary: RunSummary;
  onClose: () => void;
}

/** The sheet. */
export function FigureSheet({ figure, view, summary, onClose }: FigureSheetProps) {
  const messages = useMessages();
  const format = useFormat();
  const { figure: heads, figures } = messages.run;
  const words = figures[figure.key];
  const { text, unit } = wordFigure({ format, messages }, figure.key, figure.value);
  return (
    <BottomSheet isOpen onClose={onClose} title={words.name}>
      <div className="figure-sheet">
        <p className="figure-sheet__value">
          <data value={figure.value === null ? "" : String(figure.value)}>{text}</data>
          {figure.value !== null && <span className="figure-sheet__unit">{unit}</span>}
        </p>
        {figure.value === null && <p>{whyMissing(heads.whyMissing, figure.key, view, summary)}</p>}
        <Part title={heads.what}>{words.what}</Part>
        <Part title={heads.sure}>
          <HowSure figure={figure} view={view} />
        </Part>
        <Part title={heads.how}>{words.how}</Part>
        <Part title={heads.use}>{words.use}</Part>
        {summary.feet !== "both" && <Part title={heads.oneFoot}>{words.oneFoot}</Part>}
        <Part title={heads.source}>
          <EvidenceWords figureKey={figure.key} isEstimate={figure.isEstimate} />
        </Part>
        <Button onPress={onClose} isWide>
          {messages.app.done}
        </Button>
      </div>
    </BottomSheet>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="figure-sheet__part">
      <h3 className="figure-sheet__part-title">{title}</h3>
      <div className="figure-sheet__part-text">{children}</div>
    </section>
  );
}

function HowSure({ figure, view }: { figure: RunFigure; view: RunView }) {
  const messages = useMessages();
  const format = useFormat();
  const wording = { format, messages };
  const { figure: texts } = messages.run;
  if (figure.key === "duration") return <p>{texts.exact}</p>;
  const halfWidth = wordFigureHalfWidth(wording, figure.key, figure.value, figure.halfWidth);
  if (halfWidth === null) return <p>{texts.noWidth}</p>;
  const value = joinQuantity(wordFigure(wording, figure.key, figure.value));
  const spread = figureSpread(figure.key, view.distributions);
  const ends =
    spread === null
      ? null
      : figure.key === "pace"
        ? ([spread[2], spread[0]] as const)
        : ([spread[0], spread[2]] as const);
  const end = (at: number) => joinQuantity(wordFigure(wording, figure.key, at));
  return (
    <>
      <IntervalPicture figure={figure} spread={spread} />
      <p>
        {figure.key === "distance"
          ? texts.ofTotal(value, joinQuantity(halfWidth))
          : texts.ofStride(joinQuantity(halfWidth))}
      </p>
      {ends !== null && <p>{texts.spread(end(ends[0]), end(ends[1]))}</p>}
    </>
  );
}
