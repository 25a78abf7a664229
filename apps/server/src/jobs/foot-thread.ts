// The threads that analyse: a foot's bytes → strides, feet → a run. Comes in: an AnalysisTask. Goes out: DetectedFoot or
// AssembledRun, or the refusal of a recording that cannot be used.
import { workOnTasks } from "../threads/task-thread.ts";
import type { AnalysisTask } from "./analysis-messages.ts";
import { assembleFeet } from "./assemble-feet.ts";
import { detectFoot } from "./detect-foot.ts";

workOnTasks(async (task: AnalysisTask) => {
  if (task.kind === "assemble") return { result: assembleFeet(task) };
  const result = await detectFoot(task);
  return { result, transfer: [result.words.buffer, result.paths.buffer] };
});
