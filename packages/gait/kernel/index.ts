// The kernel's door (ABI 3): samples of one foot go in by batches, stride records come out. Plain numbers only.
// Per sample: resample to 5 ms cells → stillness, rest and bias → stance machine → stride. Layouts: state.ts, record.ts.
import { clippingFlags, forgetEndStops } from "./clipping";
import { CELL_US, RING_CELLS, STILL_CELLS, STILL_HALF_CELLS } from "./params";
import {
  GAP_RESTART_US,
  beginSession,
  closeCell,
  closeWholeCell,
  endSegment,
  readCounts,
  silenceFlags,
} from "./resampler";
import { refillClipped } from "./refill";
import { learnRest } from "./rest";
import {
  BATCH_SAMPLES,
  C,
  P,
  QUEUE_RECORDS,
  RECORD_WORDS,
  S,
  SEARCH,
  inputCounts,
  inputTime,
  queue,
  queueState,
} from "./state";
import { clearSums, slideSums, windowStillness } from "./stillness";
import { catchUp, endChain, searchAnchor, stepStance } from "./stance";
import { closeFurther, resetChain } from "./stride";
import { joinWords } from "./wide";

/** One sample can end a stride and a gap, and lose the strides of a whole ring that a search catches up with: 512 / 60 cells. */
const SAMPLE_RECORDS_MAX: i32 = 10;

/** Made last, behind all other objects: this module is the last to start. */
const end = new StaticArray<u8>(512);

export function abiVersion(): i32 {
  return 3;
}

export function batchSamples(): i32 {
  return BATCH_SAMPLES;
}

export function recordWords(): i32 {
  return RECORD_WORDS;
}

/** Where the host writes: instants (low words, then high words) and counts (six a sample). */
export function inputTimePointer(): usize {
  return changetype<usize>(inputTime);
}

export function inputCountsPointer(): usize {
  return changetype<usize>(inputCounts);
}

/** Where the host reads records, and [waiting, lost]. */
export function queuePointer(): usize {
  return changetype<usize>(queue);
}

export function queueStatePointer(): usize {
  return changetype<usize>(queueState);
}

/** The bytes to save and restore: [stateStart, stateEnd). */
export function stateStart(): usize {
  return changetype<usize>(S);
}

export function stateEnd(): usize {
  return changetype<usize>(queue);
}

/** Behind the last byte of all that the kernel has in memory; the rest of its page is never touched. */
export function memoryEnd(): usize {
  return changetype<usize>(end);
}

/** Scales of one count, end stops and repeat limits in counts; before the first sample. */
export function configureSensor(
  accScaleMps2: f32,
  gyrScaleRadPerSec: f32,
  accStopCount: i32,
  gyrStopCount: i32,
  accRepeatCount: i32,
  gyrRepeatCount: i32,
): void {
  forgetEndStops();
  C.accScaleMps2 = 2 * accScaleMps2;
  C.gyrScaleRadPerSec = gyrScaleRadPerSec;
  C.accStopCount = accStopCount;
  C.gyrStopCount = gyrStopCount;
  C.accRepeatCount = accRepeatCount;
  C.gyrRepeatCount = gyrRepeatCount;
}

/** 1 for a left foot, 0 for a right one. */
export function configureFoot(leftFoot: i32): void {
  C.mirrored = leftFoot;
}

/** Speed offsets (m/s) and scales of the length, running and walking. */
export function configureLength(
  runOffsetMps: f32,
  runScaleFraction: f32,
  walkOffsetMps: f32,
  walkScaleFraction: f32,
): void {
  P.runOffsetMps = runOffsetMps;
  P.runScaleFraction = runScaleFraction;
  P.walkOffsetMps = walkOffsetMps;
  P.walkScaleFraction = walkScaleFraction;
}

/**
 * Takes samples [first, count) of the input and returns how many it has taken, at most `count`: it stops early while
 * records wait, so that no sample finds the queue full, and before a long gap while a stride is still to be closed. Read the
 * queue, then go on from there. Samples that do not go forward in time are dropped.
 */
export function process(first: i32, count: i32): i32 {
  unchecked((queueState[0] = 0));
  let i: i32 = first;
  while (i < count && unchecked(queueState[0]) <= QUEUE_RECORDS - SAMPLE_RECORDS_MAX) {
    const us: i64 = joinWords(unchecked(inputTime[i]), unchecked(inputTime[BATCH_SAMPLES + i]));
    if (!take(us, i * 6)) break;
    i++;
  }
  return i;
}

/** No more samples: closes what can be closed. 1 while there is more to do: read the queue and call again; then 0. */
export function finish(): i32 {
  unchecked((queueState[0] = 0));
  if (S.closing != 0) closeFurther();
  if (S.started != 0 && !endChain(false)) return 1;
  S.gapOpen = 0;
  S.started = 0;
  return 0;
}

/** One sample, at `at` of the input's counts; false when the stride before a gap is to be closed first. */
function take(us: i64, at: i32): bool {
  if (S.closing != 0) closeFurther();
  readCounts(at);
  const step: i64 = us - S.previousUs;
  if (S.started != 0 && step <= 0) return true;
  if (S.started == 0 || step > i64(GAP_RESTART_US)) {
    if (S.started != 0 && !endChain(true)) return false;
    start(us);
    return true;
  }
  const stepUs: i32 = i32(step);
  const sampleFlags: i32 = clippingFlags(stepUs);
  const flags: i32 = silenceFlags(stepUs) | sampleFlags | S.sampleFlags;
  S.sampleFlags = sampleFlags;
  S.previousUs = us;
  if (stepUs == CELL_US && S.openUs == CELL_US) {
    closeWholeCell(flags);
    takeCell(S.newest, flags);
  } else spread(stepUs, flags);
  return true;
}

/** Shares the segment among the cells that it crosses; what ends within it is closed. */
function spread(stepUs: i32, flags: i32): void {
  const stepLength: f32 = f32(stepUs);
  let from: f32 = 0;
  let edgeUs: i32 = S.openUs;
  S.openFlags |= flags;
  while (edgeUs <= stepUs) {
    const to: f32 = f32(edgeUs) / stepLength;
    const cellFlags: i32 = S.openFlags;
    closeCell(from, to, stepLength, cellFlags);
    S.openFlags = flags;
    takeCell(S.newest, cellFlags);
    from = to;
    edgeUs += CELL_US;
  }
  endSegment(from, stepLength);
  S.openUs = edgeUs - stepUs;
  if (S.openUs == CELL_US) S.openFlags = 0; // nothing of this segment is in the next cell
}

function start(us: i64): void {
  beginSession(us);
  clearSums();
  resetChain();
}

function takeCell(k: i32, flags: i32): void {
  refillClipped(flags);
  slideSums(k);
  learnRest(k);
  if (k < STILL_CELLS - 1) return;
  if (S.closing != 0) {
    if (k < S.anchorCell + RING_CELLS - 8) return;
    while (S.closing != 0) closeFurther(); // the ring is about to lose the stride's first cells
  }
  if (S.phase == SEARCH) searchAnchor(k - STILL_HALF_CELLS, windowStillness());
  else if (S.cell == k - STILL_HALF_CELLS - 1) stepStance(windowStillness());
  else catchUp();
}
