// Where PostgreSQL's programs are and as whom they run, as a program: `node postgres-programs.ts FOLDER`, for those who start one
// beside the server. Comes in: the folder of its data. Goes out: one JSON line.
import { findBinaries } from "../database/embedded/binaries.ts";
import { chooseOsUser } from "../database/embedded/os-user.ts";

process.stdout.write(`${JSON.stringify({ ...findBinaries(), user: chooseOsUser(process.argv[2] ?? "") })}\n`);
