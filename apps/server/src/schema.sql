-- The schema after every migration, written from pg_catalog by `npm run schema`. For reading: change migrations/ instead.


create schema auth;
create schema directory;
create schema jobs;
create schema runner;
create schema solewise;

create type jobs.job_state as enum ('created', 'retry', 'active', 'completed', 'cancelled', 'failed');

create table auth.credential (
  id uuid not null,
  login_id uuid not null,
  provider_id text not null,
  provider_login_id text not null,
  password_hash text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint credential_login_id_fkey FOREIGN KEY (login_id) REFERENCES auth.login(id) ON DELETE CASCADE,
  constraint credential_pkey PRIMARY KEY (id),
  constraint credential_provider_id_provider_login_id_key UNIQUE (provider_id, provider_login_id)
);
CREATE INDEX credential_by_login ON auth.credential USING btree (login_id);

create table auth.login (
  id uuid not null,
  email text not null,
  is_email_verified boolean default false not null,
  display_name text default ''::text not null,
  image_url text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint login_display_name_check CHECK ((char_length(display_name) <= 200)),
  constraint login_email_check CHECK ((email = lower(email))),
  constraint login_pkey PRIMARY KEY (id),
  constraint login_email_key UNIQUE (email)
);

create table auth.passkey (
  id uuid not null,
  login_id uuid not null,
  name text,
  public_key text not null,
  webauthn_credential_id text not null,
  counter bigint not null,
  device_type text not null,
  is_backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamp with time zone,
  constraint passkey_login_id_fkey FOREIGN KEY (login_id) REFERENCES auth.login(id) ON DELETE CASCADE,
  constraint passkey_pkey PRIMARY KEY (id),
  constraint passkey_webauthn_credential_id_key UNIQUE (webauthn_credential_id)
);
CREATE INDEX passkey_by_login ON auth.passkey USING btree (login_id);

create table auth.rate_limit (
  key_sha256 bytea not null,
  window_ends_at timestamp with time zone not null,
  count integer not null,
  constraint rate_limit_key_sha256_check CHECK ((length(key_sha256) = 32)),
  constraint rate_limit_pkey PRIMARY KEY (key_sha256)
);

create table auth.session (
  id uuid not null,
  login_id uuid not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint session_login_id_fkey FOREIGN KEY (login_id) REFERENCES auth.login(id) ON DELETE CASCADE,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_key UNIQUE (token)
);
CREATE INDEX session_by_login ON auth.session USING btree (login_id);

create table auth.verification (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint verification_pkey PRIMARY KEY (id)
);
CREATE INDEX verification_by_identifier ON auth.verification USING btree (identifier);

create table directory.consent (
  runner_id uuid not null,
  purpose text not null,
  decided_at timestamp with time zone not null,
  is_granted boolean not null,
  wording_version integer not null,
  constraint consent_purpose_check CHECK ((purpose = ANY (ARRAY['gait-analysis'::text, 'sharing'::text, 'rewards'::text, 'retention-statistics'::text, 'population-studies'::text]))),
  constraint consent_runner_id_fkey FOREIGN KEY (runner_id) REFERENCES directory.runner(runner_id) ON DELETE CASCADE,
  constraint consent_pkey PRIMARY KEY (runner_id, purpose, decided_at)
);

create table directory.invitation (
  invitation_id uuid not null,
  token_sha256 bytea not null,
  role text not null,
  invited_by uuid,
  note text default ''::text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  used_at timestamp with time zone,
  used_by uuid,
  constraint invitation_note_check CHECK ((char_length(note) <= 200)),
  constraint invitation_role_check CHECK ((role = ANY (ARRAY['runner'::text, 'operator'::text]))),
  constraint invitation_token_sha256_check CHECK ((length(token_sha256) = 32)),
  constraint invitation_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES directory.runner(runner_id) ON DELETE SET NULL,
  constraint invitation_used_by_fkey FOREIGN KEY (used_by) REFERENCES directory.runner(runner_id) ON DELETE SET NULL,
  constraint invitation_pkey PRIMARY KEY (invitation_id),
  constraint invitation_token_sha256_key UNIQUE (token_sha256)
);

