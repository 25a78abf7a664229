// The same reads as the server's with nothing around them: Fastify, pg, the same SQL, its rows as JSON. Comes in: the URL of
// a database as DATABASE_URL. Goes out: `Listening on port N` on stdout. What the server costs beside it is what its checks,
// schemas and log cost.
import Fastify, { type FastifyRequest } from "fastify";
import { CALLER_OF_TOKEN } from "../accounts/sessions.ts";
import { openPool } from "../database/pool.ts";
import { listChangesQuery, listRunsQuery } from "../store/run-list-rows.ts";

const { database, pool } = openPool({ connectionString: process.env["DATABASE_URL"] ?? "" });
const app = Fastify();

/** The runner whose token it is, its signature unseen. */
async function runnerOf({ headers }: FastifyRequest): Promise<string> {
  const token = /^Bearer ([^.]+)/u.exec(headers.authorization ?? "")?.[1];
  const statement = { name: "caller-of-token", text: CALLER_OF_TOKEN, values: [token, new Date()] };
  const { rows } = await pool.query<{ runner_id: string }>(statement);
  const [caller] = rows;
  if (caller === undefined) throw new Error("nobody");
  return caller.runner_id;
}

app.get<{ Querystring: { after: string } }>("/api/v1/changes", async (request) => {
  const runnerId = await runnerOf(request);
  const after = Number(request.query.after);
  const { sql, parameters } = listChangesQuery(runnerId, after, 101).compile(database);
  const { rows } = await pool.query(sql, [...parameters]);
  const known = await pool.query("select last_change_number from runner.change_clock where runner_id = $1", [runnerId]);
  return { runs: rows, purged: [], next: after, hasMore: known.rows.length === 0 };
});

app.get("/api/v1/runs", async (request) => {
  const page = { isDeleted: false, limit: 51, after: null };
  const { sql, parameters } = listRunsQuery(await runnerOf(request), page).compile(database);
  const { rows } = await pool.query(sql, [...parameters]);
  return { runs: rows.slice(0, 50), nextCursor: null };
});

process.stdout.write(`Listening on port ${new URL(await app.listen({ host: "127.0.0.1", port: 0 })).port}\n`);
