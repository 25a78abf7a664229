// Problem documents in the API's description. Comes in: the statuses that a route may answer with. Goes out: its responses.
import { STATUS_CODES } from "node:http";
import { Type } from "typebox";

/** The document. RFC 9457 §3.1. */
export const ProblemSchema = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String({ description: "A sentence for people." }),
  code: Type.Optional(Type.String({ description: "For programs; never changes its meaning." })),
});

/** Responses of a route for some statuses, as application/problem+json. */
export function problems(...statuses: number[]): Record<number, object> {
  const one = (status: number) => ({
    description: STATUS_CODES[status] ?? "Error",
    content: { "application/problem+json": { schema: ProblemSchema } },
  });
  return Object.fromEntries(statuses.map((status) => [status, one(status)]));
}
