// Where PostgreSQL's programs are and as whom they run, and a free port, as a program: `node postgres-programs.ts FOLDER`, for those who start one
// beside the server. Comes in: the folder of its data. Goes out: one JSON line.
import { findBinaries } from "../database/embedded/binaries.ts";
import { freePort } from "../database/embedded/free-port.ts";
import { chooseOsUser } from "../database/embedded/os-user.ts";

const found = { ...findBinaries(), user: chooseOsUser(process.argv[2] ?? ""), port: await freePort() };
process.stdout.write(`${JSON.stringify(found)}\n`);
