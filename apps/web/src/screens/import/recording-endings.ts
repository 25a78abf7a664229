// What the file picker offers first; what a file really is, its content says.

/** Endings and types of recordings and archives. */
export const RECORDING_ENDINGS = [".csv", ".gz", ".zip", "text/csv", "application/gzip", "application/zip"];
