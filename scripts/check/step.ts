// What a step of `npm run check` is: it looks at a repository folder and says what it saw and what is wrong.

/** What one step found. */
export interface CheckResult {
  /** How many things were looked at; none is a problem of its own. */
  lookedAtCount: number;
  /** What was counted, in the plural: "files", "rules". */
  lookedAt: string;
  /** One line each: place, what is wrong. Several lines where a tool's own words are passed on. */
  problems: string[];
}

/** One step: a name of one or two words, what to do when it fails, and the look itself. */
export interface CheckStep {
  name: string;
  remedy: string;
  /** Looks at the repository in this folder. Throws only when the step itself cannot run. */
  check(rootFolder: string): Promise<CheckResult>;
}
