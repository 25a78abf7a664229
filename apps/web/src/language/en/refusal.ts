// English of refusals: what was expected, what came, what to do in this app; and of what broke off.
import type { RefusalTexts, ShownValues } from "../refusal-text.ts";

const RECORD_AGAIN = "Record again, or export the samples again.";
const SEPARATORS = "Separate columns with commas and write decimals with a point.";
const COPY_AGAIN = "Copy or download the archive again, or export it again.";
const DO_NOT_TRUST = "Do not trust this archive.";
/** What the reader or the writer of an archive can do about one run. */
const runRemedy = (shown: ShownValues): string =>
  shown.choose(
    "work",
    { export: "Save this run from its own page (CSV or JSON), then remove it and export again." },
    "This run was left out; export it again where it came from.",
  );
const quoted = (shown: ShownValues): string => `“${shown.text("found")}”`;
const header = (shown: ShownValues): string => `the column header ${shown.text("columnHeader")}`;
const cell = (shown: ShownValues): string => `a number in column ${shown.text("column")}`;

const texts: RefusalTexts = {
  "not-a-recording": {
    expected: "a recording as CSV",
    came: (shown) =>
      shown.choose(
        "kind",
        {
          gzip: "a gzip file inside a gzip file",
          zip: "a ZIP archive or an Excel workbook",
          zstd: "a zstd file",
          bzip2: "a bzip2 file",
          xz: "an xz file",
          "7z": "a 7-Zip archive",
          fit: "a FIT activity file",
          xml: "an XML file (GPX, TCX or a web page)",
          "utf-16": "text in UTF-16",
          parquet: "a Parquet file",
          hdf5: "an HDF5 file",
          matlab: "a MATLAB file",
          numpy: "a NumPy file",
          sqlite: "an SQLite database",
          pdf: "a PDF document",
          json: "JSON",
        },
        "a file of another kind",
      ),
    remedy: (shown) => {
      const unpack = "Unpack it and choose the CSV inside.";
      const raw = "Choose the sensor's own CSV of one foot: an activity file holds no samples of the foot.";
      const words = { gzip: unpack, zstd: unpack, bzip2: unpack, xz: unpack, "7z": unpack, fit: raw, xml: raw };
      const zip = "Unpack it and choose the CSV inside, or save the sheet as CSV.";
      const utf8 = "Save it as UTF-8 (in Excel: CSV UTF-8, comma delimited).";
      return shown.choose("kind", { ...words, zip, "utf-16": utf8 }, "Export the six sensor columns as CSV.");
    },
  },
  "file-empty": { expected: header, came: "an empty file", remedy: RECORD_AGAIN },
  "header-missing": { expected: header, came: "the end of the file", remedy: RECORD_AGAIN },
  "samples-missing": { expected: "rows of samples after the column header", came: "none", remedy: RECORD_AGAIN },
  "line-too-long": {
    expected: (shown) => `lines of at most ${shown.number("lineMaxBytes")} bytes`,
    came: "a longer one",
    remedy: "Choose a CSV with one sample a line, each ended by a line feed.",
  },
  "file-unreadable": {
    expected: "a file that the browser can read",
    came: (shown) => `a failure (${shown.text("reason")})`,
    remedy: "Choose the file again; it may have been moved or changed since.",
  },
  "gzip-damaged": {
    expected: "one recording, gzipped",
    came: "a damaged gzip file, or one with something else in it",
    remedy: "Unpack it and choose the CSV, or compress the CSV again.",
  },
  "header-value-wrong": {
    expected: (shown) => {
      const range = `a number from ${shown.number("rangeMinG")} to ${shown.number("rangeMaxG")} without a unit`;
      const rangeDps = `a number from ${shown.number("rangeMinDps")} to ${shown.number("rangeMaxDps")} without a unit`;
      const words = {
        started_at_utc: "an instant in UTC such as 2026-05-01T06:30:00Z",
        side: "left or right",
        place: "sole, instep or heel",
        range_g: `${range} (such as 16)`,
        range_dps: `${rangeDps} (such as 2000)`,
        device: `a name of 1 to ${shown.number("charactersMaxCount")} characters`,
      };
      return `${shown.text("key")} to be ${shown.choose("key", words, "a value that is allowed")}`;
    },
    came: quoted,
    remedy: "Correct the line in the file, or remove it.",
  },
  "header-key-twice": {
    expected: (shown) => `one line with ${shown.text("key")}`,
    came: "a second one",
    remedy: "Keep the one that is true.",
  },
  "column-header-wrong": {
    expected: header,
    came: (shown) => (shown.has("found") ? quoted(shown) : "binary bytes"),
    remedy: (shown) => {
      const quantities = shown.text("quantities").split(" ");
      const units = [
        ["time", "the time in seconds as time_s"],
        ["acceleration", "accelerations in m/s² (g × 9.80665)"],
        ["angular-rate", "angular rates in rad/s (°/s × 0.0174533)"],
      ].flatMap(([quantity = "", words = ""]) => (quantities.includes(quantity) ? [words] : []));
      const words = {
        binary: "Choose the CSV text of one foot's sensor.",
        "carriage-returns": "End lines with a line feed (LF or CRLF), not with a carriage return alone.",
        "no-header": `Put the line ${shown.text("columnHeader")} before the numbers.`,
        separators: SEPARATORS,
        units: `Write ${units.join(", ")} under the expected names.`,
        order: "Put the columns and their numbers into the expected order and spelling.",
        "extra-columns": "Remove the other columns.",
        "no-gyroscope": "Record the gyroscope too: both sensors are needed.",
      };
      return shown.choose("mistake", words, "Name the columns so, in seconds, m/s² and rad/s.");
    },
  },
  "row-is-comment": {
    expected: "a row of seven numbers",
    came: (shown) => `the line ${quoted(shown)}`,
    remedy: "Put lines with # before the column header.",
  },
  "row-is-header": {
    expected: "a row of numbers",
    came: "a second column header",
    remedy: "Split joined recordings into files of their own.",
  },
  "column-count-wrong": {
    expected: (shown) => `${shown.number("expectedCount")} columns (${shown.text("columnHeader")})`,
    came: (shown) =>
      `${shown.number("columnCount")} ${shown.text("columnCount") === "1" ? "column" : "columns"} in ${quoted(shown)}`,
    remedy: (shown) =>
      shown.choose(
        "mistake",
        { separators: SEPARATORS, "decimal-commas": "Write decimals with a point, not a comma." },
        "Write every sample with all seven numbers, or leave its row out.",
      ),
  },
  "cell-not-a-number": {
    expected: cell,
    came: (shown) => `the text ${quoted(shown)}`,
    remedy: "Write plain numbers such as -9.81 or 1.5e-3.",
  },
  "cell-empty": {
    expected: cell,
    came: "an empty cell",
    remedy: "Leave out the whole row where a reading is missing; gaps are allowed.",
  },
  "cell-without-reading": {
    expected: cell,
    came: quoted,
    remedy: "Leave out the whole row where the sensor lost a sample; gaps are allowed.",
  },
  "cell-too-large": {
    expected: cell,
    came: (shown) => `${quoted(shown)}, which is too large`,
    remedy: "Correct this row, or leave it out.",
  },
  "time-not-seconds": {
    expected: (shown) => `time_s in seconds (up to ${shown.text("timeMaxSec")})`,
    came: (shown) => shown.text("timeSec"),
    remedy: "The time column looks like milliseconds or smaller units since 1970: write seconds, best from 0 on.",
  },
  "time-runs-back": {
    expected: (shown) => `time_s not before ${shown.text("previousSec")} of the row above`,
    came: (shown) => `${shown.text("timeSec")}, ${shown.number("backSec")} s earlier`,
    remedy: "Sort the rows by time, or make the parts before and after a restart of the clock separate files.",
  },
  "acceleration-implausible": {
    expected: (shown) => `${shown.text("column")} within ±${shown.number("readingMaxMps2")} m/s²`,
    came: (shown) => shown.text("readingMps2"),
    remedy: "The unit is probably not m/s² (a count or mg?): convert the column to m/s².",
  },
  "angular-rate-implausible": {
    expected: (shown) => `${shown.text("column")} within ±${shown.number("readingMaxRadPerSec")} rad/s`,
    came: (shown) => shown.text("readingRadPerSec"),
    remedy: "The unit is probably °/s: convert to rad/s (× 0.0174533).",
  },
  "sample-rate-wrong": {
    expected: (shown) => `a sample rate of ${shown.number("sampleRateMinHz")} to ${shown.number("sampleRateMaxHz")} Hz`,
    came: (shown) => `${shown.number("sampleRateHz")} Hz`,
    remedy: (shown) => {
      const divide = (unit: string, perSec: string): string =>
        `The time column looks like ${unit}: divide it by ${perSec}.`;
      const words = {
        bursts: "The times look like arrivals in bursts: write the instants at which the sensor sampled.",
        "too-fast": "Average neighbouring samples down to 200 to 400 Hz, or check that time_s is in seconds.",
        milliseconds: divide("milliseconds", "1000"),
        microseconds: divide("microseconds", "1000000"),
        nanoseconds: divide("nanoseconds", "1000000000"),
      };
      return shown.choose("mistake", words, "Set the sensor to 100 Hz or more (200 Hz is good) and record again.");
    },
  },
  "recording-too-short": {
    expected: (shown) => `at least ${shown.number("durationMinSec")} s of samples`,
    came: (shown) => `${shown.number("durationSec")} s`,
    remedy: "Record at least a few strides.",
  },
  "sensor-constant": {
    expected: (shown) => `the ${shown.text("sensor")} to move with the foot`,
    came: (shown) => `the same readings (${shown.text("readings")}) in every row`,
    remedy: "Check that the sensor was switched on and its columns exported.",
  },
  "feet-same-samples": {
    expected: "the recording of the right foot",
    came: (shown) => `the same samples as the left foot's ${shown.text("leftFile")}`,
    remedy: "Choose another file for one of the feet, or leave one out.",
  },
  "feet-not-overlapping": {
    expected: (shown) => `at least half of it at the same time as the left foot's ${shown.text("leftFile")}`,
    came: (shown) =>
      shown.text("overlapSec") === "0"
        ? "no overlap in time"
        : `${shown.number("overlapSec", 1)} s of overlap in the shorter recording's ${shown.number("shorterSec", 1)} s`,
    remedy: "Choose two recordings of one run, or leave one out.",
  },
  "archive-damaged": {
    expected: "a whole ZIP",
    came: (shown) => `a damaged one (${shown.text("reason")})`,
    remedy: COPY_AGAIN,
  },
  "archive-cut-short": {
    expected: (shown) => `${shown.number("wantedBytes")} bytes at ${shown.number("offsetBytes")}`,
    came: (shown) => shown.number("cameBytes"),
    remedy: COPY_AGAIN,
  },
  "archive-directory-too-large": {
    expected: (shown) => `a table of contents of at most ${shown.size("sizeMaxBytes")}`,
    came: (shown) => shown.size("sizeBytes"),
    remedy: COPY_AGAIN,
  },
  "archive-too-many-entries": {
    expected: (shown) => `at most ${shown.number("entriesMaxCount")} entries`,
    came: "more",
    remedy: "Export fewer runs at once.",
  },
  "archive-entry-twice": {
    expected: "each entry once",
    came: (shown) => `“${shown.text("path")}” twice`,
    remedy: COPY_AGAIN,
  },
  "archive-entries-overlap": {
    expected: "entries one after the other",
    came: (shown) => `“${shown.text("path")}” and “${shown.text("otherPath")}” sharing bytes`,
    remedy: DO_NOT_TRUST,
  },
  "archive-manifest-missing": {
    expected: (shown) => `an archive of Solewise, with ${shown.text("manifest")} at the top of the ZIP`,
    came: (shown) => (shown.has("deeper") ? `“${shown.text("deeper")}”` : "a ZIP without it"),
    remedy: (shown) =>
      shown.has("deeper")
        ? "Pack the files themselves again, not the folder they are in."
        : "Choose a file that Solewise exported. Recordings in a ZIP must be unpacked first.",
  },
  "archive-format-unknown": {
    expected: "the format “solewise-archive”",
    came: (shown) => shown.text("found"),
    remedy: "Choose a file that Solewise exported.",
  },
  "archive-version-wrong": {
    expected: "a version number",
    came: (shown) => shown.text("found"),
    remedy: "Export the archive again.",
  },
  "archive-version-newer": {
    expected: (shown) => `version ${shown.number("versionMax")} of the format`,
    came: (shown) => `version ${shown.number("version")}`,
    remedy: "Update Solewise here, then import again.",
  },
  "archive-entry-encrypted": {
    expected: "an entry without a password",
    came: "an encrypted one",
    remedy: "Make the archive again without a password.",
  },
  "archive-entry-method-unknown": {
    expected: "a stored or deflated entry",
    came: (shown) => `compression method ${shown.number("method")}`,
    remedy: COPY_AGAIN,
  },
  "archive-entry-too-large": {
    expected: (shown) => `at most ${shown.size("sizeMaxBytes")}`,
    came: (shown) => shown.size("sizeBytes"),
    remedy: COPY_AGAIN,
  },
  "archive-entry-shrank-too-much": {
    expected: (shown) => `an entry that shrank at most ${shown.number("ratioMax")} times`,
    came: (shown) => `${shown.size("sizeBytes")} packed into ${shown.size("packedBytes")}`,
    remedy: DO_NOT_TRUST,
  },
  "archive-entry-size-wrong": {
    expected: (shown) => `${shown.number("sizeBytes")} bytes`,
    came: (shown) => `another size (${shown.number("cameBytes")} bytes read)`,
    remedy: COPY_AGAIN,
  },
  "archive-entry-missing": { expected: "this entry", came: "none", remedy: COPY_AGAIN },
  "archive-entry-name-wrong": {
    expected: "a plain file name",
    came: (shown) => `“${shown.text("name")}”`,
    remedy: runRemedy,
  },
  "archive-json-wrong": {
    expected: "a JSON object",
    came: (shown) =>
      shown.choose(
        "fault",
        {
          "no-object": "JSON that is no object",
          "number-too-large": "a number that is too large",
          "nested-too-deeply": "JSON nested too deeply",
        },
        "bytes that are no JSON in UTF-8",
      ),
    remedy: COPY_AGAIN,
  },
  "archive-member-wrong": {
    expected: (shown) => `a value of ${shown.text("member")} that the format allows`,
    came: (shown) => (shown.has("found") ? shown.text("found") : "none, or one that contradicts the others"),
    remedy: runRemedy,
  },
  "archive-run-id-wrong": { expected: "a UUID in lower case as the run's id", came: quoted, remedy: runRemedy },
  "archive-run-id-differs": {
    expected: (shown) => `the run ${shown.text("runId")}`,
    came: (shown) => shown.text("found"),
    remedy: runRemedy,
  },
  "archive-run-twice": {
    expected: "each run once",
    came: (shown) => `${shown.text("runId")} twice`,
    remedy: runRemedy,
  },
  "archive-run-unlisted": {
    expected: "the table of contents to list every run",
    came: (shown) => `a folder of ${shown.text("runId")} besides`,
    remedy: runRemedy,
  },
  "archive-strides-size-wrong": {
    expected: (shown) => `${shown.number("expectedBytes")} bytes for ${shown.number("strideCount")} strides`,
    came: (shown) => (shown.has("cameBytes") ? `${shown.number("cameBytes")} bytes` : "no such entry"),
    remedy: runRemedy,
  },
  "archive-strides-wrong": {
    expected: "strides as a foot makes them",
    came: (shown) =>
      shown.has("strideNumber")
        ? `an impossible value in stride ${shown.number("strideNumber")} (${shown.text("word")}: ${shown.text("found")})`
        : "impossible values",
    remedy: runRemedy,
  },
  "archive-paths-size-wrong": {
    expected: "an even number of bytes",
    came: (shown) => `${shown.number("cameBytes")} bytes`,
    remedy: runRemedy,
  },
  "archive-recording-twice": {
    expected: "one recording a foot",
    came: (shown) => `${shown.text("otherName")} as well`,
    remedy: runRemedy,
  },
};

export const refusal = {
  texts,
  sentence: (place: string, expected: string, came: string, remedy: string) =>
    `${place}: expected ${expected}, but found ${came}. ${remedy}`,
  failures: {
    worker:
      "The browser ended the analysis, most likely for want of memory. Close other tabs and try again; what is stored is untouched.",
    noRoom: "There is no room left on this device. Make room under “Storage and backup”, then try again.",
    store:
      "The browser could not read or write its storage. Reload the page and try again; what is stored is untouched.",
    file: "The file can no longer be read. Choose it again; it may have been moved or changed since.",
    load: "A part of Solewise could not be loaded. Check the connection, reload the page and try again.",
    defect: "This is a defect of Solewise, not of your file. What is stored is untouched; trying again may help.",
  },
  ofRun: (name: string, why: string) => `${name}: ${why}`,
  runUnreadable: "This run could not be read.",
};
