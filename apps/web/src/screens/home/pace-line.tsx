// A run's pace in a thumbnail: one line from start to end, up is faster. Decoration; the figures say it in words.

const WIDTH = 96;
const HEIGHT = 36;

/** Speeds that span less than this are drawn flat, as fraction of the largest: below, noise would look like hills. */
const FLAT_UNDER_FRACTION = 0.06;

/** The path of an SVG line; gaps where a speed is null. */
export function paceLinePath(speedsMps: readonly (number | null)[], width: number, height: number): string {
  const known = speedsMps.filter((speed) => speed !== null);
  if (known.length < 2) return "";
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const span = Math.max(high - low, high * FLAT_UNDER_FRACTION);
  const base = (high + low - span) / 2;
  let isDown = false;
  return speedsMps
    .map((speed, index) => {
      if (speed === null) {
        isDown = false;
        return "";
      }
      const x = (index / (speedsMps.length - 1)) * width;
      const y = height - ((speed - base) / span) * height;
      const command = isDown ? "L" : "M";
      isDown = true;
      return `${command}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
}

/** The thumbnail; nothing with too few values. */
export function PaceLine({ speedsMps }: { speedsMps: readonly (number | null)[] }) {
  const path = paceLinePath(speedsMps, WIDTH, HEIGHT);
  if (path === "") return null;
  return (
    <svg className="pace-line" viewBox={`-3 -3 ${WIDTH + 6} ${HEIGHT + 6}`} aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  );
}