create table directory.runner (
  runner_id uuid not null,
  login_id uuid,
  role text default 'runner'::text not null,
  age_band text not null,
  created_at timestamp with time zone not null,
  erasing_since timestamp with time zone,
  constraint runner_age_band_check CHECK ((age_band = ANY (ARRAY['under-14'::text, '14-15'::text, '16-17'::text, '18-plus'::text]))),
  constraint runner_role_check CHECK ((role = ANY (ARRAY['runner'::text, 'operator'::text]))),
  constraint runner_login_id_fkey FOREIGN KEY (login_id) REFERENCES auth.login(id) ON DELETE SET NULL,
  constraint runner_pkey PRIMARY KEY (runner_id),
  constraint runner_login_id_key UNIQUE (login_id)
);

create table directory.server_setting (
  name text not null,
  value jsonb not null,
  changed_at timestamp with time zone not null,
  constraint server_setting_pkey PRIMARY KEY (name)
);

create table jobs.bam (
  id uuid default gen_random_uuid() not null,
  name text not null,
  version integer not null,
  status text default 'pending'::text not null,
  queue text,
  table_name text not null,
  command text not null,
  error text,
  created_on timestamp with time zone default clock_timestamp() not null,
  started_on timestamp with time zone,
  completed_on timestamp with time zone,
  constraint bam_pkey PRIMARY KEY (id)
);

create table jobs.job (
  id uuid default gen_random_uuid() not null,
  name text not null,
  priority integer default 0 not null,
  data jsonb,
  state jobs.job_state default 'created'::jobs.job_state not null,
  retry_limit integer default 2 not null,
  retry_count integer default 0 not null,
  retry_delay integer default 0 not null,
  retry_backoff boolean default false not null,
  retry_delay_max integer,
  expire_seconds integer default 900 not null,
  deletion_seconds integer default 604800 not null,
  singleton_key text,
  singleton_on timestamp without time zone,
  group_id text,
  group_tier text,
  start_after timestamp with time zone default now() not null,
  created_on timestamp with time zone default now() not null,
  started_on timestamp with time zone,
  completed_on timestamp with time zone,
  keep_until timestamp with time zone default (now() + '336:00:00'::interval) not null,
  output jsonb,
  dead_letter text,
  policy text,
  heartbeat_on timestamp with time zone,
  heartbeat_seconds integer,
  blocked boolean default false not null,
  blocking boolean default false not null,
  pending_dependencies integer default 0 not null,
  source_name text,
  source_id uuid,
  source_created_on timestamp with time zone,
  source_retry_count integer,
  source_output jsonb,
  source_root_id uuid,
  constraint job_pkey PRIMARY KEY (name, id)
) partition by LIST (name);

