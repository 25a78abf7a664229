// Step: the workspace's types hold under the pinned TypeScript: everything but the app (tsconfig.json), and the app with
// the browser's types (apps/web/tsconfig.json).
import type { CheckStep } from "./step.ts";
import { runTool } from "./tool.ts";

/** Folders with a tsconfig.json; a module belongs to one of them. */
const PROJECTS = [".", "apps/web"];

export const typesStep: CheckStep = {
  name: "types",
  remedy: "mend the types; `npx tsc -p .` shows the same",
  async check(rootFolder) {
    const looked = new Set<string>();
    const problems: string[] = [];
    for (const project of PROJECTS) {
      const run = await runTool(rootFolder, "tsc", ["-p", project, "--listFiles"]);
      const lines = run.output.split("\n").filter((line) => line.trim() !== "");
      const listed = lines.filter((line) => /^(\/|[A-Za-z]:).*\.[cm]?tsx?$/.test(line));
      const said = lines.filter((line) => !listed.includes(line));
      for (const file of listed) if (!file.includes("/node_modules/")) looked.add(file);
      if (run.exitCode !== 0) problems.push(said.join("\n"));
    }
    return { lookedAtCount: looked.size, lookedAt: "files", problems };
  },
};
