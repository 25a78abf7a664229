// /api/v1/runs/{runId}/analyses: compute anew, compare, read; the strides and paths of a foot as an archive has them.
import { Readable } from "node:stream";
import { encodeInt32 } from "@solewise/exchange";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Static, Type } from "typebox";
import { requireGaitConsent } from "../../accounts/consents.ts";
import { answerOnce } from "../../commands/runs/answer-once.ts";
import { compareSummaries } from "../../commands/runs/compare-summaries.ts";
import { notHere } from "../../commands/runs/find-run.ts";
import {
  atOneInstant,
  pickAnalysis,
  readAnalysisJson,
  readFootStrides,
  readRunAnalyses,
  type RunAnalyses,
} from "../../commands/runs/read-analysis.ts";
import { recomputeRun } from "../../commands/runs/recompute-run.ts";
import type { RunServices } from "../../commands/runs/run-services.ts";
import { problems } from "../problem-schema.ts";
import { jsonAnswer, onceRequest, runAnswer, sendAnswer } from "./once-reply.ts";
import { documentOf, keyOf, OfRun, OnceHeaders, runnerOnly, runTags } from "./run-routes.ts";
import { AnalysisList, RunDocument, RunId, Side } from "./run-schema.ts";

/** Characters of JSON sent together. */
const PIECE_CHARACTERS = 65_536;

const Wanted = Type.Union([RunId, Type.Literal("current")], { description: "An analysisId, or current" });
const OfAnalysis = Type.Object({ ...OfRun.properties, analysisId: Wanted });
const OfFoot = Type.Object({ ...OfAnalysis.properties, side: Side });
const bytes = { content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } } };

function addRecomputing(app: FastifyInstance, services: RunServices): void {
  const schema = {
    operationId: "recomputeRun",
    summary: "Analyse a run by this version of the algorithm",
    tags: runTags,
    params: OfRun,
    headers: OnceHeaders,
    response: { 202: RunDocument, ...problems(400, 401, 403, 404, 409, 410, 422) },
  };
  app.post("/api/v1/runs/:runId/analyses", { config: runnerOnly, schema }, async (request, reply) => {
    await requireGaitConsent(services.database, request.caller.runnerId);
    const answer = await answerOnce(services, onceRequest(request), async (transaction) => {
      const key = await recomputeRun(services, transaction, keyOf(request));
      return runAnswer(202, await documentOf(transaction, key));
    });
    return sendAnswer(reply, answer);
  });
}

function presentAnalyses({ run, analyses }: RunAnalyses): Static<typeof AnalysisList> {
  const current = analyses.find(({ analysis_id: analysisId }) => analysisId === run.analysis_id);
  return {
    analyses: analyses.toReversed().map((analysis) => ({
      analysisId: analysis.analysis_id,
      isCurrent: analysis === current,
      madeBy: analysis.made_by,
      createdAtUtc: analysis.created_at.toISOString(),
      algorithm: analysis.algorithm as Static<typeof AnalysisList>["analyses"][number]["algorithm"],
      summary: analysis.summary as Static<typeof AnalysisList>["analyses"][number]["summary"],
      differences: current === undefined ? [] : compareSummaries(analysis.summary, current.summary),
    })),
  };
}

function addComparing(app: FastifyInstance, { database }: RunServices): void {
  const schema = {
    operationId: "listAnalyses",
    summary: "A run's analyses side by side, newest first",
    tags: runTags,
    params: OfRun,
    response: { 200: AnalysisList, ...problems(400, 401, 404, 410) },
  };
  app.get("/api/v1/runs/:runId/analyses", { config: runnerOnly, schema }, async (request, reply) => {
    const run = await atOneInstant(database, (transaction) => readRunAnalyses(transaction, keyOf(request)));
    return sendAnswer(reply, jsonAnswer(200, presentAnalyses(run)));
  });
}

/** Strides as JSON are made while they are sent. */
function* joined(pieces: Iterable<string>): Generator<string> {
  let waiting = "";
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < PIECE_CHARACTERS) continue;
    yield waiting;
    waiting = "";
  }
  yield waiting;
}

