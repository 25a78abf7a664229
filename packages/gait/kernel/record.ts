// The stride record: what the kernel hands out, what the chip logs and sends. Every field is the integer of the wire.

// word  field                         unit            null
//  0    sequence                      count           –
//  1,2  midstance, low and high word  µs              –      on the recording's clock
//  3    initial contact − midstance   0.1 ms          yes
//  4    terminal contact − midstance  0.1 ms          –
//  5    next contact − midstance      0.1 ms          –
//  6    next midstance − midstance    0.1 ms          –
//  7    activity                      code            –      0 other 1 walk 2 run 3 stairs-up 4 stairs-down
//  8    stride length                 1 mm            yes
//  9    height change                 1 mm            yes
// 10    clearance                     1 mm            yes
// 11    turn, left positive           0.1°            yes
// 12    foot strike angle             0.1°            yes
// 13    eversion excursion            0.1°            yes
// 14    impact peak                   0.01 g          yes
// 15    quality                       0.001           –
// 16    anchor energy                 0.001 rad²/s²   –
// 17    anchor tilt                   0.1°            –
// 18    dominant axis power           0.001           –
// 19    closure residual              1 mm/s          –
// 20    impact delay                  0.1 ms          yes
// 21    speed                         1 mm/s          yes
// 22    cell flags met (ring.ts)      bits            –
// 23    clipped accelerometer cells   0.001 of all    –
import { QUEUE_RECORDS, RECORD_WORDS, queue, queueState } from "./state";

export const WORD_SEQUENCE: i32 = 0;
export const WORD_MIDSTANCE_LOW: i32 = 1;
export const WORD_MIDSTANCE_HIGH: i32 = 2;
export const WORD_CONTACT: i32 = 3;
export const WORD_TERMINAL_CONTACT: i32 = 4;
export const WORD_NEXT_CONTACT: i32 = 5;
export const WORD_NEXT_MIDSTANCE: i32 = 6;
export const WORD_ACTIVITY: i32 = 7;
export const WORD_LENGTH: i32 = 8;
export const WORD_HEIGHT: i32 = 9;
export const WORD_CLEARANCE: i32 = 10;
export const WORD_TURN: i32 = 11;
export const WORD_STRIKE: i32 = 12;
export const WORD_EVERSION: i32 = 13;
export const WORD_IMPACT: i32 = 14;
export const WORD_QUALITY: i32 = 15;
export const WORD_ANCHOR_ENERGY: i32 = 16;
export const WORD_ANCHOR_TILT: i32 = 17;
export const WORD_DOMINANT_AXIS: i32 = 18;
export const WORD_CLOSURE: i32 = 19;
export const WORD_IMPACT_DELAY: i32 = 20;
export const WORD_SPEED: i32 = 21;
export const WORD_FLAGS: i32 = 22;
export const WORD_CLIPPED: i32 = 23;

/** "Could not be measured" on the wire. */
export const ABSENT: i32 = -2147483648;

let base: i32 = 0;

/** Opens the next record with every field absent; when nobody reads the queue the newest record is overwritten and counted. */
export function openRecord(): void {
  let waiting: i32 = unchecked(queueState[0]);
  if (waiting >= QUEUE_RECORDS) {
    waiting = QUEUE_RECORDS - 1;
    unchecked((queueState[1] = unchecked(queueState[1]) + 1));
  }
  base = waiting * RECORD_WORDS;
  for (let i: i32 = 0; i < RECORD_WORDS; i++) unchecked((queue[base + i] = ABSENT));
  unchecked((queue[base + 23] = 0));
  unchecked((queueState[0] = waiting + 1));
}

export function putInteger(word: i32, value: i32): void {
  unchecked((queue[base + word] = value));
}

/** Rounds to the nearest integer of the wire, ties away from zero; beyond ±10⁹ it is absent (no NaN passes). */
export function toWire(value: f32): i32 {
  if (!(value > -1e9 && value < 1e9)) return ABSENT;
  return i32(value < 0 ? value - 0.5 : value + 0.5);
}

export function putNumber(word: i32, value: f32): void {
  unchecked((queue[base + word] = toWire(value)));
}
