// What a file is that is no recording CSV, told by its first bytes, and what to do with it. Source: the formats' own
// specifications (RFC 1952, APPNOTE 4.3, RFC 8878, FIT protocol §3.3.1, …).

/** A kind of file that people hand over by mistake. */
export interface ForeignFile {
  /** Code word of the kind: "gzip", "zip", "fit", … */
  kind: string;
  came: string;
  remedy: string;
}

interface Signature extends ForeignFile {
  bytes: readonly number[] | string;
  offsetBytes?: number;
}

const UNPACK = "unpack it and give the CSV inside";
const EXPORT = "export the six sensor columns as CSV";
const SAVE_AS_UTF8 = "save it as UTF-8 (in Excel: CSV UTF-8, comma delimited)";
const NO_SAMPLES = "give the raw sensor CSV of one foot, an activity file holds no samples of the foot";

const SIGNATURES: readonly Signature[] = [
  { kind: "gzip", bytes: [0x1f, 0x8b], came: "a gzip file", remedy: UNPACK },
  {
    kind: "zip",
    bytes: "PK\x03\x04",
    came: "a zip archive (or an Excel workbook)",
    remedy: `${UNPACK}, or save the sheet as CSV`,
  },
  { kind: "zstd", bytes: [0x28, 0xb5, 0x2f, 0xfd], came: "a zstd file", remedy: UNPACK },
  { kind: "bzip2", bytes: "BZh", came: "a bzip2 file", remedy: UNPACK },
  { kind: "xz", bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], came: "an xz file", remedy: UNPACK },
  { kind: "7z", bytes: [0x37, 0x7a, 0xbc, 0xaf], came: "a 7-Zip archive", remedy: UNPACK },
  { kind: "fit", bytes: ".FIT", offsetBytes: 8, came: "a FIT activity file", remedy: NO_SAMPLES },
  { kind: "xml", bytes: "<", came: "an XML file (GPX, TCX or a web page)", remedy: NO_SAMPLES },
  { kind: "utf-16", bytes: [0xff, 0xfe], came: "UTF-16 text", remedy: SAVE_AS_UTF8 },
  { kind: "utf-16", bytes: [0xfe, 0xff], came: "UTF-16 text", remedy: SAVE_AS_UTF8 },
  { kind: "parquet", bytes: "PAR1", came: "a Parquet file", remedy: EXPORT },
  { kind: "hdf5", bytes: [0x89, 0x48, 0x44, 0x46], came: "an HDF5 file", remedy: EXPORT },
  { kind: "matlab", bytes: "MATLAB 5.0", came: "a MATLAB file", remedy: EXPORT },
  { kind: "numpy", bytes: [0x93, 0x4e, 0x55, 0x4d], came: "a NumPy file", remedy: EXPORT },
  { kind: "sqlite", bytes: "SQLite format", came: "an SQLite database", remedy: EXPORT },
  { kind: "pdf", bytes: "%PDF", came: "a PDF document", remedy: EXPORT },
  { kind: "json", bytes: "{", came: "JSON", remedy: EXPORT },
  { kind: "json", bytes: "[", came: "JSON", remedy: EXPORT },
];

/** Names the kind of a file that is not a recording CSV by its first 16 bytes; null when they may be text. */
export function recogniseForeignFile(start: Uint8Array): ForeignFile | null {
  return SIGNATURES.find((signature) => startsWith(start, signature)) ?? null;
}

function startsWith(start: Uint8Array, { bytes, offsetBytes = 0 }: Signature): boolean {
  const expected = typeof bytes === "string" ? Array.from(bytes, (letter) => letter.charCodeAt(0)) : bytes;
  return expected.every((byte, index) => start[offsetBytes + index] === byte);
}
