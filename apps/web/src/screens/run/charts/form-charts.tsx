// Pace and form over the run: charts on one shared cursor. uPlot is loaded when this is first shown; the cursor moves
// outside React (PGE5, PGE7, PGE8).
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { RunView } from "@solewise/insight";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { AddIcon, SubtractIcon } from "./zoom-icons.tsx";
import { Button } from "../../../ui/button.tsx";
import { Section } from "../../../ui/section.tsx";
import { SegmentedControl } from "../../../ui/segmented-control.tsx";
import { CursorFollowers } from "../cursor/cursor-followers.ts";
import type { RunAxis, RunCursor } from "../cursor/run-cursor.ts";
import { type ChartKey, chartKeys } from "./chart-channels.ts";
import { ChartRow } from "./chart-row.tsx";
import type { ChartStack } from "./chart-stack.ts";
import { CursorPlaceWords } from "./cursor-place-words.tsx";
import { CursorSlider } from "./cursor-slider.tsx";
import { ZOOM_STEP } from "./scrub.ts";
import "./form-charts.css";
import { wordTickOf } from "./word-chart.ts";
import { useChartStack } from "./use-chart-stack.ts";
import { zoomAround } from "./zoom-range.ts";

/** The charts. */
export function FormCharts({ view, cursor }: { view: RunView; cursor: RunCursor }) {
  const messages = useMessages();
  const format = useFormat();
  const { charts: texts } = messages.run;
  const [axis, setAxis] = useState<RunAxis>("distance");
  const keys = useMemo(() => chartKeys(view), [view]);
  const root = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const stackElement = useRef<HTMLDivElement>(null);
  const followers = useMemo(() => new CursorFollowers(cursor), [cursor]);
  const [hosts] = useState(() => new Map<ChartKey, HTMLElement>());
  const wordTick = useCallback(
    (key: ChartKey, value: number, ticks: readonly number[]) => wordTickOf({ format, messages }, key, value, ticks),
    [format, messages],
  );
  const stack = useChartStack({ view, axis, format, wordTick, keys, hosts, element: stackElement });
  useEffect(() => {
    const sheets = [words.current, stackElement.current].filter((sheet) => sheet !== null);
    return root.current === null ? undefined : followers.start({ root: root.current, sheets });
  }, [followers]);
  useEffect(() => stack?.follow(() => followers.redraw()), [stack, followers]);
  const choices = [
    { value: "distance" as const, label: texts.byDistance },
    { value: "time" as const, label: texts.byTime },
  ];
  return (
    <Section title={texts.title} lead={texts.hint}>
      <div className="form-charts" ref={root}>
        <div className="form-charts__bar">
          <div className="form-charts__where" ref={words}>
            <CursorPlaceWords view={view} followers={followers} />
            <WholeButton stack={stack} />
          </div>
          <div className="form-charts__axis">
            <SegmentedControl label={texts.axis} isLabelHidden choices={choices} value={axis} onChange={setAxis} />
          </div>
          <ZoomButtons stack={stack} axis={axis} cursor={cursor} />
        </div>
        <div className="form-charts__stack" ref={stackElement}>
          {keys.map((key) => (
            <ChartRow key={key} chartKey={key} {...{ view, followers, stack, axis, hosts }} />
          ))}
          {stack !== null && <CursorSlider {...{ view, cursor, followers, stack, axis }} />}
        </div>
        <p className="run-page__note">
          {view.track === null ? texts.tooShort : texts.cloud} {texts.asTable}
        </p>
      </div>
    </Section>
  );
}

/** Whether less than the whole run is shown. */
function useIsZoomed(stack: ChartStack | null): boolean {
  const follow = useCallback((listener: () => void) => stack?.follow(listener) ?? (() => {}), [stack]);
  return useSyncExternalStore(follow, () => stack?.isZoomed ?? false);
}

function WholeButton({ stack }: { stack: ChartStack | null }) {
  const { charts: texts } = useMessages().run;
  if (!useIsZoomed(stack)) return null;
  return (
    <Button kind="plain" size="s" onPress={() => stack?.show(stack.whole)}>
      {texts.whole}
    </Button>
  );
}

function ZoomButtons({ stack, axis, cursor }: { stack: ChartStack | null; axis: RunAxis; cursor: RunCursor }) {
  const { charts: texts } = useMessages().run;
  const isZoomed = useIsZoomed(stack);
  const zoom = (factor: number) => {
    if (stack === null) return;
    const { distanceMeters, elapsedSec } = cursor.place;
    stack.show(zoomAround(stack.shown, stack.whole, factor, axis === "distance" ? distanceMeters : elapsedSec));
  };
  return (
    <div className="form-charts__zoom">
      <IconButton
        label={texts.zoomOut}
        icon={<SubtractIcon />}
        isDisabled={!isZoomed}
        onPress={() => zoom(1 / ZOOM_STEP)}
      />
      <IconButton label={texts.zoomIn} icon={<AddIcon />} onPress={() => zoom(ZOOM_STEP)} />
    </div>
  );
}
