// Opens what the server works with, in order, and closes it in the opposite one. Comes in: settings and surroundings.
// Goes out: Services. Each room that needs opening has its lines here.
import { randomBytes } from "node:crypto";
import { type Accounts, openAccounts } from "./accounts/accounts.ts";
import { openAuthSecret } from "./accounts/auth-secret.ts";
import { openStartLink } from "./accounts/invitations.ts";
import { openMail } from "./accounts/mail.ts";
import { sweepAccounts } from "./accounts/rate-limits.ts";
import { openDatabase } from "./database/open-database.ts";
import { messageOf, type Refusal } from "./refusal.ts";
import type { Surroundings } from "./serve.ts";
import type { Services } from "./services.ts";
import type { Settings } from "./settings.ts";

/** How often what has expired is removed from the accounts' tables. Milliseconds; one hour. */
const SWEEP_EVERY_MS = 3_600_000;

/** Services in use. */
export interface OpenServices {
  services: Services;
  database: { kind: "embedded" | "given"; place: string };
  /** Makes the first operator: ORIGIN/#/join/TOKEN; null when there is one. */
  startToken: string | null;
  /** Resolves when the database was lost to another server. */
  lost: Promise<Refusal>;
  /** Call it when nothing listens any more. */
  close: () => Promise<void>;
}

function sweepHourly(accounts: Accounts): () => void {
  const sweep = (): void => {
    sweepAccounts(accounts).catch((error: unknown) => accounts.log(`accounts: ${messageOf(error)}`));
  };
  const timer = setInterval(sweep, SWEEP_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Opens them. Throws Refusal. */
export async function openServices(settings: Settings, around: Surroundings): Promise<OpenServices> {
  const { log, now } = around;
  const secret = await openAuthSecret(settings.dataFolder, settings.authSecret);
  const sendMail = openMail(settings.mail);
  const opened = await openDatabase({ choice: settings.database, dataFolder: settings.dataFolder, log });
  const { database, pool, kind, place, lost, close } = opened;
  try {
    const accounts = openAccounts({ database, pool, secret, sendMail, log, now, randomBytes });
    const startToken = await openStartLink(accounts);
    const stopSweeping = sweepHourly(accounts);
    const services = { database, pool, now, randomBytes, log, settings, accounts };
    const closeAll = async (): Promise<void> => {
      stopSweeping();
      await close();
    };
    return { services, database: { kind, place }, startToken, lost, close: closeAll };
  } catch (error) {
    await close();
    throw error;
  }
}