/** An analysis never changes: whoever has it by its id need not ask again. Returns whether the answer is given. */
function isKnown(request: FastifyRequest, reply: FastifyReply, analysisId: string): boolean {
  const etag = `"${analysisId}"`;
  reply.headers({ etag, "cache-control": "private, no-cache" });
  return request.headers["if-none-match"] === etag;
}

function addJson(app: FastifyInstance, { database }: RunServices): void {
  const schema = {
    operationId: "getAnalysis",
    summary: "An analysis as `solewise analyze --json` prints it",
    tags: runTags,
    params: OfAnalysis,
    response: {
      200: {
        description: "docs/protocol/analyze.md",
        content: { "application/json": { schema: Type.Object({}, { additionalProperties: true }) } },
      },
      304: { type: "null", description: "As If-None-Match names it" },
      ...problems(400, 401, 404, 410),
    },
  };
  app.get<{ Params: Static<typeof OfAnalysis> }>(
    "/api/v1/runs/:runId/analyses/:analysisId",
    { config: runnerOnly, schema },
    async (request, reply) => {
      const pieces = await atOneInstant(database, async (transaction) => {
        const run = await readRunAnalyses(transaction, keyOf(request));
        const analysis = pickAnalysis(run, request.params.analysisId);
        if (isKnown(request, reply, analysis.analysis_id)) return null;
        return readAnalysisJson(transaction, run, analysis);
      });
      if (pieces === null) return reply.code(304).send();
      return reply.type("application/json; charset=utf-8").send(Readable.from(joined(pieces), { objectMode: false }));
    },
  );
}

function addStrides(app: FastifyInstance, { database }: RunServices): void {
  const schema = {
    operationId: "getStrides",
    summary: "The strides of a foot: strides.bin of docs/protocol/archive.md",
    tags: runTags,
    params: OfFoot,
    response: {
      200: { description: "strides.bin", ...bytes },
      304: { type: "null", description: "Known" },
      ...problems(400, 401, 404, 410),
    },
  };
  app.get<{ Params: Static<typeof OfFoot> }>(
    "/api/v1/runs/:runId/analyses/:analysisId/:side/strides.bin",
    { config: runnerOnly, schema },
    async (request, reply) => {
      const { analysisId, side } = request.params;
      const words = await atOneInstant(database, async (transaction) => {
        const run = await readRunAnalyses(transaction, keyOf(request));
        const analysis = pickAnalysis(run, analysisId);
        if (isKnown(request, reply, analysis.analysis_id)) return null;
        return (await readFootStrides(transaction, run, analysis, side)).words;
      });
      if (words === null) return reply.code(304).send();
      return reply.type("application/octet-stream").send(Buffer.from(encodeInt32(words).buffer));
    },
  );
}

function addPaths(app: FastifyInstance, { database, storage }: RunServices): void {
  const schema = {
    operationId: "getPaths",
    summary: "The paths of a foot: paths.bin of docs/protocol/archive.md; 404 where none were traced",
    tags: runTags,
    params: OfFoot,
    response: {
      200: { description: "paths.bin", ...bytes },
      304: { type: "null", description: "Known" },
      ...problems(400, 401, 404, 410),
    },
  };
  app.get<{ Params: Static<typeof OfFoot> }>(
    "/api/v1/runs/:runId/analyses/:analysisId/:side/paths.bin",
    { config: runnerOnly, schema },
    async (request, reply) => {
      const { analysisId, side } = request.params;
      const run = await atOneInstant(database, (transaction) => readRunAnalyses(transaction, keyOf(request)));
      const analysis = pickAnalysis(run, analysisId);
      const foot = run.feet.find((one) => one.analysis_id === analysis.analysis_id && one.side === side);
      const objectKey = foot?.paths_object_key ?? null;
      if (objectKey === null) throw notHere();
      if (isKnown(request, reply, analysis.analysis_id)) return reply.code(304).send();
      const blob = await storage.objects.get(objectKey);
      return reply.type("application/octet-stream").send(Readable.from(blob, { objectMode: false }));
    },
  );
}

/** Adds the routes. */
export function addAnalysisRoutes(app: FastifyInstance, services: RunServices): void {
  addRecomputing(app, services);
  addComparing(app, services);
  addJson(app, services);
  addStrides(app, services);
  addPaths(app, services);
}
