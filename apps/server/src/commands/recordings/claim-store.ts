// Whose a store is. Comes in: a database, a store. Goes out: a store that is this database's alone, or an error that says whose it
// is: what the rows of its database do not name is removed there. OBJ37
import { sql } from "kysely";
import type { Database } from "../../database/tables.ts";
import type { ObjectStore } from "../../objects/object-store.ts";

/** Names a database among all others: the number its cluster was given when it was made, and its own in there. */
const OWNER = sql<{ owner: string }>`
  select (select system_identifier from pg_control_system()) || '-' ||
    (select oid from pg_database where datname = current_database()) as owner`;

/** Claims it. `takesOver`: also when it is another's. Throws StoreAwayError. */
export async function claimStore(database: Database, objects: ObjectStore, takesOver = false): Promise<void> {
  const readOwner = async (): Promise<string> => (await OWNER.execute(database)).rows[0]?.owner ?? "";
  await objects.claim(readOwner, takesOver);
}
