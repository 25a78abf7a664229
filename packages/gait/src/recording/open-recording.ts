// A recording CSV as a stream: bytes → header, then blocks of samples. One pass, flat memory: one window of bytes and one
// block. Refuses with InputError: file, line, what was expected, what came, what to do. Rules REC1–REC16 in SPEC.md.
import { InputError } from "@solewise/terms";
import type { RecordingHeader } from "@solewise/terms";
import { recogniseForeignFile } from "./file-signature.ts";
import { checkColumnHeader, emptyHeader, readHeaderComment } from "./header-lines.ts";
import { LINE_MAX_BYTES, lineWindows, NEWLINE } from "./line-windows.ts";
import type { FileTail, LineWindow } from "./line-windows.ts";
import { COLUMN_HEADER } from "./row-layout.ts";
import { isCutRow } from "./row-text.ts";
import { lineText, overlongLine, SampleRows } from "./sample-rows.ts";
import type { RecordingBlock } from "./sample-rows.ts";

/** A recording whose header has been read. */
export interface OpenRecording {
  header: RecordingHeader;
  /**
   * The samples in order; can be read once. A block and its arrays are reused: use it before asking for the next.
   * Iterating throws InputError at the first unusable row. Leaving the loop early closes the source.
   */
  blocks: AsyncIterable<RecordingBlock>;
  /** Whether the recorder died while writing its last row, which is left out; known when `blocks` has ended. */
  readonly isTruncated: boolean;
  /** Closes the source; for a reader of the header only. */
  close(): Promise<void>;
}

/**
 * Reads the header of a recording CSV and stands before its first row.
 * @param bytes the file in chunks of any size
 * @param file its name, for error messages
 * @throws InputError when the file is empty, is of another kind, or its header is wrong
 */
export async function openRecording(bytes: AsyncIterable<Uint8Array>, file: string): Promise<OpenRecording> {
  const tail: FileTail = { hasZeroBytes: false };
  const cursor = new LineCursor(lineWindows(bytes, tail), file);
  const end = { isTruncated: false };
  try {
    const header = await readHeader(cursor, file);
    return {
      header,
      blocks: readBlocks(cursor, file, end, tail),
      get isTruncated() {
        return end.isTruncated;
      },
      close: () => cursor.close(),
    };
  } catch (error) {
    await cursor.close();
    throw error;
  }
}

/** Walks over lines while the header is read; afterwards `window` and `at` say where the rows begin. */
class LineCursor {
  window: LineWindow | null = null;
  at = 0;
  line = 1;
  readonly #windows: AsyncGenerator<LineWindow>;
  readonly #file: string;

  constructor(windows: AsyncGenerator<LineWindow>, file: string) {
    this.#windows = windows;
    this.#file = file;
  }

  /** Goes to the next window; false at the end of the file. */
  async advance(): Promise<boolean> {
    const result = await this.#windows.next();
    this.window = result.done === true ? null : result.value;
    this.at = 0;
    return this.window !== null;
  }

  /** The next line without its line end; null at the end of the file. */
  async nextLine(): Promise<string | null> {
    while (this.window === null || this.at >= this.window.endIndex) {
      if (!(await this.advance())) return null;
    }
    const { bytes } = this.window;
    const end = bytes.indexOf(NEWLINE, this.at);
    if (end - this.at > LINE_MAX_BYTES) throw overlongLine(this.#file, this.line);
    const text = lineText(bytes, this.at, end);
    this.at = end + 1;
    this.line++;
    return text;
  }

  async close(): Promise<void> {
    await this.#windows.return(undefined);
  }
}

async function readHeader(cursor: LineCursor, file: string): Promise<RecordingHeader> {
  const header = emptyHeader();
  if (await cursor.advance()) refuseForeignFile(cursor.window, file);
  for (;;) {
    const place = { file, line: cursor.line };
    const text = await cursor.nextLine();
    if (text === null) break;
    if (text.startsWith("#")) {
      readHeaderComment(text, header, place);
    } else if (text.trim() !== "") {
      checkColumnHeader(text, place);
      return header;
    }
  }
  const isEmpty = cursor.line === 1;
  throw new InputError(
    { file, line: null },
    `the column header ${COLUMN_HEADER}`,
    isEmpty ? "an empty file" : "the end of the file",
    "record again or export the samples again",
    { code: isEmpty ? "file-empty" : "header-missing", values: { columnHeader: COLUMN_HEADER } },
  );
}

function refuseForeignFile(window: LineWindow | null, file: string): void {
  const foreign = window === null ? null : recogniseForeignFile(window.bytes.subarray(0, window.filledBytes));
  if (foreign === null) return;
  const { kind, came, remedy } = foreign;
  throw new InputError({ file, line: null }, "a recording CSV", came, remedy, {
    code: "not-a-recording",
    values: { kind },
  });
}

async function* readBlocks(
  cursor: LineCursor,
  file: string,
  end: { isTruncated: boolean },
  tail: FileTail,
): AsyncGenerator<RecordingBlock> {
  const rows = new SampleRows(file, cursor.line);
  let hasSamples = false;
  try {
    do {
      const { window } = cursor;
      if (window === null) break;
      if (window.kind === "overlong") throw overlongLine(file, rows.line);
      if (
        window.kind === "tail" &&
        cursor.at < window.endIndex &&
        isCutRow(lineText(window.bytes, cursor.at, window.endIndex))
      ) {
        end.isTruncated = true;
        continue;
      }
      while (cursor.at < window.endIndex) {
        cursor.at = rows.read(window.bytes, cursor.at, window.endIndex);
        hasSamples ||= rows.block.sampleCount > 0;
        if (!rows.isFull) continue;
        yield rows.block;
        rows.clear();
      }
    } while (await cursor.advance());
    if (rows.block.sampleCount > 0) yield rows.block;
    end.isTruncated ||= tail.hasZeroBytes;
  } finally {
    await cursor.close();
  }
  if (!hasSamples) {
    throw new InputError(
      { file, line: null },
      "rows of samples after the column header",
      "none",
      "record again or export the samples again",
      { code: "samples-missing" },
    );
  }
}
