-- Group 3, directory: who may come in, who a runner is. Small, and the same on every node. Logins, sessions, credentials,
-- verifications and passkeys are better-auth's models under our names; their keys are `id` because better-auth has no other
-- name for them.

create schema auth;
create schema directory;

create table auth.login (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  is_email_verified boolean not null default false,
  display_name text not null default '' check (char_length(display_name) <= 200),
  image_url text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table auth.session (
  id uuid primary key,
  login_id uuid not null references auth.login on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index session_by_login on auth.session (login_id);

create table auth.credential (
  id uuid primary key,
  login_id uuid not null references auth.login on delete cascade,
  provider_id text not null,
  provider_login_id text not null,
  password_hash text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, provider_login_id)
);
create index credential_by_login on auth.credential (login_id);

create table auth.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_by_identifier on auth.verification (identifier);

create table auth.passkey (
  id uuid primary key,
  login_id uuid not null references auth.login on delete cascade,
  name text,
  public_key text not null,
  webauthn_credential_id text not null unique,
  counter bigint not null,
  device_type text not null,
  is_backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz
);
create index passkey_by_login on auth.passkey (login_id);

-- Attempts of one kind by one address or for one e-mail, in a window of time. The key is a hash: no address is kept.
create table auth.rate_limit (
  key_sha256 bytea primary key check (length(key_sha256) = 32),
  window_ends_at timestamptz not null,
  count integer not null
);

-- A person whose runs are kept. A child will have one without a login.
create table directory.runner (
  runner_id uuid primary key,
  login_id uuid unique references auth.login on delete set null,
  role text not null default 'runner' check (role in ('runner', 'operator')),
  age_band text not null check (age_band in ('under-14', '14-15', '16-17', '18-plus')),
  created_at timestamptz not null,
  -- Set when the account is being deleted; its rows and blobs go soon after, by a job.
  erasing_since timestamptz
);

-- What a runner allows, purpose by purpose. A decision is never changed: the newest counts.
create table directory.consent (
  runner_id uuid not null references directory.runner on delete cascade,
  purpose text not null check (
    purpose in ('gait-analysis', 'sharing', 'rewards', 'retention-statistics', 'population-studies')
  ),
  decided_at timestamptz not null,
  is_granted boolean not null,
  wording_version integer not null,
  primary key (runner_id, purpose, decided_at)
);

create table directory.invitation (
  invitation_id uuid primary key,
  -- SHA-256 of the bearer string in the link.
  token_sha256 bytea not null unique check (length(token_sha256) = 32),
  role text not null check (role in ('runner', 'operator')),
  invited_by uuid references directory.runner on delete set null,
  note text not null default '' check (char_length(note) <= 200),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  used_at timestamptz,
  used_by uuid references directory.runner on delete set null
);

-- Settings of the whole server that its operator changes while it runs.
create table directory.server_setting (
  name text primary key,
  value jsonb not null,
  changed_at timestamptz not null
);
