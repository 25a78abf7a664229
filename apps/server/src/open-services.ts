// Opens what the server works with, in order, and closes it in the opposite one. Comes in: settings and surroundings.
// Goes out: Services. Each room that needs opening has its lines here.
import { randomBytes } from "node:crypto";
import { openDatabase } from "./database/open-database.ts";
import type { Refusal } from "./refusal.ts";
import type { Surroundings } from "./serve.ts";
import type { Services } from "./services.ts";
import type { Settings } from "./settings.ts";

/** Services in use. */
export interface OpenServices {
  services: Services;
  database: { kind: "embedded" | "given"; place: string };
  /** Resolves when the database was lost to another server. */
  lost: Promise<Refusal>;
  /** Call it when nothing listens any more. */
  close: () => Promise<void>;
}

/** Opens them. Throws Refusal. */
export async function openServices(settings: Settings, around: Surroundings): Promise<OpenServices> {
  const { log, now } = around;
  const opened = await openDatabase({ choice: settings.database, dataFolder: settings.dataFolder, log });
  const { database, pool, kind, place, lost, close } = opened;
  const services = { database, pool, now, randomBytes, log, settings };
  return { services, database: { kind, place }, lost, close };
}
