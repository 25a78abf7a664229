// npm run restore: a backup into an empty server. Comes in: FILE and the environment of the server that is to be. Goes
// out: that server, not running; what was compared on stdout. Exit: 0 restored, 1 not, 2 wrong usage.
import { openDataFolder } from "../data-folder.ts";
import { takeWorkLock } from "../jobs/work-lock.ts";
import { keyIdOf } from "../objects/recording-blocks/block-cipher.ts";
import { openObjectStore, storeChoiceOf } from "../objects/store-choice.ts";
import { Refusal, wrongSetting } from "../refusal.ts";
import type { Settings } from "../settings.ts";
import { pathFrom, runProgram, settingsOfServer, tell } from "./command-line.ts";
import { reachDatabase } from "./reach-database.ts";
import { verifyBackup } from "./read-backup.ts";
import { restoreBackup, type RestoredBackup } from "./restore-backup.ts";
import { showBackup } from "./show-backup.ts";

const HELP = `Brings a backup into an empty server: a new data folder or database, or one where nobody has registered yet.

  npm run restore -- FILE

The server must not run. Everything is checked before anything is changed, and compared afterwards.
A restore that was interrupted is run again; until then the server does not start.
The data folder is SOLEWISE_HOME, the database DATABASE_URL, as for npm start.
Everybody signs in again afterwards. Recordings that were encrypted need the same OBJECTS_KEY.
Guide: docs/guides/backup.md
`;

/** How long a server that is just ending is waited for. Milliseconds. */
const LOCK_WAIT_MS = 2000;

async function restore(file: string, settings: Settings): Promise<RestoredBackup> {
  const { database: choice, dataFolder } = settings;
  await openDataFolder(dataFolder);
  const reached = await reachDatabase({ choice, dataFolder, log: tell }, "alone");
  try {
    const lock = await takeWorkLock(reached.pool, () => undefined, AbortSignal.timeout(LOCK_WAIT_MS));
    if (lock === null)
      throw new Refusal(`A server runs on the database ${reached.place}. Stop it, and restore into an empty one.`);
    try {
      const { pool, database, place } = reached;
      return await restoreBackup({
        file,
        pool,
        database,
        dataFolder,
        place,
        objects: openObjectStore(storeChoiceOf(settings)),
      });
    } finally {
      await lock.giveBack();
    }
  } finally {
    await reached.close();
  }
}

/** What the operator has to know of the key that recordings are encrypted with. */
function adviseKey(keyId: string | null, { objectsKey }: Settings): string {
  if (keyId === null || (objectsKey !== null && keyIdOf(objectsKey).toString("hex") === keyId)) return "";
  const now = objectsKey === null ? "OBJECTS_KEY is not set" : "OBJECTS_KEY is another one";
  return `Recordings are encrypted with the key ${keyId}; ${now}. Start the server with the one they were made with.\n`;
}

await runProgram(HELP, async (args) => {
  const [name, ...others] = args;
  if (name === undefined || others.length > 0 || name.startsWith("-"))
    throw wrongSetting("npm run restore --", "the name of one backup", args.join(" ") || "nothing", "See --help.");
  const file = pathFrom(name);
  const settings = settingsOfServer();
  await verifyBackup(file); // before a database is made for it
  const { head, manifest, migrated } = await restore(file, settings);
  const upgraded = migrated.length === 0 ? "" : `Upgraded to this version: ${migrated.join(", ")}\n`;
  const missing = manifest.missingBlobs.length;
  return (
    `${showBackup(head, manifest)}Restored and compared: the backup of ${head.createdAtUtc}.\n${upgraded}` +
    (missing === 0 ? "" : `${missing} recordings or paths were missing already when the backup was made.\n`) +
    `${adviseKey(head.objectsKeyId, settings)}Start the server: npm start. Everybody signs in again.\n`
  );
});