create table jobs.job_common (
  id uuid default gen_random_uuid() not null,
  name text not null,
  priority integer default 0 not null,
  data jsonb,
  state jobs.job_state default 'created'::jobs.job_state not null,
  retry_limit integer default 2 not null,
  retry_count integer default 0 not null,
  retry_delay integer default 0 not null,
  retry_backoff boolean default false not null,
  retry_delay_max integer,
  expire_seconds integer default 900 not null,
  deletion_seconds integer default 604800 not null,
  singleton_key text,
  singleton_on timestamp without time zone,
  group_id text,
  group_tier text,
  start_after timestamp with time zone default now() not null,
  created_on timestamp with time zone default now() not null,
  started_on timestamp with time zone,
  completed_on timestamp with time zone,
  keep_until timestamp with time zone default (now() + '336:00:00'::interval) not null,
  output jsonb,
  dead_letter text,
  policy text,
  heartbeat_on timestamp with time zone,
  heartbeat_seconds integer,
  blocked boolean default false not null,
  blocking boolean default false not null,
  pending_dependencies integer default 0 not null,
  source_name text,
  source_id uuid,
  source_created_on timestamp with time zone,
  source_retry_count integer,
  source_output jsonb,
  source_root_id uuid,
  constraint job_key_strict_fifo_singleton_key_check CHECK ((NOT ((policy = 'key_strict_fifo'::text) AND (singleton_key IS NULL)))),
  constraint dlq_fkey FOREIGN KEY (dead_letter) REFERENCES jobs.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  constraint q_fkey FOREIGN KEY (name) REFERENCES jobs.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  constraint job_common_pkey PRIMARY KEY (name, id)
);
CREATE UNIQUE INDEX job_common_i1 ON jobs.job_common USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'created'::jobs.job_state) AND (policy = 'short'::text));
CREATE INDEX job_common_i10 ON jobs.job_common USING btree (name, singleton_key, state DESC, created_on, id) INCLUDE (start_after) WHERE ((state < 'active'::jobs.job_state) AND (NOT blocked) AND (policy = 'key_strict_fifo'::text));
CREATE INDEX job_common_i11 ON jobs.job_common USING btree (name, priority DESC, created_on, start_after) WHERE ((state < 'active'::jobs.job_state) AND (NOT blocked));
CREATE INDEX job_common_i12 ON jobs.job_common USING btree (source_root_id) WHERE (source_root_id IS NOT NULL);
CREATE UNIQUE INDEX job_common_i2 ON jobs.job_common USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'active'::jobs.job_state) AND (policy = 'singleton'::text));
CREATE UNIQUE INDEX job_common_i3 ON jobs.job_common USING btree (name, state, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::jobs.job_state) AND (policy = 'stately'::text));
CREATE UNIQUE INDEX job_common_i4 ON jobs.job_common USING btree (name, singleton_on, COALESCE(singleton_key, ''::text)) WHERE ((state <> 'cancelled'::jobs.job_state) AND (singleton_on IS NOT NULL));
CREATE UNIQUE INDEX job_common_i6 ON jobs.job_common USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::jobs.job_state) AND (policy = 'exclusive'::text));
CREATE INDEX job_common_i7 ON jobs.job_common USING btree (name, group_id) WHERE ((state = 'active'::jobs.job_state) AND (group_id IS NOT NULL));
CREATE UNIQUE INDEX job_common_i8 ON jobs.job_common USING btree (name, singleton_key) WHERE ((state = ANY (ARRAY['active'::jobs.job_state, 'retry'::jobs.job_state, 'failed'::jobs.job_state])) AND (policy = 'key_strict_fifo'::text));
CREATE INDEX job_common_i9 ON jobs.job_common USING btree (name, id) WHERE (blocking AND (state = 'completed'::jobs.job_state));

create table jobs.job_dependency (
  child_name text not null,
  child_id uuid not null,
  parent_name text not null,
  parent_id uuid not null,
  constraint job_dependency_pkey PRIMARY KEY (child_name, child_id, parent_name, parent_id)
);
CREATE INDEX job_dep_parent_idx ON jobs.job_dependency USING btree (parent_name, parent_id);

create table jobs.queue (
  name text not null,
  policy text not null,
  retry_limit integer not null,
  retry_delay integer not null,
  retry_backoff boolean not null,
  retry_delay_max integer,
  expire_seconds integer not null,
  retention_seconds integer not null,
  deletion_seconds integer not null,
  dead_letter text,
  partition boolean not null,
  table_name text not null,
  deferred_count integer default 0 not null,
  queued_count integer default 0 not null,
  ready_count integer default 0 not null,
  warning_queued integer default 0 not null,
  active_count integer default 0 not null,
  failed_count integer default 0 not null,
  total_count integer default 0 not null,
  created_delta integer default 0 not null,
  completed_delta integer default 0 not null,
  failed_delta integer default 0 not null,
  delta_on timestamp with time zone,
  delta_seconds integer,
  ready_history integer[] default '{}'::integer[] not null,
  heartbeat_seconds integer,
  notify boolean default false not null,
  singletons_active text[],
  monitor_claim_on timestamp with time zone,
  monitor_on timestamp with time zone,
  maintain_on timestamp with time zone,
  created_on timestamp with time zone default now() not null,
  updated_on timestamp with time zone default now() not null,
  constraint queue_check CHECK ((dead_letter IS DISTINCT FROM name)),
  constraint queue_dead_letter_fkey FOREIGN KEY (dead_letter) REFERENCES jobs.queue(name),
  constraint queue_pkey PRIMARY KEY (name)
);

