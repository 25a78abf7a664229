// Tidy rule: source files and their folders are kebab-case after their main noun or verb; names that say nothing are
// refused. Source: STYLE, Names 11.

/** Names under which anything could be filed. */
const EMPTY_NAMES = new Set(["util", "utils", "helper", "helpers", "common", "manager", "info", "misc", "data"]);

/** Words that make a longer name say nothing either: `string-utils`. */
const EMPTY_LAST_WORDS = new Set(["util", "utils", "helper", "helpers", "manager"]);

/** The folder of the public data sets keeps the name that the command has. */
const NAMED_AFTER_A_COMMAND = new Set(["scripts/data"]);

const SOURCE = /\.(ts|tsx|mts|js|mjs|cjs|c|h|css|sql|sh|svg|html)$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export function findNameProblems(path: string): string[] {
  if (!SOURCE.test(path)) return [];
  const parts = path.split("/");
  return parts.flatMap((part, index) => {
    const name = index === parts.length - 1 ? (part.split(".")[0] ?? "") : part;
    if (name === "" || part.startsWith(".")) return [];
    if (NAMED_AFTER_A_COMMAND.has(parts.slice(0, index + 1).join("/"))) return [];
    if (!KEBAB.test(name)) return [`${path}: “${part}” is not kebab-case`];
    return saysNothing(name) ? [`${path}: “${name}” says nothing of what is in it; name its main noun or verb`] : [];
  });
}

function saysNothing(name: string): boolean {
  return EMPTY_NAMES.has(name) || EMPTY_LAST_WORDS.has(name.split("-").at(-1) ?? "");
}
