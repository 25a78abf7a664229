// English of all areas that are loaded later, for the build's comparison and for tests; the app loads each alone.
import { account } from "./account.ts";
import { operator } from "./operator.ts";
import { syncing } from "./syncing.ts";

export const enLater = { account, operator, syncing };
