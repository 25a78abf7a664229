// A stride as a row: which word of the kernel's record stands in which column. Words are those of
// packages/gait/src/kernel/record-layout.ts; null in a column is "could not be measured" on the wire, and the reverse.

/** "Could not be measured" on the wire. */
export const ABSENT = -2147483648;

/** Bytes of a stride's record, and its words. */
export const RECORD_WORDS = 24;

/** The two words of the midstance, µs, which stand in one column as a whole number. */
export const MIDSTANCE_LOW = 1;
export const MIDSTANCE_HIGH = 2;

/** Columns that hold one word each, in the order of the table. */
export const WORD_COLUMNS = [
  ["sequence", 0],
  ["initial_contact_tenth_ms", 3],
  ["terminal_contact_tenth_ms", 4],
  ["next_initial_contact_tenth_ms", 5],
  ["next_midstance_tenth_ms", 6],
  ["activity_code", 7],
  ["stride_length_mm", 8],
  ["height_change_mm", 9],
  ["clearance_mm", 10],
  ["turn_tenth_deg", 11],
  ["foot_strike_angle_tenth_deg", 12],
  ["eversion_excursion_tenth_deg", 13],
  ["impact_peak_hundredth_g", 14],
  ["quality_permille", 15],
  ["anchor_energy_thousandth", 16],
  ["anchor_tilt_tenth_deg", 17],
  ["dominant_axis_power_permille", 18],
  ["closure_residual_mmps", 19],
  ["impact_delay_tenth_ms", 20],
  ["speed_mmps", 21],
  ["flags", 22],
  ["clipped_permille", 23],
] as const;

/** Midstance of the record that starts at a word, µs on the recording's clock; exact within ±2^53. */
export function midstanceUsAt(words: Int32Array, at: number): number {
  return (words[at + MIDSTANCE_HIGH] ?? 0) * 2 ** 32 + ((words[at + MIDSTANCE_LOW] ?? 0) >>> 0);
}
