// How sure a value is, drawn: the value as a tick on a line, its 90 % interval as a band around it. Comes in: value,
// half width and the ends of the line, all in one unit. A wide band is an honest picture of a loose number.
import { placeInterval } from "./place-interval.ts";
import { VisuallyHidden } from "./visually-hidden.tsx";
import "./uncertainty-bar.css";

export interface UncertaintyBarProps {
  value: number;
  /** Half of the 90 % interval, in the unit of value. */
  halfWidth: number;
  /** Value at the start of the line. */
  min: number;
  /** Value at its end. */
  max: number;
  /** What the picture says, in words, for example "90 % interval from 176 to 180". */
  label: string;
  side?: "left" | "right" | undefined;
}

/** A line with a band and a tick. */
export function UncertaintyBar({ value, halfWidth, min, max, label, side }: UncertaintyBarProps) {
  const place = placeInterval(value, halfWidth, min, max);
  return (
    <span className={`uncertainty-bar${side === undefined ? "" : ` uncertainty-bar--${side}`}`}>
      <VisuallyHidden>{label}</VisuallyHidden>
      <span
        className="uncertainty-bar__band"
        style={{ insetInlineStart: `${place.startPercent}%`, inlineSize: `${place.endPercent - place.startPercent}%` }}
      />
      <span className="uncertainty-bar__tick" style={{ insetInlineStart: `${place.valuePercent}%` }} />
    </span>
  );
}
