// GET /api/v1/weeks: mileage by week, weeks beginning on Monday. // RNS9
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import type { RunServices } from "../../commands/runs/run-services.ts";
import { isKnownTimeZone, listWeeksQuery } from "../../store/week-rows.ts";
import { Problem } from "../problem.ts";
import { problems } from "../problem-schema.ts";
import { readLimit } from "../runs/run-list-routes.ts";
import { jsonAnswer, sendAnswer } from "../runs/once-reply.ts";

/** Weeks of an answer. Default 53: a year; range 1–530. */
const COUNT_DEFAULT = 53;
const COUNT_MAX = 530;
const WEEK_MS = 7 * 86_400_000;

const Query = Type.Object(
  {
    from: Type.String({ pattern: "^\\d{4}-\\d\\d-\\d\\d$", description: "The first Monday, as 2026-01-05" }),
    count: Type.Optional(Type.String({ pattern: "^\\d{1,4}$" })),
    timeZone: Type.Optional(
      Type.String({ maxLength: 100, description: "IANA name: the calendar for all runs. Default: each run's own" }),
    ),
  },
  { additionalProperties: false },
);

const Weeks = Type.Object(
  {
    weeks: Type.Array(
      Type.Object(
        {
          weekStart: Type.String({ description: "Its Monday" }),
          runCount: Type.Integer(),
          distanceMeters: Type.Number(),
          movingTimeSec: Type.Number(),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

function readMonday(text: string): Date {
  const from = new Date(`${text}T00:00:00Z`);
  if (Number.isFinite(from.getTime()) && from.toISOString().startsWith(text) && from.getUTCDay() === 1) return from;
  throw new Problem(400, "week-wrong", `Expected the date of a Monday, as 2026-01-05, but found ${text}.`);
}

/** Adds the route. */
export function addWeekRoutes(app: FastifyInstance, { database }: RunServices): void {
  const schema = {
    operationId: "listWeeks",
    summary: "Mileage by week; runs of a virtual runner do not count",
    tags: ["weeks"],
    querystring: Query,
    response: { 200: Weeks, ...problems(400, 401) },
  };
  app.get<{ Querystring: Static<typeof Query> }>(
    "/api/v1/weeks",
    { config: { access: "runner" }, schema },
    async (request, reply) => {
      const { from: fromText, count: countText, timeZone = null } = request.query;
      const from = readMonday(fromText);
      const count = readLimit(countText, COUNT_DEFAULT, COUNT_MAX);
      if (timeZone !== null && !(await isKnownTimeZone(database, timeZone)))
        throw new Problem(400, "time-zone-unknown", "Expected a time zone as Europe/Berlin.");
      const query = listWeeksQuery(request.caller.runnerId, { from, count, timeZone });
      const rows = new Map((await query.execute(database)).rows.map((row) => [row.week_start, row]));
      const weeks = Array.from({ length: count }, (_, index) => {
        const weekStart = new Date(from.getTime() + index * WEEK_MS).toISOString().slice(0, 10);
        const row = rows.get(weekStart);
        return {
          weekStart,
          runCount: row?.run_count ?? 0,
          distanceMeters: row?.distance_meters ?? 0,
          movingTimeSec: row?.moving_time_sec ?? 0,
        };
      });
      return sendAnswer(reply, jsonAnswer(200, { weeks }));
    },
  );
}
