-- Group 1, runner data: runner_id leads every key, nothing outside is referenced, so that a runner can live on any node.
-- JSON columns are `json`, not `jsonb`: the order of members is kept (analyze --json is byte-equal), and so is text that
-- jsonb refuses (a NUL or half a letter out of somebody's file). Nothing is searched in them.

create schema runner;

-- Numbers every change of a runner's runs. Its row is locked until the change is committed, so a reader that has seen
-- number n has seen every smaller one.
create table runner.change_clock (
  runner_id uuid primary key,
  last_change_number bigint not null
);

create table runner.run (
  runner_id uuid not null,
  run_id uuid not null,
  -- Grows by one with every change; the ETag.
  revision integer not null,
  change_number bigint not null,
  name text not null check (char_length(name) <= 1000),
  notes text check (char_length(notes) <= 20000),
  started_at timestamptz not null,
  start_source text not null,
  time_zone text not null,
  is_demo boolean not null,
  -- What the device said of the run, as run.json of an archive has it, without what stands in columns.
  facts json not null,
  created_at timestamptz not null,
  received_at timestamptz not null,
  deleted_at timestamptz,
  state text not null check (state in ('awaiting-recordings', 'waiting', 'analysing', 'ready', 'failed')),
  failure json,
  -- The analysis that pages show, and what lists show of it.
  analysis_id uuid,
  distance_meters double precision,
  moving_time_sec double precision,
  primary key (runner_id, run_id),
  unique (runner_id, change_number)
);
create index run_by_start on runner.run (runner_id, started_at desc, run_id desc) where deleted_at is null;
create index run_by_deletion on runner.run (runner_id, started_at desc, run_id desc) include (deleted_at)
  where deleted_at is not null;

-- The same recordings are the same run, whatever id a device gave it.
create table runner.run_content (
  runner_id uuid not null,
  -- SHA-256 over the sorted SHA-256s of the recordings.
  content_sha256 bytea not null check (length(content_sha256) = 32),
  run_id uuid not null,
  primary key (runner_id, content_sha256),
  foreign key (runner_id, run_id) references runner.run on delete cascade
);

-- Ids that other devices gave to a run that was there already.
create table runner.run_alias (
  runner_id uuid not null,
  alias_run_id uuid not null,
  run_id uuid not null,
  primary key (runner_id, alias_run_id),
  foreign key (runner_id, run_id) references runner.run on delete cascade
);

-- What is left of a run that was removed for good: its number, so that every device hears of it.
create table runner.purged_run (
  runner_id uuid not null,
  run_id uuid not null,
  change_number bigint not null,
  purged_at timestamptz not null,
  primary key (runner_id, run_id),
  unique (runner_id, change_number)
);

-- One foot's recording: on its way, kept, or given up (its strides stay).
create table runner.recording (
  runner_id uuid not null,
  run_id uuid not null,
  slot smallint not null check (slot in (0, 1)),
  side text not null check (side in ('left', 'right')),
  side_source text not null,
  file_name text not null,
  sha256 bytea not null check (length(sha256) = 32),
  size_bytes bigint not null check (size_bytes > 0),
  state text not null check (state in ('awaiting', 'kept', 'given-up')),
  -- Bytes of the upload that are on disk; meaningful while awaiting.
  received_bytes bigint not null default 0,
  -- Bytes that the upload will have, compressed or not.
  upload_bytes bigint check (upload_bytes > 0),
  upload_encoding text check (upload_encoding in ('identity', 'gzip')),
  object_key text,
  kept_bytes bigint,
  kept_at timestamptz,
  primary key (runner_id, run_id, slot),
  foreign key (runner_id, run_id) references runner.run on delete cascade
);

create table runner.analysis (
  runner_id uuid not null,
  run_id uuid not null,
  analysis_id uuid not null,
  -- Who computed it: this server from the samples, or the device, whose samples are gone.
  made_by text not null check (made_by in ('server', 'device')),
  algorithm_version text not null,
  algorithm json not null,
  summary json not null,
  warnings json not null,
  created_at timestamptz not null,
  primary key (runner_id, run_id, analysis_id),
  foreign key (runner_id, run_id) references runner.run on delete cascade
);

-- One foot of an analysis: what its reader found, and where its strides are.
create table runner.analysis_foot (
  runner_id uuid not null,
  run_id uuid not null,
  analysis_id uuid not null,
  side text not null check (side in ('left', 'right')),
  -- The recording it was made from; sides can be changed later.
  slot smallint not null check (slot in (0, 1)),
  -- ArchivedRecording of docs/protocol/archive.md.
  recording json not null,
  stride_count integer not null,
  -- Instant at which the clock of the recording was 0; partition key of its strides is this plus their midstance.
  clock_zero_at timestamptz not null,
  -- Blob with the paths of the foot; null where none were traced.
  paths_object_key text,
  primary key (runner_id, run_id, analysis_id, side),
  foreign key (runner_id, run_id, analysis_id) references runner.analysis on delete cascade
);

-- Every stride as the integers that the kernel gave; null is "could not be measured". Partitioned by month, made on demand.
create table runner.stride (
  runner_id uuid not null,
  run_id uuid not null,
  analysis_id uuid not null,
  side smallint not null check (side in (0, 1)),
  stride_index integer not null,
  midstance_at timestamptz not null,
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
  primary key (runner_id, run_id, analysis_id, side, stride_index, midstance_at)
) partition by range (midstance_at);

-- Every edit that came, also those that did not win: what was there before, what was asked, what became of it.
create table runner.run_edit (
  runner_id uuid not null,
  run_id uuid not null,
  edit_id uuid not null,
  field text not null check (field in ('name', 'notes', 'start', 'sides', 'deletion')),
  asked json not null,
  before json,
  base_revision integer not null,
  -- The run's revision after the edit was taken.
  revision integer not null,
  outcome text not null check (outcome in ('applied', 'conflict', 'kept-theirs', 'took-mine')),
  device_name text not null default '',
  edited_at timestamptz,
  received_at timestamptz not null,
  primary key (runner_id, run_id, edit_id, field),
  foreign key (runner_id, run_id) references runner.run on delete cascade
);

-- Answers to requests with an Idempotency-Key, kept for a while.
create table runner.idempotency (
  runner_id uuid not null,
  key text not null check (char_length(key) between 8 and 200),
  request_sha256 bytea not null,
  status integer not null,
  headers json not null,
  body text not null,
  created_at timestamptz not null,
  primary key (runner_id, key)
);

-- Blobs that no row needs any more, or not yet: written before the blob, taken away with the row that needs it.
create table runner.blob_intent (
  runner_id uuid not null,
  object_key text not null,
  since timestamptz not null,
  primary key (runner_id, object_key)
);
