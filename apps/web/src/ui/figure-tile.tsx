// One number that matters, large. Comes in: the analysis' own number, how it reads, its unit, how sure it is.
// Goes out: <data value="raw">shown</data>; with onPress the whole tile opens the explanation.
import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { useMessages } from "../language/language-context.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";
import "./figure-tile.css";

export interface FigureTileProps {
  label: string;
  /** The raw number of the analysis, in its own unit; null when it was not measured. */
  value: number | null;
  /** The number as the reader reads it, without its unit. */
  text: string;
  unit?: string | undefined;
  /** How sure: short text such as "± 2", or an UncertaintyBar. Phrasing content only. */
  uncertainty?: ReactNode;
  /** Marks: EstimateBadge, SideMark. Phrasing content only. */
  badge?: ReactNode;
  /** l for the one or two figures of a page that come first. */
  size?: "m" | "l" | undefined;
  /** Name of the figure for tests and styles: lands in data-figure. */
  figure?: string | undefined;
  onPress?: (() => void) | undefined;
}

/** A figure. Lay several out in a FigureGrid. */
export function FigureTile({ size = "m", figure, onPress, ...content }: FigureTileProps) {
  const className = `figure-tile figure-tile--${size}`;
  if (onPress === undefined) {
    return (
      <div className={className} data-figure={figure}>
        <FigureContent {...content} />
      </div>
    );
  }
  return (
    <AriaButton className={`${className} figure-tile--pressable`} onPress={onPress} {...{ "data-figure": figure }}>
      <FigureContent {...content} />
    </AriaButton>
  );
}

function FigureContent({
  label,
  value,
  text,
  unit,
  uncertainty,
  badge,
}: Omit<FigureTileProps, "size" | "onPress" | "figure">) {
  const { app } = useMessages();
  return (
    <>
      <span className="figure-tile__label">{label}</span>
      <span className="figure-tile__reading">
        <data className={valueClass(text, unit)} value={value === null ? "" : String(value)}>
          {text}
        </data>
        {value === null && <VisuallyHidden>{app.notMeasured}</VisuallyHidden>}
        {value !== null && unit !== undefined && <span className={unitClass(unit)}>{unit}</span>}
      </span>
      {(uncertainty !== undefined || badge !== undefined) && (
        <span className="figure-tile__foot">
          {uncertainty !== undefined && <span className="figure-tile__uncertainty">{uncertainty}</span>}
          {badge}
        </span>
      )}
    </>
  );
}

/** "10:05 min/km" is set smaller, so that its unit has room beside it. */
function valueClass(text: string, unit = ""): string {
  const isLong = text.length > 4 && unit.length > 4;
  return isLong ? "figure-tile__value figure-tile__value--long" : "figure-tile__value";
}

/** Degrees belong to the number and are written as large. */
function unitClass(unit: string): string {
  return unit === "°" ? "figure-tile__unit figure-tile__unit--degree" : "figure-tile__unit";
}

/** Lays figures out: two in a row on a phone, as many as fit above. */
export function FigureGrid({ children }: { children: ReactNode }) {
  return <div className="figure-grid">{children}</div>;
}
