// The order of the test files: the longest first, so that a run does not end with one worker on a long file while the
// others have nothing. Vitest knows durations only of earlier runs of the same clone; CI's clone has none.
import { BaseSequencer } from "vitest/node";

/** The files that take longest, longest first, as `npm test` on two cores measured them. */
export const LONGEST_FILES: readonly string[] = [
  "apps/web/src/journeys/account-screens.browser.test.ts",
  "apps/web/src/journeys/screens.browser.test.ts",
  "apps/server/src/main.test.ts",
  "apps/web/src/journeys/interruption.browser.test.ts",
  "apps/web/src/screens/run/run-page.browser.test.ts",
  "apps/server/src/admin/admin.test.ts",
  "apps/web/src/worker/imports.browser.test.ts",
  "scripts/crash/crash.test.ts",
  "apps/web/src/journeys/keyboard.browser.test.ts",
  "apps/web/src/journeys/secure-context.browser.test.ts",
  "apps/web/src/journeys/first-visit.browser.test.ts",
  "apps/web/src/journeys/two-browsers.browser.test.ts",
  "apps/web/src/journeys/offline.browser.test.ts",
  "apps/web/src/sync/real-server.test.ts",
  "apps/cli/src/server/server-commands.test.ts",
  "apps/server/src/http/recordings/recording-storage.test.ts",
  "apps/web/src/ui/showcase/showcase.browser.test.ts",
  "apps/server/src/lan.test.ts",
  "apps/server/src/backup/older-backup.test.ts",
  "apps/server/src/database/embedded/supervisor.test.ts",
  "apps/web/src/screens/account/account.browser.test.ts",
  "apps/web/src/journeys/real-recording.browser.test.ts",
  "apps/web/src/ui/showcase/lazy-menu.browser.test.ts",
  "apps/server/src/jobs/analyse-run.test.ts",
  "apps/server/src/database/embedded/kill-proof.test.ts",
  "apps/server/src/main-database.test.ts",
  "apps/web/src/screens/operator/operator.browser.test.ts",
  "apps/web/src/journeys/sharing.browser.test.ts",
];

/** Where a file stands: its place among the longest, else behind all of them. */
export function placeOf(path: string): number {
  const place = LONGEST_FILES.findIndex((file) => path.endsWith(`/${file}`));
  return place === -1 ? LONGEST_FILES.length : place;
}

type Files = Parameters<BaseSequencer["sort"]>[0];

export class LongestFirst extends BaseSequencer {
  /** The longest by the list, the others as Vitest orders them. */
  override async sort(files: Files): Promise<Files> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => placeOf(a.moduleId) - placeOf(b.moduleId));
  }
}