create table jobs.queue_stats (
  id uuid default gen_random_uuid() not null,
  name text not null,
  deferred_count integer default 0 not null,
  queued_count integer default 0 not null,
  ready_count integer default 0 not null,
  active_count integer default 0 not null,
  failed_count integer default 0 not null,
  total_count integer default 0 not null,
  created_delta integer,
  completed_delta integer,
  failed_delta integer,
  delta_seconds integer,
  delta_on timestamp with time zone,
  captured_on timestamp with time zone default now() not null,
  constraint queue_stats_pkey PRIMARY KEY (id, captured_on)
) partition by RANGE (captured_on);
CREATE INDEX queue_stats_i1 ON ONLY jobs.queue_stats USING btree (name, captured_on DESC) INCLUDE (deferred_count, queued_count, ready_count, active_count, failed_count, total_count);

create table jobs.schedule (
  name text not null,
  key text default ''::text not null,
  kind text default 'cron'::text not null,
  cron text not null,
  timezone text default 'UTC'::text,
  data jsonb,
  options jsonb,
  created_on timestamp with time zone default now() not null,
  updated_on timestamp with time zone default now() not null,
  last_job_id uuid,
  constraint schedule_kind_check CHECK ((kind = ANY (ARRAY['cron'::text, 'rrule'::text]))),
  constraint schedule_name_fkey FOREIGN KEY (name) REFERENCES jobs.queue(name) ON DELETE CASCADE,
  constraint schedule_pkey PRIMARY KEY (name, key)
);

create table jobs.subscription (
  event text not null,
  name text not null,
  created_on timestamp with time zone default now() not null,
  updated_on timestamp with time zone default now() not null,
  constraint subscription_name_fkey FOREIGN KEY (name) REFERENCES jobs.queue(name) ON DELETE CASCADE,
  constraint subscription_pkey PRIMARY KEY (event, name)
);

create table jobs.version (
  version integer not null,
  cron_on timestamp with time zone,
  bam_on timestamp with time zone,
  flow_on timestamp with time zone,
  reindex_on timestamp with time zone,
  monitor_backoff_on timestamp with time zone,
  constraint version_pkey PRIMARY KEY (version)
);

create table jobs.warning (
  id uuid default gen_random_uuid() not null,
  type text not null,
  message text not null,
  data jsonb,
  created_on timestamp with time zone default now() not null,
  constraint warning_pkey PRIMARY KEY (id)
);
CREATE INDEX warning_i1 ON jobs.warning USING btree (created_on DESC);

create table runner.analysis (
  runner_id uuid not null,
  run_id uuid not null,
  analysis_id uuid not null,
  made_by text not null,
  algorithm_version text not null,
  algorithm json not null,
  summary json not null,
  warnings json not null,
  created_at timestamp with time zone not null,
  constraint analysis_made_by_check CHECK ((made_by = ANY (ARRAY['server'::text, 'device'::text]))),
  constraint analysis_runner_id_run_id_fkey FOREIGN KEY (runner_id, run_id) REFERENCES runner.run(runner_id, run_id) ON DELETE CASCADE,
  constraint analysis_pkey PRIMARY KEY (runner_id, run_id, analysis_id)
);

create table runner.analysis_foot (
  runner_id uuid not null,
  run_id uuid not null,
  analysis_id uuid not null,
  side text not null,
  slot smallint not null,
  recording json not null,
  stride_count integer not null,
  clock_zero_at timestamp with time zone not null,
  paths_object_key text,
  constraint analysis_foot_side_check CHECK ((side = ANY (ARRAY['left'::text, 'right'::text]))),
  constraint analysis_foot_slot_check CHECK ((slot = ANY (ARRAY[0, 1]))),
  constraint analysis_foot_runner_id_run_id_analysis_id_fkey FOREIGN KEY (runner_id, run_id, analysis_id) REFERENCES runner.analysis(runner_id, run_id, analysis_id) ON DELETE CASCADE,
  constraint analysis_foot_pkey PRIMARY KEY (runner_id, run_id, analysis_id, side)
);

