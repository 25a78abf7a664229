// How well a figure was compared with a reference, in words: real or computed sensor, how many people, which source.
import type { FigureKey } from "@solewise/insight";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import { joinQuantity } from "../words/quantity-words.ts";
import { FIGURE_EVIDENCE, type FigureEvidence } from "./figure-evidence.ts";

/** A short paragraph and the literature. */
export function EvidenceWords({ figureKey, isEstimate }: { figureKey: FigureKey; isEstimate: boolean }) {
  const { figure: texts } = useMessages().run;
  const measured = useMeasured(FIGURE_EVIDENCE[figureKey]);
  const literature = texts.literature[figureKey];
  return (
    <>
      {measured !== null && <p>{measured}</p>}
      {measured !== null && <p>{texts.fewPersons}</p>}
      {isEstimate && <p>{texts.estimateText}</p>}
      {literature === "" ? (
        <p>{texts.clock}</p>
      ) : (
        <p>
          {texts.published} <cite>{literature}</cite>
        </p>
      )}
    </>
  );
}

function useMeasured(evidence: FigureEvidence | null): string | null {
  const format = useFormat();
  const { figure: texts, units } = useMessages().run;
  if (evidence === null) return null;
  const { bias, spread, personCount, count, sensor } = evidence;
  const unit = evidence.unit === "ms" ? units.ms : evidence.unit;
  if (spread === null) return texts.measuredTrials(format.percent(bias / 100, 1), count, personCount);
  const say = sensor === "real" ? texts.measuredReal : texts.measuredVirtual;
  const quantity = (value: number) => joinQuantity({ text: format.number(value, 1), unit });
  return say(quantity(bias), quantity(spread), count, personCount);
}
