// The columns of a recording and the limits of its numbers, shared by the fast and the careful row reader.
import { SAMPLE_CHANNELS } from "@solewise/terms";

/** Column names in order; joined with commas they are the column header. */
export const COLUMNS = ["time_s", ...SAMPLE_CHANNELS] as const;
export const COLUMN_COUNT = COLUMNS.length;
export const COLUMN_HEADER = COLUMNS.join(",");

/** Channels of a sample in `SampleBlock.values`. */
export const CHANNEL_COUNT = SAMPLE_CHANNELS.length;

/** Times beyond ± this are no seconds (the year 2096 as seconds since 1970): milliseconds since 1970 are 400 times more. */
export const TIME_MAX_SEC = 4e9;

export const US_PER_SEC = 1e6;