create table runner.blob_intent (
  runner_id uuid not null,
  object_key text not null,
  since timestamp with time zone not null,
  constraint blob_intent_pkey PRIMARY KEY (runner_id, object_key)
);

create table runner.change_clock (
  runner_id uuid not null,
  last_change_number bigint not null,
  constraint change_clock_pkey PRIMARY KEY (runner_id)
);

create table runner.idempotency (
  runner_id uuid not null,
  key text not null,
  request_sha256 bytea not null,
  status integer not null,
  headers json not null,
  body text not null,
  created_at timestamp with time zone not null,
  constraint idempotency_key_check CHECK (((char_length(key) >= 8) AND (char_length(key) <= 200))),
  constraint idempotency_pkey PRIMARY KEY (runner_id, key)
);

create table runner.purged_run (
  runner_id uuid not null,
  run_id uuid not null,
  change_number bigint not null,
  purged_at timestamp with time zone not null,
  constraint purged_run_pkey PRIMARY KEY (runner_id, run_id),
  constraint purged_run_runner_id_change_number_key UNIQUE (runner_id, change_number)
);

create table runner.recording (
  runner_id uuid not null,
  run_id uuid not null,
  slot smallint not null,
  side text not null,
  side_source text not null,
  file_name text not null,
  sha256 bytea not null,
  size_bytes bigint not null,
  state text not null,
  received_bytes bigint default 0 not null,
  upload_bytes bigint,
  upload_encoding text,
  object_key text,
  kept_bytes bigint,
  kept_at timestamp with time zone,
  removed_at timestamp with time zone,
  constraint recording_sha256_check CHECK ((length(sha256) = 32)),
  constraint recording_side_check CHECK ((side = ANY (ARRAY['left'::text, 'right'::text]))),
  constraint recording_size_bytes_check CHECK ((size_bytes > 0)),
  constraint recording_slot_check CHECK ((slot = ANY (ARRAY[0, 1]))),
  constraint recording_state_check CHECK ((state = ANY (ARRAY['awaiting'::text, 'kept'::text, 'given-up'::text]))),
  constraint recording_upload_bytes_check CHECK ((upload_bytes > 0)),
  constraint recording_upload_encoding_check CHECK ((upload_encoding = ANY (ARRAY['identity'::text, 'gzip'::text]))),
  constraint recording_runner_id_run_id_fkey FOREIGN KEY (runner_id, run_id) REFERENCES runner.run(runner_id, run_id) ON DELETE CASCADE,
  constraint recording_pkey PRIMARY KEY (runner_id, run_id, slot)
);

