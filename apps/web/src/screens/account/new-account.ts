// A form for a new account. Comes in: what was filled in so far, the server's terms. Goes out: what is still missing, and
// what is sent. Pure.
import type { AgeBand, NewAccount, Purpose, RegistrationTerms } from "../../sync/account-link.ts";

/** What is filled in. */
export interface Draft {
  displayName: string;
  email: string;
  password: string;
  ageBand: AgeBand | null;
  granted: readonly Purpose[];
}

/** Nothing is filled in, nothing allowed. */ // SGN4
export const EMPTY_DRAFT: Draft = { displayName: "", email: "", password: "", ageBand: null, granted: [] };

/** Shortest password that a server takes; it judges the rest. Characters. */
export const PASSWORD_LENGTH_MIN = 10;

/** As the server's own pattern: something, @, something. */
const EMAIL = /^[^\s@]+@[^\s@]+$/;

const YOUNGEST: Readonly<Record<AgeBand, number>> = { "under-14": 0, "14-15": 14, "16-17": 16, "18-plus": 18 };

/** What keeps a draft from being sent. */
export type Gap = "name" | "email" | "password" | "age" | "tooYoung";

/** All gaps, in the form's order. Who is too young sends nothing. */ // SGN3
export function findGaps(draft: Draft, { ageMinYears }: Pick<RegistrationTerms, "ageMinYears">): Gap[] {
  const gaps: Gap[] = [];
  if (draft.displayName.trim() === "") gaps.push("name");
  if (!EMAIL.test(draft.email.trim())) gaps.push("email");
  if ([...draft.password].length < PASSWORD_LENGTH_MIN) gaps.push("password");
  if (draft.ageBand === null) gaps.push("age");
  else if (YOUNGEST[draft.ageBand] < ageMinYears) gaps.push("tooYoung");
  return gaps;
}

/** The account as it is sent: every purpose with its decision. */
export function accountOf(draft: Draft, terms: RegistrationTerms, invitationToken: string | null): NewAccount | null {
  if (draft.ageBand === null) return null;
  return {
    displayName: draft.displayName.trim(),
    email: draft.email.trim(),
    password: draft.password,
    ageBand: draft.ageBand,
    consents: terms.purposes.map(({ purpose }) => ({ purpose, isGranted: draft.granted.includes(purpose) })),
    ...(invitationToken === null ? {} : { invitationToken }),
  };
}

/** Who may use the form: null is anybody, else why not. A link lets in where the server takes anybody by it. */ // SGN3
export function closedDoor(
  { mode, hasOperator }: Pick<RegistrationTerms, "mode" | "hasOperator">,
  invitationToken: string | null,
): "invitation" | "closed" | null {
  if (invitationToken !== null && (mode !== "closed" || !hasOperator)) return null;
  if (mode === "open") return null;
  return mode === "closed" ? "closed" : "invitation";
}
