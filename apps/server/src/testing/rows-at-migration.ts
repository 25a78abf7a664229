// Rows that a database had at an older migration, and what must be left of them after every later one. Comes in: nothing.
// Goes out: SQL. A fixture never changes: it is what somebody's database has. A new migration adds one at its number.

export interface RowsAtMigration {
  /** The migration after which these rows could be there. */
  sinceMigration: number;
  insert: string;
  select: string;
  /** What `select` gives after all migrations. */
  expected: object[];
}

const RUNNER = "'0190a000-0000-7000-8000-000000000001'";
const LOGIN = "'0190a000-0000-7000-8000-000000000002'";
const RUN = "'0190a000-0000-7000-8000-000000000003'";

export const ROWS_AT_MIGRATION: readonly RowsAtMigration[] = [
  {
    sinceMigration: 1,
    insert: `
      insert into auth.login (id, email, created_at, updated_at) values (${LOGIN}, 'a@b.example', now(), now());
      insert into directory.runner (runner_id, login_id, age_band, created_at) values (${RUNNER}, ${LOGIN}, '18-plus', now());
      insert into directory.consent (runner_id, purpose, decided_at, is_granted, wording_version)
        values (${RUNNER}, 'gait-analysis', now(), true, 1);`,
    select: `select email, role, purpose, is_granted from auth.login l join directory.runner r on r.login_id = l.id
      join directory.consent using (runner_id)`,
    expected: [{ email: "a@b.example", role: "runner", purpose: "gait-analysis", is_granted: true }],
  },
  {
    sinceMigration: 2,
    insert: `
      insert into runner.run (runner_id, run_id, revision, change_number, name, started_at, start_source, time_zone, is_demo,
          facts, created_at, received_at, state)
        values (${RUNNER}, ${RUN}, 3, 7, 'By the river', '2026-01-31T23:30:00Z', 'file', 'Europe/Berlin', false,
          '{"from": "csv"}', now(), now(), 'ready');
      create table runner.stride_2026_01 partition of runner.stride
        for values from ('2026-01-01T00:00:00Z') to ('2026-02-01T00:00:00Z');
      insert into runner.stride (runner_id, run_id, analysis_id, side, stride_index, midstance_at, midstance_us, stride_length_mm)
        values (${RUNNER}, ${RUN}, ${RUN}, 1, 0, '2026-01-31T23:30:01Z', 1000000, 1234);`,
    select: `select name, revision, facts, stride_length_mm from runner.run join runner.stride using (runner_id, run_id)`,
    expected: [{ name: "By the river", revision: 3, facts: { from: "csv" }, stride_length_mm: 1234 }],
  },
];
