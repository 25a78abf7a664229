// Step: no file, export or dependency that nobody uses (knip.json).
import { listRepositoryPaths, isModulePath } from "./repository-files.ts";
import type { CheckStep } from "./step.ts";
import { runTool } from "./tool.ts";

export const deadCodeStep: CheckStep = {
  name: "dead code",
  remedy: "delete what nobody uses, or export it from the room's door",
  async check(rootFolder) {
    const run = await runTool(rootFolder, "knip", ["--no-progress", "--no-config-hints"]);
    return {
      lookedAtCount: listRepositoryPaths(rootFolder).filter(isModulePath).length,
      lookedAt: "modules",
      problems: run.exitCode === 0 ? [] : [run.output.trim()],
    };
  },
};