create table runner.run (
  runner_id uuid not null,
  run_id uuid not null,
  revision integer not null,
  change_number bigint not null,
  name text not null,
  notes text,
  started_at timestamp with time zone not null,
  start_source text not null,
  time_zone text not null,
  is_demo boolean not null,
  facts json not null,
  created_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  state text not null,
  failure json,
  analysis_id uuid,
  distance_meters double precision,
  moving_time_sec double precision,
  constraint run_name_check CHECK ((char_length(name) <= 1000)),
  constraint run_notes_check CHECK ((char_length(notes) <= 20000)),
  constraint run_state_check CHECK ((state = ANY (ARRAY['awaiting-recordings'::text, 'waiting'::text, 'analysing'::text, 'ready'::text, 'failed'::text]))),
  constraint run_pkey PRIMARY KEY (runner_id, run_id),
  constraint run_runner_id_change_number_key UNIQUE (runner_id, change_number)
);
CREATE INDEX run_by_deletion ON runner.run USING btree (runner_id, started_at DESC, run_id DESC) INCLUDE (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX run_by_start ON runner.run USING btree (runner_id, started_at DESC, run_id DESC) WHERE (deleted_at IS NULL);

create table runner.run_alias (
  runner_id uuid not null,
  alias_run_id uuid not null,
  run_id uuid not null,
  constraint run_alias_runner_id_run_id_fkey FOREIGN KEY (runner_id, run_id) REFERENCES runner.run(runner_id, run_id) ON DELETE CASCADE,
  constraint run_alias_pkey PRIMARY KEY (runner_id, alias_run_id)
);

create table runner.run_content (
  runner_id uuid not null,
  content_sha256 bytea not null,
  run_id uuid not null,
  constraint run_content_content_sha256_check CHECK ((length(content_sha256) = 32)),
  constraint run_content_runner_id_run_id_fkey FOREIGN KEY (runner_id, run_id) REFERENCES runner.run(runner_id, run_id) ON DELETE CASCADE,
  constraint run_content_pkey PRIMARY KEY (runner_id, content_sha256)
);

create table runner.run_edit (
  runner_id uuid not null,
  run_id uuid not null,
  edit_id uuid not null,
  field text not null,
  asked json not null,
  before json,
  base_revision integer not null,
  revision integer not null,
  outcome text not null,
  device_name text default ''::text not null,
  edited_at timestamp with time zone,
  received_at timestamp with time zone not null,
  constraint run_edit_field_check CHECK ((field = ANY (ARRAY['name'::text, 'notes'::text, 'start'::text, 'sides'::text, 'deletion'::text]))),
  constraint run_edit_outcome_check CHECK ((outcome = ANY (ARRAY['applied'::text, 'conflict'::text, 'kept-theirs'::text, 'took-mine'::text]))),
  constraint run_edit_runner_id_run_id_fkey FOREIGN KEY (runner_id, run_id) REFERENCES runner.run(runner_id, run_id) ON DELETE CASCADE,
  constraint run_edit_pkey PRIMARY KEY (runner_id, run_id, edit_id, field)
);

create table runner.stride (
  runner_id uuid not null,
  run_id uuid not null,
  analysis_id uuid not null,
  side smallint not null,
  stride_index integer not null,
  midstance_at timestamp with time zone not null,
  sequence integer,
  midstance_us bigint not null,
  initial_contact_tenth_ms integer,
  terminal_contact_tenth_ms integer,
  next_initial_contact_tenth_ms integer,
  next_midstance_tenth_ms integer,
  activity_code integer,
  stride_length_mm integer,
  height_change_mm integer,
  clearance_mm integer,
  turn_tenth_deg integer,
  foot_strike_angle_tenth_deg integer,
  eversion_excursion_tenth_deg integer,
  impact_peak_hundredth_g integer,
  quality_permille integer,
  anchor_energy_thousandth integer,
  anchor_tilt_tenth_deg integer,
  dominant_axis_power_permille integer,
  closure_residual_mmps integer,
  impact_delay_tenth_ms integer,
  speed_mmps integer,
  flags integer,
  clipped_permille integer,
  constraint stride_side_check CHECK ((side = ANY (ARRAY[0, 1]))),
  constraint stride_pkey PRIMARY KEY (runner_id, run_id, analysis_id, side, stride_index, midstance_at)
) partition by RANGE (midstance_at);

create table solewise.migration (
  number integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone default now() not null,
  program_version text not null,
  constraint migration_pkey PRIMARY KEY (number)
);

create function jobs.create_queue(queue_name text, options jsonb) returns void; -- body: md5 f841429b4551cb0bef916e05ff254598
create function jobs.delete_queue(queue_name text) returns void; -- body: md5 977ba06a1421d606b5a5636b6d258795
create function jobs.job_now() returns timestamp with time zone; -- body: md5 924428d4b27942de392f0fa7d04ff3af
create function jobs.job_table_format(command text, table_name text) returns text; -- body: md5 9438ba67ad022bbbbc19ec8c66b57905
create function jobs.job_table_run(command text, tbl_name text DEFAULT NULL::text, queue_name text DEFAULT NULL::text) returns void; -- body: md5 53c271182569d241ff14f04e84d61ddb
create function jobs.job_table_run_async(command_name text, version integer, command text, tbl_name text DEFAULT NULL::text, queue_name text DEFAULT NULL::text) returns void; -- body: md5 2cc9e77d46324275ddbb4463789399a2
