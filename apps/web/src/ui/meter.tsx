// How full something is. Comes in: what, the filled part, and in words how much that is.
import { useId } from "react";
import "./meter.css";

export interface MeterProps {
  label: string;
  /** Filled part, 0…1. */
  fraction: number;
  /** In words, for example "120 MB of 2 GB". */
  valueText: string;
  /** From here on it is drawn as a warning; default 0.9. */
  warnFromFraction?: number | undefined;
}

/** A level, for storage. */
export function Meter({ label, fraction, valueText, warnFromFraction = 0.9 }: MeterProps) {
  const id = useId();
  const filled = Math.min(1, Math.max(0, fraction));
  return (
    <div className={`meter${filled >= warnFromFraction ? " meter--warn" : ""}`}>
      <label className="meter__label" htmlFor={id}>
        {label}
      </label>
      <span className="meter__value">{valueText}</span>
      <meter className="visually-hidden" id={id} value={filled} min={0} max={1} aria-valuetext={valueText} />
      <div className="meter__track" aria-hidden="true">
        <div className="meter__fill" style={{ inlineSize: `${filled * 100}%` }} />
      </div>
    </div>
  );
}
