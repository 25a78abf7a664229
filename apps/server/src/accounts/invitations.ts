// Invitations: a link that opens one account. Comes in: role, note, days. Goes out: a bearer string, shown once; only its
// SHA-256 is kept. The link of a server without operator is one too.
import { createHash } from "node:crypto";
import type { Database, DatabaseTransaction } from "../database/tables.ts";
import type { Role } from "../http/access/caller.ts";
import type { InvitationState } from "../policies/admission.ts";
import type { Accounts } from "./accounts.ts";

/** Random bytes of a bearer string. */
const TOKEN_BYTES = 16;
/** Tells an invitation from other bearer strings, also to a router before several servers. */
const TOKEN_PREFIX = "inv_";
/** Life of the link that makes the first operator. Hours. */
const START_LINK_HOURS = 24;
const HOUR_MS = 3_600_000;

/** One invitation as its operator sees it. */
export interface Invitation {
  invitationId: string;
  role: Role;
  note: string;
  createdAtUtc: string;
  expiresAtUtc: string;
  state: "open" | "used" | "revoked" | "expired";
  usedAtUtc: string | null;
}

function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

interface Wish {
  role: Role;
  note: string;
  hours: number;
  invitedBy: string | null;
}

/** Makes one; `token` is never seen again. */ // ACT16
export async function createInvitation(
  accounts: Accounts,
  wish: Wish,
  database: Database | DatabaseTransaction = accounts.database,
): Promise<{ invitationId: string; token: string; expiresAtUtc: string }> {
  const token = TOKEN_PREFIX + accounts.randomBytes(TOKEN_BYTES).toString("base64url");
  const now = accounts.now();
  const expiresAt = new Date(now.getTime() + wish.hours * HOUR_MS);
  const invitationId = accounts.newId();
  await database
    .insertInto("directory.invitation")
    .values({
      invitation_id: invitationId,
      token_sha256: hashToken(token),
      role: wish.role,
      invited_by: wish.invitedBy,
      note: wish.note,
      created_at: now,
      expires_at: expiresAt,
    })
    .execute();
  return { invitationId, token, expiresAtUtc: expiresAt.toISOString() };
}

/** The newest 500; start links are not among them. */
export async function listInvitations({ database, now }: Accounts): Promise<Invitation[]> {
  const rows = await database
    .selectFrom("directory.invitation")
    .where("invited_by", "is not", null)
    .selectAll()
    .orderBy("created_at", "desc")
    .limit(500)
    .execute();
  return rows.map((row) => {
    const ended = row.expires_at <= now() ? "expired" : "open";
    return {
      invitationId: row.invitation_id,
      role: row.role,
      note: row.note,
      createdAtUtc: row.created_at.toISOString(),
      expiresAtUtc: row.expires_at.toISOString(),
      state: row.used_at !== null ? "used" : row.revoked_at !== null ? "revoked" : ended,
      usedAtUtc: row.used_at?.toISOString() ?? null,
    };
  });
}

/** Takes one back. Whether there was one that nobody had used. */
export async function revokeInvitation({ database, now }: Accounts, invitationId: string): Promise<boolean> {
  const result = await database
    .updateTable("directory.invitation")
    .set({ revoked_at: now() })
    .where("invitation_id", "=", invitationId)
    .where("used_at", "is", null)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Finds one by its bearer string and holds it until the transaction ends, so that two uses at once are one. */ // ACT17
export async function holdInvitation(
  transaction: DatabaseTransaction,
  token: string,
): Promise<{ invitationId: string; role: Role; state: InvitationState } | null> {
  const row = await transaction
    .selectFrom("directory.invitation")
    .where("token_sha256", "=", hashToken(token))
    .selectAll()
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return null;
  const state = {
    expiresAt: row.expires_at,
    isRevoked: row.revoked_at !== null,
    isUsed: row.used_at !== null,
    isStartLink: row.invited_by === null,
  };
  return { invitationId: row.invitation_id, role: row.role, state };
}

/** Whether anybody looks after this server. */
export async function hasOperator(database: Database | DatabaseTransaction): Promise<boolean> {
  const found = await database
    .selectFrom("directory.runner")
    .where("role", "=", "operator")
    .where("login_id", "is not", null)
    .select("runner_id")
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * The bearer string that makes the first operator, for the start to print as ORIGIN/#/join/TOKEN: a fragment is sent to no
 * server and stands in no log. Links of earlier starts end. null: there is an operator.
 */ // ACT18
export async function openStartLink(accounts: Accounts): Promise<string | null> {
  const { database } = accounts;
  await database
    .deleteFrom("directory.invitation")
    .where("invited_by", "is", null)
    .where("used_at", "is", null)
    .execute();
  if (await hasOperator(database)) return null;
  const wish: Wish = { role: "operator", note: "", hours: START_LINK_HOURS, invitedBy: null };
  return (await createInvitation(accounts, wish)).token;
}
