// Shapes that the routes about accounts share. They are TypeBox: one value checks, describes and types.
import { Type } from "typebox";
import { MAX_PASSWORD_LENGTH } from "../policies/password.ts";
import { AGE_BANDS } from "../policies/admission.ts";
import { PURPOSES } from "../policies/consent.ts";

/** One of some words. */
export function oneOf<const Word extends string>(words: readonly Word[], description = "") {
  return Type.Unsafe<Word>({ type: "string", enum: [...words], ...(description === "" ? {} : { description }) });
}

/** A point in time, ISO 8601, UTC, with milliseconds. */
export const TimeUtc = Type.String({ examples: ["2026-01-05T06:30:00.000Z"] });

export const Uuid = Type.String({ pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$" });

/** 254: RFC 5321 §4.5.3.1.3. */
export const Email = Type.String({ minLength: 3, maxLength: 254, pattern: "^[^\\s@]+@[^\\s@]+$" });
export const Password = Type.String({ minLength: 1, maxLength: MAX_PASSWORD_LENGTH * 2 });
/** No control characters: names stand in mails and lists. */
export const DisplayName = Type.String({ maxLength: 200, pattern: "^[^\\u0000-\\u001f\\u007f]*$" });
export const Bearer = Type.String({ minLength: 8, maxLength: 200, pattern: "^[A-Za-z0-9_.-]+$" });

export const Role = oneOf(["runner", "operator"]);
export const AgeBand = oneOf(AGE_BANDS);
export const Purpose = oneOf(PURPOSES);

export const Consent = Type.Object({
  purpose: Purpose,
  isGranted: Type.Boolean(),
  decidedAtUtc: Type.Union([TimeUtc, Type.Null()], { description: "null: never asked, which is a no" }),
  wordingVersion: Type.Union([Type.Integer(), Type.Null()]),
});

export const Me = Type.Object({
  runnerId: Uuid,
  email: Type.String(),
  displayName: Type.String(),
  role: Role,
  ageBand: AgeBand,
  createdAtUtc: TimeUtc,
  consents: Type.Array(Consent),
});

/** How the client keeps its session: a cookie that no script can read, or, outside of browsers, a bearer token. */
export const Keep = Type.Optional(oneOf(["cookie", "token"], "token: answered once, for Authorization: Bearer"));

export const SignedIn = Type.Object({
  me: Me,
  token: Type.Union([Type.String(), Type.Null()], { description: "null where the session is a cookie" }),
});

/** A body: members that are not named are refused. */
export function body<const Properties extends Parameters<typeof Type.Object>[0]>(properties: Properties) {
  return Type.Object(properties, { additionalProperties: false });
}

/** A status without a body. */
export function nothing(description: string) {
  return Type.Null({ description });
}
