// Everything below the figures, in one chunk of its own; each part is loaded when it comes near the screen (PGE1).
import type { OpenedRun } from "../../worker/analysis-jobs.ts";
import { FormCharts } from "./charts/form-charts.tsx";
import type { RunCursor } from "./cursor/run-cursor.ts";

/** The pictures of a run with strides. */
export function RunPictures({ opened, cursor }: { opened: OpenedRun; cursor: RunCursor }) {
  const { view } = opened;
  return (
    <>
      <FormCharts view={view} cursor={cursor} />
    </>
  );
}
