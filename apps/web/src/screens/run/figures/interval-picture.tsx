// A figure drawn with its doubt: the value, the 90 % interval around it, and behind it where eight of ten strides lay.
import type { RunFigure } from "@solewise/insight";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import { joinQuantity, wordFigure, wordFigureHalfWidth } from "../words/quantity-words.ts";
import { pictureRange, type Spread } from "./figure-spread.ts";
import "./interval-picture.css";

const WIDTH = 320;

/** Ends closer than this have their labels beside instead of below them, in units of the picture. */
const LABELS_APART = 64;

/** The picture; nothing where no interval is claimed. */
export function IntervalPicture({ figure, spread }: { figure: RunFigure; spread: Spread | null }) {
  const messages = useMessages();
  const wording = { format: useFormat(), messages };
  const range = pictureRange(figure, spread);
  const halfWidth = wordFigureHalfWidth(wording, figure.key, figure.value, figure.halfWidth);
  if (range === null || halfWidth === null || figure.value === null || figure.halfWidth === null) return null;
  const [low, high] = range;
  const isMirrored = figure.key === "pace"; // faster is a smaller number: minutes rise to the right
  const x = (at: number) => {
    const share = (at - low) / (high - low);
    return (isMirrored ? 1 - share : share) * WIDTH;
  };
  const text = (at: number) => wordFigure(wording, figure.key, at).text;
  const [start, end] = [x(figure.value - figure.halfWidth), x(figure.value + figure.halfWidth)].sort((a, b) => a - b);
  const isNarrow = (end ?? 0) - (start ?? 0) < LABELS_APART;
  const label = messages.run.figure.pictureLabel(text(figure.value), joinQuantity(halfWidth));
  return (
    <svg className="interval-picture" viewBox={`0 0 ${WIDTH} 64`} role="img" aria-label={label}>
      <line className="interval-picture__line" x1="0" x2={WIDTH} y1="32" y2="32" />
      {spread !== null && (
        <rect
          className="interval-picture__spread"
          x={Math.min(x(spread[0]), x(spread[2]))}
          width={Math.abs(x(spread[2]) - x(spread[0]))}
          y="16"
          height="32"
          rx="6"
        />
      )}
      <path className="interval-picture__whisker" d={`M${start} 32H${end}M${start} 24V40M${end} 24V40`} />
      <circle className="interval-picture__value" cx={x(figure.value)} cy="32" r="6" />
      <text className="interval-picture__text" x={start} y="60" textAnchor={isNarrow ? "end" : "middle"}>
        {text(isMirrored ? figure.value + figure.halfWidth : figure.value - figure.halfWidth)}
      </text>
      <text className="interval-picture__text" x={end} y="60" textAnchor={isNarrow ? "start" : "middle"}>
        {text(isMirrored ? figure.value - figure.halfWidth : figure.value + figure.halfWidth)}
      </text>
    </svg>
  );
}
