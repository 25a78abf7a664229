// Where a stride record keeps what: the host's side of packages/gait/kernel/record.ts, word for word.

export const WORD = {
  sequence: 0,
  midstanceLow: 1,
  midstanceHigh: 2,
  initialContact: 3,
  terminalContact: 4,
  nextInitialContact: 5,
  nextMidstance: 6,
  activity: 7,
  length: 8,
  heightChange: 9,
  clearance: 10,
  turn: 11,
  strikeAngle: 12,
  eversion: 13,
  impact: 14,
  quality: 15,
  anchorEnergy: 16,
  anchorTilt: 17,
  dominantAxis: 18,
  closure: 19,
  impactDelay: 20,
  speed: 21,
  flags: 22,
  clipped: 23,
} as const;

/** Words in one record. */
export const RECORD_WORDS = 24;

/** "Could not be measured" on the wire. */
export const ABSENT = -2147483648;

/** Bits of WORD.flags: what the stride's samples met. */
export const FLAG = { accClipped: 1, lost: 2, gyrClipped: 4, gap: 8 } as const;
