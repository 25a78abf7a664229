// Step: every module and JSON file is written as oxfmt writes it (.oxfmtrc.json).
import type { CheckStep } from "./step.ts";
import { readCount, runTool } from "./tool.ts";

export const formatStep: CheckStep = {
  name: "format",
  remedy: "run `npm run format`",
  async check(rootFolder) {
    const run = await runTool(rootFolder, "oxfmt", ["--check"]);
    return {
      lookedAtCount: readCount(run.output, /on (\d+) files/),
      lookedAt: "files",
      problems: run.exitCode === 0 ? [] : [run.output.trim()],
    };
  },
};
