// The kernel's door (ABI 2): samples of one foot go in by batches, stride records come out. Plain numbers only.
// Per sample: resample to 5 ms cells → stillness, rest and bias → stance machine → stride. Layouts: state.ts, record.ts.
import { STILL_CELLS, STILL_HALF_CELLS } from "./params";
import { clippingFlags, forgetEndStops } from "./clipping";
import { GAP_RESTART_US, beginSession, closeCell, fill, silenceFlags, openCellEndUs, remember } from "./resampler";
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
import { endChain, searchAnchor, stepStance } from "./stance";
import { resetChain } from "./stride";
import { joinWords } from "./wide";

/** One sample can close the strides of a whole ring that a search catches up with, and a gap: 512 / 60 cells, and one. */
const SAMPLE_RECORDS_MAX: i32 = 10;

export function abiVersion(): i32 {
  return 2;
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
  C.accScaleMps2 = accScaleMps2;
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

/** −32768 has no mirror image in 16 bits. */
function negate(count: i32): i32 {
  return count == -32768 ? 32767 : -count;
}

/**
 * Takes samples [first, count) of the input and returns how many it has taken, at most `count`: it stops early while
 * records wait, so that no sample finds the queue full. Read the queue, then go on from there. Samples that do not go
 * forward in time are dropped.
 */
export function process(first: i32, count: i32): i32 {
  unchecked((queueState[0] = 0));
  let i: i32 = first;
  while (i < count && unchecked(queueState[0]) <= QUEUE_RECORDS - SAMPLE_RECORDS_MAX) {
    const us: i64 = joinWords(unchecked(inputTime[i]), unchecked(inputTime[BATCH_SAMPLES + i]));
    const at: i32 = i * 6;
    const c0: i32 = i32(unchecked(inputCounts[at]));
    const c1: i32 = i32(unchecked(inputCounts[at + 1]));
    const c2: i32 = i32(unchecked(inputCounts[at + 2]));
    const c3: i32 = i32(unchecked(inputCounts[at + 3]));
    const c4: i32 = i32(unchecked(inputCounts[at + 4]));
    const c5: i32 = i32(unchecked(inputCounts[at + 5]));
    if (C.mirrored != 0) take(us, c0, negate(c1), c2, negate(c3), c4, negate(c5));
    else take(us, c0, c1, c2, c3, c4, c5);
    i++;
  }
  return i;
}

/** No more samples: closes what can be closed; returns how many records wait. */
export function finish(): i32 {
  unchecked((queueState[0] = 0));
  if (S.started != 0) endChain(false);
  S.gapOpen = 0;
  S.started = 0;
  return unchecked(queueState[0]);
}

function take(us: i64, c0: i32, c1: i32, c2: i32, c3: i32, c4: i32, c5: i32): void {
  if (S.started == 0) {
    start(us, c0, c1, c2, c3, c4, c5);
    return;
  }
  const step: i64 = us - S.previousUs;
  if (step <= 0) return;
  if (step > i64(GAP_RESTART_US)) {
    endChain(true);
    start(us, c0, c1, c2, c3, c4, c5);
    return;
  }
  const stepUs: i32 = i32(step);
  const stepLength: f32 = f32(stepUs);
  const sampleFlags: i32 = clippingFlags(stepUs, c0, c1, c2, c3, c4, c5);
  const flags: i32 = silenceFlags(stepUs) | sampleFlags | S.sampleFlags;
  S.openFlags |= flags;
  let from: f32 = 0;
  let edgeUs: i32 = i32(openCellEndUs() - (S.previousUs - S.originUs));
  while (edgeUs <= stepUs) {
    const to: f32 = f32(edgeUs) / stepLength;
    fill(from, to, stepLength, c0, c1, c2, c3, c4, c5);
    closeCell();
    S.openFlags = flags;
    takeCell(S.newest);
    from = to;
    edgeUs = i32(openCellEndUs() - (S.previousUs - S.originUs));
  }
  fill(from, 1, stepLength, c0, c1, c2, c3, c4, c5);
  S.sampleFlags = sampleFlags;
  remember(us, c0, c1, c2, c3, c4, c5);
}

function start(us: i64, c0: i32, c1: i32, c2: i32, c3: i32, c4: i32, c5: i32): void {
  beginSession(us, c0, c1, c2, c3, c4, c5);
  clearSums();
  resetChain();
}

function takeCell(k: i32): void {
  slideSums(k);
  learnRest(k);
  if (k < STILL_CELLS - 1) return;
  const still: f32 = windowStillness();
  if (S.phase == SEARCH) searchAnchor(k - STILL_HALF_CELLS, still);
  else stepStance(still);
}
