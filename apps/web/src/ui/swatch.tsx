// The legend of a picture: what each colour and line stands for.
import "./swatch.css";

/** A colour with meaning; each has a token of the same name. */
export type SwatchColour = "left" | "right" | "both" | "run" | "walk" | "stairs" | "other" | "still" | "accent";

export interface SwatchProps {
  colour: SwatchColour;
  label: string;
  /** How it is drawn in the picture: filled area, line, dashed line or dot. */
  shape?: "area" | "line" | "dashes" | "dot" | undefined;
}

/** One entry. */
export function Swatch({ colour, label, shape = "area" }: SwatchProps) {
  return (
    <li className="swatch">
      <span className={`swatch__mark swatch__mark--${shape} swatch__mark--${colour}`} aria-hidden="true" />
      {label}
    </li>
  );
}

/** Several entries in a row. `label` names the list. */
export function SwatchLegend({ entries, label }: { entries: readonly SwatchProps[]; label: string }) {
  return (
    <ul className="swatch-legend" aria-label={label}>
      {entries.map((entry) => (
        <Swatch key={`${entry.colour} ${entry.label}`} {...entry} />
      ))}
    </ul>
  );
}
