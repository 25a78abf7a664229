// The tables as Kysely sees them: one interface a table, columns as in migrations/. int8 comes as number (all our counts
// stay under 2^53), timestamptz as Date, bytea as Buffer, jsonb parsed. A test compares this file with pg_catalog. // DBS9
import type { ColumnType, Generated, Kysely, Transaction } from "kysely";

/**
 * json and jsonb: parsed when read; written as JSON text (`JSON.stringify(value)`), because the driver would make an SQL array of
 * a JavaScript one.
 */
export type Json = ColumnType<unknown, string, string>;
/** json or jsonb that may be null in SQL's sense. */
export type JsonOrNull = ColumnType<unknown, string | null | undefined, string | null>;

export interface LoginTable {
  id: string;
  email: string;
  is_email_verified: Generated<boolean>;
  display_name: Generated<string>;
  image_url: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface SessionTable {
  id: string;
  login_id: string;
  token: string;
  expires_at: Date;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface CredentialTable {
  id: string;
  login_id: string;
  provider_id: string;
  provider_login_id: string;
  password_hash: string | null;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: Date | null;
  refresh_token_expires_at: Date | null;
  scope: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface VerificationTable {
  id: string;
  identifier: string;
  value: string;
  expires_at: Date;
  created_at: Date;
  updated_at: Date;
}

export interface PasskeyTable {
  id: string;
  login_id: string;
  name: string | null;
  public_key: string;
  webauthn_credential_id: string;
  counter: number;
  device_type: string;
  is_backed_up: boolean;
  transports: string | null;
  aaguid: string | null;
  created_at: Date | null;
}

export interface RateLimitTable {
  key_sha256: Buffer;
  window_ends_at: Date;
  count: number;
}

export type Role = "runner" | "operator";

export interface RunnerTable {
  runner_id: string;
  login_id: string | null;
  role: Generated<Role>;
  age_band: "under-14" | "14-15" | "16-17" | "18-plus";
  created_at: Date;
  erasing_since: Date | null;
}

export interface ConsentTable {
  runner_id: string;
  purpose: "gait-analysis" | "sharing" | "rewards" | "retention-statistics" | "population-studies";
  decided_at: Date;
  is_granted: boolean;
  wording_version: number;
}

export interface InvitationTable {
  invitation_id: string;
  token_sha256: Buffer;
  role: Role;
  invited_by: string | null;
  note: Generated<string>;
  created_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
  used_at: Date | null;
  used_by: string | null;
}

export interface ServerSettingTable {
  name: string;
  value: Json;
  changed_at: Date;
}

export interface ChangeClockTable {
  runner_id: string;
  last_change_number: number;
}

export interface RunTable {
  runner_id: string;
  run_id: string;
  revision: number;
  change_number: number;
  name: string;
  notes: string | null;
  started_at: Date;
  start_source: string;
  time_zone: string;
  is_demo: boolean;
  facts: Json;
  created_at: Date;
  received_at: Date;
  deleted_at: Date | null;
  state: "awaiting-recordings" | "waiting" | "analysing" | "ready" | "failed";
  failure: JsonOrNull;
  analysis_id: string | null;
  distance_meters: number | null;
  moving_time_sec: number | null;
}

export interface RunContentTable {
  runner_id: string;
  content_sha256: Buffer;
  run_id: string;
}

export interface RunAliasTable {
  runner_id: string;
  alias_run_id: string;
  run_id: string;
}

export interface PurgedRunTable {
  runner_id: string;
  run_id: string;
  change_number: number;
  purged_at: Date;
}

export interface RecordingTable {
  runner_id: string;
  run_id: string;
  slot: number;
  side: "left" | "right";
  side_source: string;
  file_name: string;
  sha256: Buffer;
  size_bytes: number;
  state: "awaiting" | "kept" | "given-up";
  received_bytes: Generated<number>;
  upload_bytes: number | null;
  upload_encoding: "identity" | "gzip" | null;
  object_key: string | null;
  kept_bytes: number | null;
  kept_at: Date | null;
  removed_at: Date | null;
}

export interface AnalysisTable {
  runner_id: string;
  run_id: string;
  analysis_id: string;
  made_by: "server" | "device";
  algorithm_version: string;
  algorithm: Json;
  summary: Json;
  warnings: Json;
  created_at: Date;
}

export interface AnalysisFootTable {
  runner_id: string;
  run_id: string;
  analysis_id: string;
  side: "left" | "right";
  slot: number;
  recording: Json;
  stride_count: number;
  clock_zero_at: Date;
  paths_object_key: string | null;
}

export interface StrideTable {
  runner_id: string;
  run_id: string;
  analysis_id: string;
  /** 0 left, 1 right. */
  side: number;
  stride_index: number;
  midstance_at: Date;
  sequence: number | null;
  midstance_us: number;
  initial_contact_tenth_ms: number | null;
  terminal_contact_tenth_ms: number | null;
  next_initial_contact_tenth_ms: number | null;
  next_midstance_tenth_ms: number | null;
  activity_code: number | null;
  stride_length_mm: number | null;
  height_change_mm: number | null;
  clearance_mm: number | null;
  turn_tenth_deg: number | null;
  foot_strike_angle_tenth_deg: number | null;
  eversion_excursion_tenth_deg: number | null;
  impact_peak_hundredth_g: number | null;
  quality_permille: number | null;
  anchor_energy_thousandth: number | null;
  anchor_tilt_tenth_deg: number | null;
  dominant_axis_power_permille: number | null;
  closure_residual_mmps: number | null;
  impact_delay_tenth_ms: number | null;
  speed_mmps: number | null;
  flags: number | null;
  clipped_permille: number | null;
}

export interface RunEditTable {
  runner_id: string;
  run_id: string;
  edit_id: string;
  field: "name" | "notes" | "start" | "sides" | "deletion";
  asked: Json;
  before: JsonOrNull;
  base_revision: number;
  revision: number;
  outcome: "applied" | "conflict" | "kept-theirs" | "took-mine";
  device_name: Generated<string>;
  edited_at: Date | null;
  received_at: Date;
}

export interface IdempotencyTable {
  runner_id: string;
  key: string;
  request_sha256: Buffer;
  status: number;
  headers: Json;
  body: string;
  created_at: Date;
}

export interface BlobIntentTable {
  runner_id: string;
  object_key: string;
  since: Date;
}

/** Every table of ours by its name with schema. The schema `jobs` is pg-boss's own business. */
export interface Tables {
  "auth.login": LoginTable;
  "auth.session": SessionTable;
  "auth.credential": CredentialTable;
  "auth.verification": VerificationTable;
  "auth.passkey": PasskeyTable;
  "auth.rate_limit": RateLimitTable;
  "directory.runner": RunnerTable;
  "directory.consent": ConsentTable;
  "directory.invitation": InvitationTable;
  "directory.server_setting": ServerSettingTable;
  "runner.change_clock": ChangeClockTable;
  "runner.run": RunTable;
  "runner.run_content": RunContentTable;
  "runner.run_alias": RunAliasTable;
  "runner.purged_run": PurgedRunTable;
  "runner.recording": RecordingTable;
  "runner.analysis": AnalysisTable;
  "runner.analysis_foot": AnalysisFootTable;
  "runner.stride": StrideTable;
  "runner.run_edit": RunEditTable;
  "runner.idempotency": IdempotencyTable;
  "runner.blob_intent": BlobIntentTable;
}

/** The database: outside of a transaction. */
export type Database = Kysely<Tables>;
/** The database inside of one; every query of a store takes either. */
export type DatabaseTransaction = Transaction<Tables>;
