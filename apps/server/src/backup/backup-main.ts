// npm run backup: the whole server in one file, while it runs or not. Comes in: FILE and the server's environment. Goes
// out: the file, what is in it on stdout. Exit: 0 whole, 1 not made or a recording was missing, 2 wrong usage.
import { keyIdOf } from "../objects/recording-blocks/block-cipher.ts";
import { openObjectStore, storeChoiceOf } from "../objects/store-choice.ts";
import { Refusal, wrongSetting } from "../refusal.ts";
import { pathFrom, runProgram, settingsOfServer, shownBytes, tell } from "./command-line.ts";
import { rememberBackup } from "./last-backup.ts";
import { reachDatabase } from "./reach-database.ts";
import { showBackup } from "./show-backup.ts";
import { refuseHalfRestoredDatabase, refuseHalfRestoredFolder } from "./unfinished-restore.ts";
import { writeBackup, type WrittenBackup } from "./write-backup.ts";

const HELP = `Writes everything the server keeps into one file: accounts, runs, strides, recordings.

  npm run backup -- FILE        for example FILE = /media/disk/solewise-2026-05-01.backup

The server may be running. FILE must not be there yet; it appears when it is whole.
The data folder is SOLEWISE_HOME, the database DATABASE_URL, as for npm start.
Not in it: sessions (everybody signs in again after a restore), the server's secret, OBJECTS_KEY, certificates.
Anybody who has the file can read what runners recorded: keep it as safe as the server.
Guide: docs/guides/backup.md
`;

async function backUp(file: string, signal: AbortSignal): Promise<WrittenBackup> {
  const settings = settingsOfServer();
  const { database: choice, dataFolder, objectsKey } = settings;
  refuseHalfRestoredFolder(dataFolder);
  const reached = await reachDatabase({ choice, dataFolder, log: tell }, "beside");
  try {
    await refuseHalfRestoredDatabase(reached.pool, reached.place);
    const written = await writeBackup({
      pool: reached.pool,
      objects: openObjectStore(storeChoiceOf(settings)),
      file,
      objectsKeyId: objectsKey === null ? null : keyIdOf(objectsKey).toString("hex"),
      now: () => new Date(),
      log: tell,
      signal,
    });
    await rememberBackup(dataFolder, { createdAtUtc: written.head.createdAtUtc, fileBytes: written.fileBytes });
    return written;
  } finally {
    await reached.close();
  }
}

await runProgram(HELP, async (args, signal) => {
  const [name, ...others] = args;
  if (name === undefined || others.length > 0 || name.startsWith("-"))
    throw wrongSetting("npm run backup --", "the name of one file", args.join(" ") || "nothing", "See --help.");
  const file = pathFrom(name);
  const { head, manifest, fileBytes } = await backUp(file, signal);
  process.stdout.write(showBackup(head, manifest));
  if (manifest.missingBlobs.length > 0)
    throw new Refusal(
      `${file} was made, but ${manifest.missingBlobs.length} recordings or paths that runs name were not in the ` +
        `store: ${manifest.missingBlobs.slice(0, 3).join(", ")}. Everything else is in it.`,
    );
  return `Backup ${file}, ${shownBytes(fileBytes)}, of ${head.createdAtUtc}\n`;
});
