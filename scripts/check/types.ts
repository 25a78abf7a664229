// Step: the workspace's types hold under the pinned TypeScript (tsconfig.json).
import type { CheckStep } from "./step.ts";
import { runTool } from "./tool.ts";

export const typesStep: CheckStep = {
  name: "types",
  remedy: "mend the types; `npx tsc -p .` shows the same",
  async check(rootFolder) {
    const run = await runTool(rootFolder, "tsc", ["-p", ".", "--listFiles"]);
    const lines = run.output.split("\n").filter((line) => line.trim() !== "");
    const listed = lines.filter((line) => /^(\/|[A-Za-z]:).*\.[cm]?tsx?$/.test(line));
    const said = lines.filter((line) => !listed.includes(line));
    return {
      lookedAtCount: listed.filter((line) => !line.includes("/node_modules/")).length,
      lookedAt: "files",
      problems: run.exitCode === 0 ? [] : [said.join("\n")],
    };
  },
};
