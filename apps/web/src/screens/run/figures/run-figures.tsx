// The figures, first on the page. Comes in: the run's view. Goes out: tiles; each opens its explanation (PGE3, PGE4).
import type { FigureKey, RunFigure, RunView } from "@solewise/insight";
import type { RunSummary } from "@solewise/terms";
import { useState } from "react";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import { EstimateBadge } from "../../../ui/badge.tsx";
import { FigureGrid, FigureTile } from "../../../ui/figure-tile.tsx";
import { lazyOverlay } from "../../../ui/lazy-overlay.tsx";
import { Section } from "../../../ui/section.tsx";
import "./run-figures.css";
import { joinQuantity, wordFigure, wordFigureHalfWidth } from "../words/quantity-words.ts";

const FigureSheet = lazyOverlay(async () => (await import("./figure-sheet.tsx")).FigureSheet);

/** All figures in their order. */
export function RunFigures({ view, summary }: { view: RunView; summary: RunSummary }) {
  const { run: texts } = useMessages();
  const [opened, setOpened] = useState<FigureKey | null>(null);
  const figure = view.figures.find(({ key }) => key === opened);
  return (
    <Section title={texts.figure.title} lead={figuresOf(view, texts.figure)}>
      <div className="run-figures">
        <FigureGrid>
          {view.figures.map((each) => (
            <Tile figure={each} key={each.key} onPress={() => setOpened(each.key)} />
          ))}
        </FigureGrid>
      </div>
      {figure !== undefined && (
        <FigureSheet figure={figure} view={view} summary={summary} onClose={() => setOpened(null)} />
      )}
    </Section>
  );
}

function Tile({ figure, onPress }: { figure: RunFigure; onPress: () => void }) {
  const messages = useMessages();
  const wording = { format: useFormat(), messages };
  const { text, unit } = wordFigure(wording, figure.key, figure.value);
  const halfWidth = wordFigureHalfWidth(wording, figure.key, figure.value, figure.halfWidth);
  return (
    <FigureTile
      label={messages.run.figures[figure.key].name}
      figure={figure.key}
      value={figure.value}
      text={text}
      unit={unit}
      uncertainty={
        figure.value === null
          ? messages.app.notMeasured
          : halfWidth === null
            ? undefined
            : messages.ui.plusMinus(joinQuantity(halfWidth))
      }
      badge={figure.isEstimate && figure.value !== null ? <EstimateBadge /> : undefined}
      onPress={onPress}
    />
  );
}

function figuresOf(
  { figuresActivity }: RunView,
  texts: { leadRun: string; leadWalk: string; leadStairs: string },
): string | undefined {
  if (figuresActivity === null) return undefined;
  return { run: texts.leadRun, walk: texts.leadWalk, stairs: texts.leadStairs }[figuresActivity];
}
