// The clock of the server and of its database jumps, and is put right again. Comes in: a server and a database under a clock that
// can be set. Goes out: a report: nothing was removed, sessions and limits are as before, jobs go on.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ApiProblem, readAnswer } from "@solewise/client";
import type { RunWriter } from "../server-stage/run-writer.ts";
import { clientOf, OPERATOR } from "../server-stage/stage-client.ts";
import { untilAnalysed } from "../server-stage/verify-runs.ts";
import { type Fault, type FaultParts, type FaultReport, joinTold } from "./fault.ts";
import type { FaultStage, Suffered } from "./fault-stage.ts";

const ASK_HOUSEKEEPING = fileURLToPath(new URL("../../apps/server/src/testing/ask-housekeeping.ts", import.meta.url));

/** From such a jump on, sessions have ended by the clock. Days; they live 60. */
const SESSION_LIFE_DAYS = 60;
/** Wrong passwords until the limit says so. */
const GUESS_COUNT = 11;

/** A run that is deleted, and another's first half: what a clock may make too old. */
async function leaveOldThings(stage: FaultStage, writer: RunWriter): Promise<void> {
  await writer.bringWhole(stage.client, () => Promise.resolve());
  const [run] = writer.runs;
  if (run === undefined) throw new Error("expected a run");
  run.isDeleted.ask(true);
  await readAnswer(stage.client.DELETE("/api/v1/runs/{runId}", { params: { path: { runId: run.runId } } }));
  run.isDeleted.settle(true);
  await writer.bringHalf(stage.client);
}

/** The deleted run comes back, as long as it is not removed. */
async function restore(stage: FaultStage, writer: RunWriter): Promise<string[]> {
  const [run] = writer.runs;
  if (run === undefined) throw new Error("expected a run");
  run.isDeleted.ask(false);
  try {
    await readAnswer(stage.client.POST("/api/v1/runs/{runId}/restore", { params: { path: { runId: run.runId } } }));
    run.isDeleted.settle(false);
    return [];
  } catch (error) {
    return [`a run that was deleted before the clock jumped cannot be restored: ${(error as Error).message}`];
  }
}

/** Everything that goes by the clock is done now. */
async function keepHouse(databaseUrl: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [ASK_HOUSEKEEPING, databaseUrl]);
  const states = JSON.parse(stdout) as Record<string, string>;
  return Object.entries(states).flatMap(([name, state]) => (state === "completed" ? [] : [`job ${name} is ${state}`]));
}

/** Signs in; the problem's code, or null. */
async function signIn({ origin }: FaultStage, password: string): Promise<string | null> {
  const body = { email: OPERATOR.email, password, keep: "token" as const };
  const asked = readAnswer(clientOf({ origin }, null).POST("/api/auth/sign-in/email", { body }));
  return asked.then(
    () => null,
    (error: unknown) => (error instanceof ApiProblem ? error.code : String(error)),
  );
}

/** Somebody guesses at a password until that is limited. */
async function guess(stage: FaultStage): Promise<string[]> {
  let code: string | null = null;
  for (let index = 0; index < GUESS_COUNT; index += 1) code = await signIn(stage, `wrong ${index} boats`);
  return code === "too-many-attempts" ? [] : [`expected guessing to be limited, but it is told ${code}`];
}

function sufferJump({ stage, clock, given }: FaultParts, jump: string): Promise<Suffered> {
  const isFar = Number(/^\+(\d+)d$/u.exec(jump)?.[1] ?? 0) > SESSION_LIFE_DAYS;
  return stage.suffer({
    begin: () => clock?.set(jump),
    end: () => clock?.set("+0"),
    holdMs: 1000,
    refusedMinCount: isFar ? 3 : 0,
    isReadable: !isFar,
    mayRefuse: ({ code }) => isFar && code === "not-signed-in",
    meanwhile: async () => [...(await keepHouse(given?.url ?? "")), ...(isFar ? await guess(stage) : [])],
  });
}

async function clockJumps(parts: FaultParts): Promise<FaultReport> {
  const { stage, counts, seed } = parts;
  const writer = stage.addWriter("keeper", seed, stage.recordingsOf);
  await leaveOldThings(stage, writer);
  const all: Suffered[] = [];
  const problems: string[] = [];
  const analysedMs: number[] = [];
  for (const jump of counts.jumps) {
    all.push(await sufferJump(parts, jump));
    const beganMs = performance.now();
    problems.push(...(await untilAnalysed(stage.client, () => undefined)));
    analysedMs.push(Math.round(performance.now() - beganMs));
    const code = await signIn(stage, OPERATOR.password);
    if (code !== null) problems.push(`after ${jump} and back, signing in is refused: ${code}`);
  }
  problems.push(...(await restore(stage, writer)), ...(await stage.compare()));
  return {
    told: joinTold(all.flatMap(({ told }) => told)),
    backMs: all.map(({ backMs }) => Math.round(backMs)),
    figures: { jumps: counts.jumps.join(" "), analysesDoneAfterMs: analysedMs.join(" ") },
    problems: [...all.flatMap((suffered) => suffered.problems), ...problems],
  };
}

export const CLOCK_FAULT: Fault = {
  name: "clock-jump",
  what: "the clock of the server and of its database jumps and is put right, while everything that goes by the clock is done",
  server: "given",
  needs: "clock",
  run: clockJumps,
};
