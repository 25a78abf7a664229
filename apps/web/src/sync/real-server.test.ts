// The model test again, against the real server with its PostgreSQL, killed in between; simulated recordings of 20 s.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { createVirtualRunnerSettings, simulateRun, virtualRecordingCsv } from "@solewise/simulate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { StartedApp } from "../../../../scripts/test/browser/start-app.ts";
import { casesCount } from "../../../../scripts/test/cases-count.ts";
import { openFetchLink } from "./fetch-link.ts";
import { openClient } from "./open-client.ts";
import { step } from "./testing/steps.ts";
import { type StageContent, stageFoot, type SyncStage } from "./testing/sync-stage.ts";
import { findDifferences, findLostValues, Trial } from "./testing/trial.ts";

/** Trials of `npm test`; full proofs try ten times as many, and the server allows 20 registrations in 10 minutes. */
const QUICK_COUNT = 1;

const STEPS_MAX_COUNT = 30;

/** How long the server may take for the analyses of a trial, ms. */
const SETTLE_MAX_MS = 60_000;

const SHORT_COURSE = [{ activity: "run", durationSec: 20, speedMps: 3 }] as const;

/** Runs that the server can analyse. */
function simulatedContents(count: number): StageContent[] {
  return Array.from({ length: count }, (_, index) => {
    const { left, right } = simulateRun(createVirtualRunnerSettings({ course: SHORT_COURSE }), 100 + index);
    const feet = [stageFoot("left", `${index}.left.csv`, [...virtualRecordingCsv(left)].join(""))];
    if (index % 3 !== 2) feet.push(stageFoot("right", `${index}.right.csv`, [...virtualRecordingCsv(right)].join("")));
    return { feet };
  });
}

async function post<Answer>(
  address: string,
  method: string,
  path: string,
  body: object,
  token?: string,
): Promise<Answer> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { "content-type": "application/json", ...authorization };
  const answer = await fetch(`${address}${path}`, { method, headers, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text) as Answer;
}

describe("sync with the real server", () => {
  const app = new StartedApp({});
  let contents: StageContent[];
  let runnerCount = 0;

  async function register(invitationToken?: string): Promise<string> {
    const account = {
      email: `runner${++runnerCount}@example.org`,
      password: "correct horse battery staple 7",
      displayName: "Runner",
      ageBand: "18-plus",
      ...(invitationToken === undefined ? {} : { invitationToken }),
      consents: [{ purpose: "gait-analysis", isGranted: true }],
      keep: "token",
    };
    return (await post<{ token: string }>(app.address, "POST", "/api/v1/registration", account)).token;
  }

  beforeAll(async () => {
    mkdirSync(app.appFolder, { recursive: true });
    writeFileSync(join(app.appFolder, "index.html"), "<!doctype html><title>empty</title>");
    await app.start();
    const operatorToken = await register(app.operatorLink().split("/").at(-1));
    await post(app.address, "PATCH", "/api/v1/settings", { registrationMode: "open" }, operatorToken);
    contents = simulatedContents(3);
  });
  afterAll(() => app.close());

  async function openStage(): Promise<SyncStage> {
    const token = await register();
    const link = () => openFetchLink(openClient({ origin: app.address, token }));
    return {
      contents,
      link,
      log: null,
      async restart() {
        await app.stop("SIGKILL");
        await app.start();
      },
      async settle() {
        const endMs = Date.now() + SETTLE_MAX_MS;
        for (;;) {
          const { runs } = await link()
            .readChanges(0)
            .catch((error: unknown) => {
              throw new Error(`the server does not answer:\n${app.output}`, { cause: error });
            });
          if (!runs.some(({ state }) => state === "waiting" || state === "analysing")) return;
          if (Date.now() > endMs) throw new Error(`the server is still at it:\n${app.output}`);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      },
    };
  }

  it("[SYN4] [SYN5] [SYN6] [SYN7] [SYN13] devices and server end with the same, nothing lost, nothing doubled", async () => {
    const steps = fc.array(step, { minLength: STEPS_MAX_COUNT / 2, maxLength: STEPS_MAX_COUNT });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const trial = new Trial(await openStage());
        await trial.begin(2);
        for (const next of all) await trial.take(next);
        await trial.heal();
        while (await trial.decideRemoved()) await trial.heal();
        expect(await findDifferences(trial)).toEqual([]);
        expect(await findLostValues(trial)).toEqual([]);
      }),
      { numRuns: casesCount(QUICK_COUNT), endOnFailure: true },
    );
  }, 600_000);
});
