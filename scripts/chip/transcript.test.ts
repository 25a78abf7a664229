// Tests of what is told where two transcripts differ, and of reading the board's.
import { describe, expect, it } from "vitest";
import { afterState, describeDifference, readBoardTranscripts, readTranscript, recordWordsOf } from "./transcript.ts";

const frame = (kind: number, ...words: number[]): number[] => [kind, words.length * 4, ...words];
const bytesOf = (...words: number[]): Uint8Array => new Uint8Array(Int32Array.from(words).buffer);
const RECORD = frame(1, 0, 7, -8);
const STATE = frame(2, 1, 2);

describe("[CHIP6] the first difference is told", () => {
  const expected = readTranscript(bytesOf(...RECORD, ...STATE, ...RECORD));
  const told = (...words: number[]): string | null => describeDifference(expected, readTranscript(bytesOf(...words)));

  it("not where there is none", () => {
    expect(told(...RECORD, ...STATE, ...RECORD)).toBeNull();
  });

  it("by record and word", () => {
    expect(told(...RECORD, ...STATE, ...frame(1, 0, 7, -9))).toBe("record 1, word 2: expected -8, but found -9");
  });

  it("by state and byte", () => {
    const words = [...RECORD, ...frame(2, 1, 0x302), ...RECORD];
    expect(told(...words)).toBe("state 0, byte 5: expected word 0x00000002, but found 0x00000302");
  });

  it("where something is missing, too much, of another kind or size", () => {
    expect(told(...RECORD, ...STATE)).toBe("record 1: missing");
    expect(told(...RECORD, ...STATE, ...RECORD, ...RECORD)).toBe("1 more records and states than expected");
    expect(told(...RECORD, ...RECORD, ...STATE)).toBe("state 0: came as a record");
    expect(told(...RECORD, ...frame(2, 1), ...RECORD)).toBe("state 0: expected 8 bytes, but found 4");
  });

  it("finds nothing in a transcript that is cut", () => {
    expect(() => readTranscript(bytesOf(...RECORD, 2, 8, 1))).toThrow(/cut/);
  });
});

describe("[CHIP3] what follows a state", () => {
  it("is compared with what a play that resumes says", () => {
    const whole = readTranscript(bytesOf(...RECORD, ...STATE, ...frame(1, 4, 5, 6), ...STATE));
    expect([...recordWordsOf(afterState(whole, 0))]).toEqual([4, 5, 6]);
    expect(afterState(whole, 1).frames).toEqual([]);
  });
});

describe("[CHIP4] the board's transcripts", () => {
  const COST = frame(3, 1000, 2, 5, 1, 10, 3, 40, 4, 2, 9);

  it("tell instructions, 40 a tick, and the memory", () => {
    const { transcripts, memory } = readBoardTranscripts(bytesOf(...RECORD, ...COST, ...COST, ...frame(4, 11000, 600)));
    expect(transcripts.map(({ frames }) => frames.length)).toEqual([1, 0]);
    expect(transcripts[0]?.cost).toEqual({
      sampleCount: 1000,
      recordCount: 2,
      instructions: (2 ** 32 + 5) * 40,
      plain: { instructions: 400, sampleIndex: 3 },
      closing: { instructions: 1600, sampleIndex: 4 },
      finish: { instructions: 80, sampleIndex: 9 },
    });
    expect(memory).toEqual({ staticBytes: 11000, stackBytes: 600 });
  });

  it("are refused when the board did not come to its end", () => {
    expect(() => readBoardTranscripts(bytesOf(...RECORD, ...COST))).toThrow(/ends before/);
  });
});
