-- Recordings that the server removed after the days of its setting: state is 'given-up', and since when.
alter table runner.recording add column removed_at timestamptz;
