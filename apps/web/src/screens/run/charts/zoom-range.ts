// The stretch of the run that charts show. Comes in: gestures as numbers. Goes out: ranges inside the whole run (PGE8).

/** From and to, in metres or seconds. */
export type Range = readonly [number, number];

/** Shortest stretch that can be shown, as a share of the whole run. Own choice: a few strides of a long run. */
const SHOWN_MIN_FRACTION = 1 / 400;

/** Zooms so that `around` keeps its place on the screen; a factor above 1 shows less. */
export function zoomAround([low, high]: Range, whole: Range, factor: number, around: number): Range {
  const share = high > low ? (around - low) / (high - low) : 0.5;
  const width = (high - low) / factor;
  return withinWhole([around - share * width, around + (1 - share) * width], whole);
}

/** Zooms so that two places of the run come to lie at two places of the screen (shares 0…1 of its width). */
export function pinchTo(places: Range, shares: Range, whole: Range): Range {
  const width = (places[1] - places[0]) / (shares[1] - shares[0]);
  if (!Number.isFinite(width) || width <= 0) return whole;
  const low = places[0] - shares[0] * width;
  return withinWhole([low, low + width], whole);
}

/** Moves a stretch, unchanged in length, until `place` lies in it. */
export function panToShow([low, high]: Range, whole: Range, place: number): Range {
  const margin = (high - low) * 0.05;
  if (place < low + margin) return withinWhole([place - margin, place - margin + (high - low)], whole);
  if (place > high - margin) return withinWhole([place + margin - (high - low), place + margin], whole);
  return [low, high];
}

/** The nearest stretch of allowed length that lies inside the whole run. */
export function withinWhole([low, high]: Range, whole: Range): Range {
  const wholeWidth = whole[1] - whole[0];
  const width = Math.min(wholeWidth, Math.max(high - low, wholeWidth * SHOWN_MIN_FRACTION));
  const middle = (low + high) / 2;
  const start = Math.min(whole[1] - width, Math.max(whole[0], middle - width / 2));
  return [start, start + width];
}

/** Whether less than the whole run is shown. */
export function isZoomed([low, high]: Range, whole: Range): boolean {
  return high - low < (whole[1] - whole[0]) * 0.999;
}
