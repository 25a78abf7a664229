// Everything the kernel remembers between two samples, in linear memory: copy [first, last) of it to save, copy it back
// to resume. Nothing is allocated after the module has started; module variables elsewhere are scratch within one call.
import { Coefficients, Params, RING_CELLS } from "./params";
import { Quat, Vec } from "./vector";

/** Samples that one call takes, and words of a stride record (layout: record.ts). */
export const BATCH_SAMPLES: i32 = 64;
export const RECORD_WORDS: i32 = 24;
export const QUEUE_RECORDS: i32 = 12;

/** Where the stance machine stands. */
export const SEARCH: i32 = 0;
export const STANCE: i32 = 1;
export const SWING: i32 = 2;

/** How far the mounting is known. */
export const UP_UNKNOWN: i32 = 0;
export const UP_DOUBTFUL: i32 = 1;
export const UP_KNOWN: i32 = 2;

export class State {
  // Resampler: the sample before, instant of cell 0's left edge; counts and areas stand in arrays below.
  started: i32 = 0;
  /** Flags of the sample before, and of the open cell so far. */
  sampleFlags: i32 = 0;
  openFlags: i32 = 0;
  originUs: i64 = 0;
  previousUs: i64 = 0;
  /** From the sample before to the right edge of the open cell, µs. */
  openUs: i32 = 0;

  /** Newest cell; −1 before the first. */
  newest: i32 = -1;
  /** Sums of the stillness window that ends at the newest cell, counts. */
  squareSum: i64 = 0;
  forceSumX: i32 = 0;
  forceSumY: i32 = 0;
  forceSumZ: i32 = 0;
  rateSumX: i32 = 0;
  rateSumY: i32 = 0;
  rateSumZ: i32 = 0;

  restCells: i32 = 0;
  /** Whether a rest has taught the bias. */
  rested: i32 = 0;

  // Stance machine; it runs half a stillness window behind the newest cell.
  phase: i32 = SEARCH;
  cell: i32 = -1;
  searchFrom: i32 = 0;
  /** Quietest cell of the stance, its stillness and up. */
  bestCell: i32 = -1;
  bestStill: f32 = 1e9;
  /** Last quiet cell while standing after the stride was closed. */
  lateCell: i32 = -1;
  lateStill: f32 = 0;
  closed: i32 = 1;
  entryCell: i32 = 0;
  exitCell: i32 = 0;
  swingPeakAverage: f32 = 60;
  swingPeak: f32 = 0;
  quietCells: i32 = 0;
  movingCells: i32 = 0;
  clippedCells: i32 = 0;

  // Mounting: the foot's up and direction of travel in sensor axes.
  mountKnown: i32 = UP_UNKNOWN;
  forwardCount: i32 = 0;
  /** Strides in a row that went elsewhere. */
  oddWays: i32 = 0;

  // Stride chain: start anchor, its stillness and orientation; the initial contact of the stance that holds it.
  anchorCell: i32 = -1;
  anchorStill: f32 = 0;
  /** In cells after the anchor (negative: before it); only with hasContact. */
  contactCells: f32 = 0;
  contactSlapCells: f32 = 0;
  contactImpactDelayCells: f32 = 0;
  hasContact: i32 = 0;
  /** The stride that is being closed (stride.ts): steps still to do, and what one step leaves to the next. */
  closing: i32 = 0;
  /** Cell at which the foot left the ground: `exitCell` is the next stride's by then. */
  leftCell: i32 = 0;
  /** Height gained a cell by the path that the second pass will find, m. */
  risePerCell: f32 = 0;
  /** Velocity error left after the tilt's correction. */
  closureMps: f32 = 0;
  /** Turn of the foot about the vertical over the stride, left positive. */
  footTurnRad: f32 = 0;
  /** Angle between the sole's normal at the start anchor and the learned one, before it learned from this stride. */
  upTiltRad: f32 = 0;
  strideCount: i32 = 0;
  /** Anchors between which the first pass was done ahead; aheadTo −1: not done. */
  aheadFrom: i32 = 0;
  aheadTo: i32 = -1;
  runScore: f32 = 0;
  /** Strides since the last start from a stand. */
  chainStrides: i32 = 0;
  sequence: i32 = 0;
  lastActivity: i32 = 0;
  /** Strides in a row whose landing was too soft to be seen. */
  softLandings: i32 = 0;
  /** Last midstance before a gap that found the foot on its way, µs; only with gapOpen. */
  gapFromUs: i64 = 0;
  gapOpen: i32 = 0;

  /** Rises of the heel: velocity gained × angular rate gained (m·rad²/s²…), and that rate squared, summed. */
  riseProduct: f32 = 0;
  riseWeight: f32 = 0;

  // Missing rate of cells whose gyro was at its end stop, rad/s.
  repairOn: i32 = 0;
  repairUntil: i32 = 0;
  repairRadPerSec: f32 = 0;
}

// Small objects lie before large ones (scripts/kernel/bare-runtime.ts): of the state first, then the modules' scratch, then the
// ring and what follows it here. What is before S or behind the ring is not saved.
export const C = new Coefficients();
export const P = new Params();
/** [0] records waiting, [1] records lost because nobody read them. */
export const queueState = new StaticArray<i32>(2);
export const S = new State();

// Vectors of the state: objects of their own, since an address that is known needs no load.
/** Gyro bias, rad/s, and the rest it is learned in. */
export const gyroBias = new Vec();
/** Accelerometer offset, m/s². */
export const accOffset = new Vec();
export const restRate = new Vec();
/** Navigation up in sensor axes, turned by the gyro to `cell`. */
export const liveUp = new Vec();
export const bestUp = new Vec();
export const lateUp = new Vec();
export const mountUp = new Vec();
export const mountForward = new Vec();
export const anchorAttitude = new Quat();
/** First pass over the open stride, done before it closes (closure.ts). */
export const aheadAttitude = new Quat();
export const aheadVelocity = new Vec();
export const aheadPosition = new Vec();

export const ringCounts = new StaticArray<i16>(RING_CELLS * 6);
export const ringFlags = new StaticArray<u8>(RING_CELLS);
/** The sample before, and the area of the open cell (counts · µs), by channel. */
export const previousCounts = new StaticArray<i32>(6);
export const areas = new StaticArray<f32>(6);
/** First cell of the run of clipped cells that each accelerometer axis is in; 0 when in none. */
export const clippedFrom = new StaticArray<i32>(3);
/** Largest reading of each accelerometer axis so far, and of each direction of each gyroscope axis (x+, x−, y+, …), counts. */
export const accPeaks = new StaticArray<i16>(3);
export const gyrPeaks = new StaticArray<i16>(6);
/** Gyroscope: top of the present plateau, how steeply it began (counts), its length up to now (µs); end stops seen. */
export const plateauTops = new StaticArray<i16>(6);
export const plateauRises = new StaticArray<i16>(6);
export const plateausUs = new StaticArray<i32>(6);
export const stopsSeen = new StaticArray<i32>(6);
/** Stride records waiting to be read, and how many. */
export const queue = new StaticArray<i32>(QUEUE_RECORDS * RECORD_WORDS);
/** Input of one call: sample instants (low and high words of µs) and counts. */
export const inputTime = new StaticArray<u32>(BATCH_SAMPLES * 2);
export const inputCounts = new StaticArray<i16>(BATCH_SAMPLES * 6);
/** The newest sample's counts as a right foot's; scratch of one sample. */
export const newestCounts = new StaticArray<i32>(6);
