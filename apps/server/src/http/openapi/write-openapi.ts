// `npm run api`, its first half: writes docs/protocol/openapi.json from the routes; with `--check` it writes nothing and exits
// 1 where the file differs. Comes in: the routes. No database is asked.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { writeOpenapi } from "./application-for-openapi.ts";

const FILE = fileURLToPath(new URL("../../../../../docs/protocol/openapi.json", import.meta.url));

const text = await writeOpenapi();
if (!process.argv.includes("--check")) writeFileSync(FILE, text);
else if (readFileSync(FILE, "utf8") !== text) {
  console.error("docs/protocol/openapi.json is not what the routes say: npm run api");
  process.exitCode = 1;
}
