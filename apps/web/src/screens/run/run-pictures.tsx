// Everything below the figures, in one chunk of its own; parts far down are loaded when they come near the screen (PGE1).
import { lazy } from "react";
import type { OpenedRun } from "../../worker/analysis-jobs.ts";
import { ActivityBands } from "./bands/activity-bands.tsx";
import { FormCharts } from "./charts/form-charts.tsx";
import type { RunCursor } from "./cursor/run-cursor.ts";
import { SplitTable } from "./splits/split-table.tsx";
import { WhenNear } from "./when-near.tsx";

const FootPicture = lazy(async () => ({ default: (await import("./foot/foot-picture.tsx")).FootPicture }));
const PathPicture = lazy(async () => ({ default: (await import("./path/path-picture.tsx")).PathPicture }));
const LeftRight = lazy(async () => ({ default: (await import("./balance/left-right.tsx")).LeftRight }));
const StrideSpread = lazy(async () => ({ default: (await import("./spread/stride-spread.tsx")).StrideSpread }));

/** The pictures of a run with strides. */
export function RunPictures({ opened, cursor }: { opened: OpenedRun; cursor: RunCursor }) {
  const { run, view } = opened;
  return (
    <>
      <ActivityBands view={view} durationSec={run.summary.durationSec} />
      <SplitTable view={view} />
      <FormCharts view={view} cursor={cursor} />
      <WhenNear minHeightRem={34}>
        <FootPicture view={view} cursor={cursor} />
      </WhenNear>
      <WhenNear minHeightRem={40}>
        <PathPicture opened={opened} cursor={cursor} />
      </WhenNear>
      <WhenNear minHeightRem={40}>
        <LeftRight view={view} />
      </WhenNear>
      <WhenNear minHeightRem={60}>
        <StrideSpread view={view} />
      </WhenNear>
    </>
  );
}
