// Clients of a server on the stage. Comes in: where it is. Goes out: its first operator's token, clients with it, and what an
// audit of the stopped server may not find, in words.
import { createSolewiseClient, readAnswer, type SolewiseClient } from "@solewise/client";
import type { StartedServer } from "./stage-server.ts";

/** A client; it sends nothing twice. */
export function clientOf({ origin }: Pick<StartedServer, "origin">, token: string | null): SolewiseClient {
  return createSolewiseClient({ origin, fetch: (request) => fetch(request), token });
}

/** Who registers first. */
export const OPERATOR = { email: "stage@shoe.example", password: "four quiet green boats" };

/** Registers the first operator; its token. */
export async function registerOperator(started: StartedServer): Promise<string> {
  const body = {
    ...OPERATOR,
    displayName: "",
    ageBand: "18-plus" as const,
    consents: [{ purpose: "gait-analysis" as const, isGranted: true }],
    invitationToken: started.joinToken,
    keep: "token" as const,
  };
  const { data } = await readAnswer(clientOf(started, null).POST("/api/v1/registration", { body }));
  return data.token ?? "";
}

/** What does not belong together, in words. */
export function judgeAudit(audit: Record<string, unknown>): string[] {
  const { orphans, missing } = audit["after"] as { orphans: number; missing: number };
  const counts = {
    orphans,
    missing,
    doubles: audit["doubles"],
    intents: audit["intents"],
    halfAnalyses: audit["halfAnalyses"],
  };
  return Object.entries(counts).flatMap(([name, count]) => (count === 0 ? [] : [`audit: ${String(count)} ${name}`]));
}
