// Figures, uncertainty, legend. All numbers are invented.
import { useFormat, useMessages } from "../../language/language-context.tsx";
import { EstimateBadge } from "../badge.tsx";
import { Card } from "../card.tsx";
import { FigureGrid, FigureTile } from "../figure-tile.tsx";
import { Section } from "../section.tsx";
import { SwatchLegend } from "../swatch.tsx";
import { UncertaintyBar } from "../uncertainty-bar.tsx";
import { BothThemes } from "./both-themes.tsx";
import { useWords } from "./words.ts";

const DISTANCE_METERS = 8413;
const DISTANCE_HALF_WIDTH_METERS = 190;
const SPEED_MPS = 3.05;

function nothing() {}

function Figures() {
  const words = useWords();
  const { run, ui } = useMessages();
  const format = useFormat();
  const distance = format.distance(DISTANCE_METERS);
  const half = format.distance(DISTANCE_HALF_WIDTH_METERS, DISTANCE_METERS);
  const pace = format.pace(SPEED_MPS);
  return (
    <FigureGrid>
      <FigureTile
        size="l"
        label={words.distance}
        value={DISTANCE_METERS}
        text={distance.text}
        unit={distance.unit}
        uncertainty={ui.plusMinus(`${half.text} ${half.unit}`)}
        onPress={nothing}
      />
      <FigureTile
        label={words.pace}
        value={SPEED_MPS}
        text={pace.text}
        unit={pace.unit}
        uncertainty={ui.plusMinus(format.paceHalfWidth(SPEED_MPS, 0.07).text)}
        onPress={nothing}
      />
      <FigureTile
        label={words.cadence}
        value={171.4}
        text={format.number(171.4)}
        unit={words.steps}
        uncertainty={ui.plusMinus(format.number(1))}
        onPress={nothing}
      />
      <FigureTile
        label={words.contact}
        value={243}
        text={format.number(243)}
        unit={run.units.ms}
        uncertainty={
          <UncertaintyBar value={243} halfWidth={12} min={180} max={320} label={ui.interval("231", "255 ms")} />
        }
        onPress={nothing}
      />
      <FigureTile
        label={words.eversion}
        value={8.2}
        text={format.number(8.2, 1)}
        unit="°"
        badge={<EstimateBadge />}
        uncertainty={ui.plusMinus(`${format.number(2.1, 1)}°`)}
        onPress={nothing}
      />
      <FigureTile label={words.flight} value={null} text={format.number(null)} unit={run.units.ms} />
    </FigureGrid>
  );
}

/** Numbers and how sure they are. */
export function ShowcaseFigures() {
  const words = useWords();
  const { app, ui } = useMessages();
  return (
    <>
      <Section title={words.figures} lead={words.figuresWhen}>
        <BothThemes>
          <Figures />
        </BothThemes>
      </Section>
      <Section title={words.uncertainty} lead={words.uncertaintyWhen} level={3}>
        <Card>
          <div className="showcase__stack">
            <UncertaintyBar value={243} halfWidth={4} min={180} max={320} label={ui.interval("239", "247 ms")} />
            <UncertaintyBar
              value={238}
              halfWidth={14}
              min={180}
              max={320}
              label={ui.interval("224", "252 ms")}
              side="left"
            />
            <UncertaintyBar
              value={262}
              halfWidth={40}
              min={180}
              max={320}
              label={ui.interval("222", "302 ms")}
              side="right"
            />
          </div>
        </Card>
      </Section>
      <Section title={words.legend} lead={words.legendWhen} level={3}>
        <BothThemes>
          <SwatchLegend
            label={words.legend}
            entries={[
              { colour: "left", label: app.left, shape: "line" },
              { colour: "right", label: app.right, shape: "dashes" },
              { colour: "run", label: words.running },
              { colour: "walk", label: words.walking },
              { colour: "stairs", label: words.stairs },
              { colour: "accent", label: words.cadence, shape: "dot" },
            ]}
          />
        </BothThemes>
      </Section>
    </>
  );
}
