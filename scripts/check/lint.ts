// Step: oxlint's rules, those that need types among them, over every module but the kernel's AssemblyScript (.oxlintrc.json).
import type { CheckStep } from "./step.ts";
import { readCount, runTool } from "./tool.ts";

export const lintStep: CheckStep = {
  name: "lint",
  remedy:
    "mend what the rule names; a rule that is wrong for us is changed in .oxlintrc.json, never silenced in a file",
  async check(rootFolder) {
    const run = await runTool(rootFolder, "oxlint", ["--type-aware", "--deny-warnings"]);
    return {
      lookedAtCount: readCount(run.output, /on (\d+) files/),
      lookedAt: "files",
      problems: run.exitCode === 0 ? [] : [run.output.trim()],
    };
  },
};
