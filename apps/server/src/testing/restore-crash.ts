// A process that restores a backup and kills itself at a step; for tests of what is left then. Comes in: DATABASE_URL, the
// data folder, the file and the step as arguments. Goes out: an end by SIGKILL.
import { join } from "node:path";
import { restoreBackup } from "../backup/restore-backup.ts";
import { openPool } from "../database/pool.ts";
import { FileStore } from "../objects/file-store.ts";

const [url = "", dataFolder = "", file = "", lastStep = ""] = process.argv.slice(2);
const { pool, database } = openPool({ connectionString: url });
await restoreBackup({
  file,
  pool,
  database,
  dataFolder,
  place: "the test's database",
  objects: new FileStore(join(dataFolder, "objects")),
  onStep: (step) => {
    if (step.startsWith(lastStep)) process.kill(process.pid, "SIGKILL");
  },
});
