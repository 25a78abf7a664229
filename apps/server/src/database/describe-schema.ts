// What a database has, as text. Comes in: a pool. Goes out: schema.sql: every schema, table, index, type and function of
// ours from pg_catalog, sorted, so that a migration's effect shows in a diff. Partitions that are made on demand are left
// out. It is for reading; databases are made by migrations/.
import type { Pool } from "pg";

const HEADER = `-- The schema after every migration, written from pg_catalog by \`npm run schema\`. For reading: change migrations/ instead.
`;

const OURS = "n.nspname !~ '^(pg_|information_schema$|public$)'";

const SCHEMAS = `select 'create schema ' || nspname || ';' as line from pg_namespace n where ${OURS} order by nspname`;

const TYPES = `
  select format('create type %s.%s as enum (%s);', n.nspname, t.typname,
    (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid)) as line
  from pg_type t join pg_namespace n on n.oid = t.typnamespace
  where ${OURS} and t.typtype = 'e' order by n.nspname, t.typname`;

/** A body is told by its hash: pg-boss's are long, and not ours. */
const FUNCTIONS = `
  select format('create function %s.%s(%s) returns %s; -- body: md5 %s', n.nspname, p.proname,
    pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), md5(p.prosrc)) as line
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where ${OURS} order by n.nspname, p.proname, pg_get_function_arguments(p.oid)`;

const TABLES = `
  select format('create table %s.%s (', n.nspname, c.relname) as opening,
    (select json_agg(format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        case when d.adbin is null then '' else ' default ' || pg_get_expr(d.adbin, d.adrelid) end,
        case when a.attnotnull then ' not null' else '' end) order by a.attnum)
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    coalesce((select json_agg(format('constraint %s %s', o.conname, pg_get_constraintdef(o.oid)) order by o.contype, o.conname)
      from pg_constraint o where o.conrelid = c.oid and o.contype in ('p', 'u', 'f', 'c')), '[]') as constraints,
    coalesce(' partition by ' || pg_get_partkeydef(c.oid), '') as partitioning,
    coalesce((select json_agg(pg_get_indexdef(i.indexrelid) || ';' order by i.indexrelid::regclass::text)
      from pg_index i where i.indrelid = c.oid
        and not exists (select from pg_constraint o where o.conindid = i.indexrelid and o.contype in ('p', 'u'))), '[]') as indexes
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where ${OURS} and c.relkind in ('r', 'p') and (not c.relispartition or c.relname = 'job_common')
  order by n.nspname, c.relname`;

interface TableRow {
  opening: string;
  columns: string[];
  constraints: string[];
  partitioning: string;
  indexes: string[];
}

function describeTable({ opening, columns, constraints, partitioning, indexes }: TableRow): string {
  const parts = [...columns, ...constraints].map((part) => `  ${part}`).join(",\n");
  return [`${opening}\n${parts}\n)${partitioning};`, ...indexes].join("\n");
}

/** The text of schema.sql. */ // DBS9
export async function describeSchema(pool: Pool): Promise<string> {
  const linesOf = async (sql: string): Promise<string> =>
    (await pool.query<{ line: string }>(sql)).rows.map(({ line }) => line).join("\n");
  const tables = (await pool.query<TableRow>(TABLES)).rows.map(describeTable);
  const sections = [HEADER, await linesOf(SCHEMAS), await linesOf(TYPES), ...tables, await linesOf(FUNCTIONS)];
  return `${sections.join("\n\n")}\n`;
}
