// Who may open an account. Comes in: the server's registration mode and age limit, the invitation, the age band. Goes out:
// why not, or null. Pure.

/** How a server takes new runners. */
export const REGISTRATION_MODES = ["invitation", "open", "closed"] as const;
export type RegistrationMode = (typeof REGISTRATION_MODES)[number];

/** Ages as bands: nobody's birthday is needed. */
export const AGE_BANDS = ["under-14", "14-15", "16-17", "18-plus"] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

/** Lowest ages an operator can ask for: the bands' own bounds. Years; default 14. */
export const AGE_LIMITS = [14, 16, 18] as const;
export type AgeLimit = (typeof AGE_LIMITS)[number];

const YOUNGEST: Readonly<Record<AgeBand, number>> = { "under-14": 0, "14-15": 14, "16-17": 16, "18-plus": 18 };

/** Whether everybody of a band is old enough. */ // ACT12
export function isOldEnough(ageBand: AgeBand, ageMinYears: number): boolean {
  return YOUNGEST[ageBand] >= ageMinYears;
}

/** What is known of the invitation that came. */
export interface InvitationState {
  expiresAt: Date;
  isRevoked: boolean;
  isUsed: boolean;
  /** The link of a server that has no operator yet. */
  isStartLink: boolean;
}

/** Whether an invitation can still be used. */
export function isUsable(invitation: InvitationState, now: Date): boolean {
  return !invitation.isRevoked && !invitation.isUsed && invitation.expiresAt > now;
}

/** Why somebody may not come in. */
export type Refused = "registration-closed" | "invitation-needed" | "invitation-not-valid";

/** Judges a registration; `invitation` undefined: none was named, null: an unknown one. */ // ACT11
export function judgeAdmission(
  mode: RegistrationMode,
  invitation: InvitationState | null | undefined,
  now: Date,
): Refused | null {
  if (invitation === undefined) {
    if (mode === "open") return null;
    return mode === "closed" ? "registration-closed" : "invitation-needed";
  }
  if (invitation === null || !isUsable(invitation, now)) return "invitation-not-valid";
  return mode === "closed" && !invitation.isStartLink ? "registration-closed" : null;
}

/** The sentence for each refusal. */
export const REFUSED: Readonly<Record<Refused, string>> = {
  "registration-closed": "This server takes no new runners.",
  "invitation-needed": "This server takes new runners by invitation: ask its operator for a link.",
  "invitation-not-valid": "This invitation has been used, taken back, or is too old. Ask for a new one.",
};
