// How PostgreSQL would run a query. Comes in: the query. Goes out: the nodes of its plan with their indexes, without costs.
import { type RawBuilder, sql } from "kysely";
import type { Database } from "../database/tables.ts";

interface PlanNode {
  "Node Type": string;
  "Index Name"?: string;
  "Relation Name"?: string;
  "Index Cond"?: string;
  Plans?: PlanNode[];
}

function describe(node: PlanNode, depth: number): string[] {
  const on = node["Relation Name"] === undefined ? "" : ` on ${node["Relation Name"]}`;
  const by = node["Index Name"] === undefined ? "" : ` by ${node["Index Name"]}`;
  const line = `${"  ".repeat(depth)}${node["Node Type"]}${on}${by}`;
  return [line, ...(node.Plans ?? []).flatMap((inner) => describe(inner, depth + 1))];
}

/** The plan as an indented list. */
export async function explainPlan<Row>(database: Database, query: RawBuilder<Row>): Promise<string> {
  const { rows } = await sql<{ "QUERY PLAN": { Plan: PlanNode }[] }>`explain (format json, costs off) ${query}`.execute(
    database,
  );
  const [root] = rows[0]?.["QUERY PLAN"] ?? [];
  if (root === undefined) throw new Error("expected a plan");
  return describe(root.Plan, 0).join("\n");
}
