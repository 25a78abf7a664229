// How much of an archive is believed. An archive comes from anywhere: each limit ends an attack that would fill memory
// or disk, and lies far above what a device can hold.

export interface ArchiveLimits {
  /** Most entries; default 100,000 = 14,000 runs of seven (a run a day for 38 years). Range 1…1,000,000. */
  entriesMaxCount: number;
  /** Largest entry once uncompressed; default 4 GiB: 24 h at 450 Hz in 110 bytes a row. Range 1 MiB…2^53. */
  entryMaxBytes: number;
  /**
   * Largest uncompressed size as a multiple of the compressed one; default 200. DEFLATE cannot pass 1032; recordings
   * reach 3 to 10, JSON up to 50. Entries below `ratioFreeBytes` are not judged by it. Range 10…1032.
   */
  ratioMax: number;
  /** Default 1 MiB: what a small, very even entry may grow to. */
  ratioFreeBytes: number;
  /** Largest JSON entry that is read into memory at once; default 16 MiB. */
  jsonMaxBytes: number;
  /** Largest piece of the file asked for at once; default 64 MiB. The ZIP's directory is read in one. */
  readMaxBytes: number;
  /** Deepest nesting of a JSON text; default 64. */
  nestingMaxCount: number;
}

/** The defaults. */
export const ARCHIVE_LIMITS: ArchiveLimits = {
  entriesMaxCount: 100_000,
  entryMaxBytes: 4 * 1024 ** 3,
  ratioMax: 200,
  ratioFreeBytes: 1024 ** 2,
  jsonMaxBytes: 16 * 1024 ** 2,
  readMaxBytes: 64 * 1024 ** 2,
  nestingMaxCount: 64,
};
