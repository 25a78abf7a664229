// Power of a signal by frequency band. In: equally spaced samples. Out: root mean square in each band, in the signal's
// unit (Welch: Hann windows of 512 samples, half overlapping, radix-2 transform, mean removed).

/** Band edges, Hz. */
export const BANDS_HZ: readonly (readonly [number, number])[] = [
  [0.5, 3],
  [3, 8],
  [8, 16],
  [16, 32],
  [32, 64],
  [64, 100],
];

const WINDOW = 512;

function transform(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j] ?? 0, re[i] ?? 0];
      [im[i], im[j]] = [im[j] ?? 0, im[i] ?? 0];
    }
  }
  for (let size = 2; size <= n; size <<= 1) {
    const angle = (-2 * Math.PI) / size;
    for (let start = 0; start < n; start += size) {
      for (let k = 0; k < size / 2; k++) {
        const [c, s] = [Math.cos(angle * k), Math.sin(angle * k)];
        const [a, b] = [start + k, start + k + size / 2];
        const tr = (re[b] ?? 0) * c - (im[b] ?? 0) * s;
        const ti = (re[b] ?? 0) * s + (im[b] ?? 0) * c;
        re[b] = (re[a] ?? 0) - tr;
        im[b] = (im[a] ?? 0) - ti;
        re[a] = (re[a] ?? 0) + tr;
        im[a] = (im[a] ?? 0) + ti;
      }
    }
  }
}

/** Root mean square of the signal in each of BANDS_HZ. */
export function bandRms(signal: Float64Array, sampleRateHz: number): number[] {
  const power = new Float64Array(WINDOW / 2);
  let windows = 0;
  let weight = 0;
  const hann = Float64Array.from({ length: WINDOW }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / WINDOW));
  for (const w of hann) weight += w * w;
  for (let start = 0; start + WINDOW <= signal.length; start += WINDOW / 2) {
    const part = signal.subarray(start, start + WINDOW);
    const mean = part.reduce((sum, x) => sum + x, 0) / WINDOW;
    const re = part.map((x, i) => (x - mean) * (hann[i] ?? 0));
    const im = new Float64Array(WINDOW);
    transform(re, im);
    for (let k = 0; k < WINDOW / 2; k++) power[k] = (power[k] ?? 0) + (re[k] ?? 0) ** 2 + (im[k] ?? 0) ** 2;
    windows++;
  }
  return BANDS_HZ.map(([low, high]) => {
    let sum = 0;
    for (let k = 1; k < WINDOW / 2; k++) {
      const hz = (k * sampleRateHz) / WINDOW;
      if (hz >= low && hz < high) sum += power[k] ?? 0;
    }
    return Math.sqrt((2 * sum) / Math.max(1, windows) / (weight * WINDOW));
  });
}
