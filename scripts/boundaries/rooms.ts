// The table of rooms (ARCHITECTURE.md): what each may import, whether the room exists yet or not.

/** A room and the packages it may import. */
export interface Room {
  /** Folder from the root, which is also the room's name. */
  folder: string;
  mayImport: readonly string[];
}

/** Packages that the table names, those to come included. */
export const PACKAGES = [
  "terms",
  "shoe",
  "gait",
  "run",
  "insight",
  "exchange",
  "reward",
  "guardian",
  "simulate",
  "client",
] as const;

export const ROOMS: readonly Room[] = [
  { folder: "packages/terms", mayImport: [] },
  { folder: "packages/shoe", mayImport: ["terms"] },
  { folder: "packages/gait", mayImport: ["terms"] },
  { folder: "packages/exchange", mayImport: ["terms"] },
  { folder: "packages/guardian", mayImport: ["terms"] },
  { folder: "packages/client", mayImport: ["terms"] },
  { folder: "packages/run", mayImport: ["terms", "gait"] },
  { folder: "packages/insight", mayImport: ["terms", "gait", "run"] },
  { folder: "packages/reward", mayImport: ["terms"] },
  { folder: "packages/simulate", mayImport: ["terms", "gait", "shoe"] },
  { folder: "apps/server", mayImport: PACKAGES.filter((name) => name !== "client" && name !== "simulate") },
  { folder: "apps/cli", mayImport: PACKAGES.filter((name) => name !== "reward" && name !== "guardian") },
  { folder: "apps/web", mayImport: PACKAGES },
  { folder: "apps/lab", mayImport: ["terms", "shoe", "gait", "run", "simulate"] },
];
