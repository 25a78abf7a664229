// Runs dependency-cruiser with our rules over named modules of a folder: the repository, a fixture or a test's own.
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { BOUNDARY_RULES } from "./rules.ts";

/** One import that a rule forbids; paths from the folder cruised. */
export interface BoundaryViolation {
  rule: string;
  from: string;
  to: string;
}

/** Modules that were looked at, and what is wrong with them. */
export interface Cruise {
  cruised: Set<string>;
  violations: BoundaryViolation[];
}

/** Cruises the modules given by path from the folder. What they import outside the folder is judged but not followed. */
export async function cruiseModules(folder: string, paths: string[]): Promise<Cruise> {
  if (paths.length === 0) return { cruised: new Set(), violations: [] };
  const { output } = await cruise(paths, {
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden: [...BOUNDARY_RULES] },
    doNotFollow: { path: ["node_modules", "^\\.\\./"] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json"],
    },
  });
  const result = output as ICruiseResult;
  return {
    cruised: new Set(result.modules.map((module) => module.source)),
    violations: result.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}
