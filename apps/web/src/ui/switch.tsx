// On or off, at once. The system's own checkbox, said to be a switch.
import { useId, type ReactNode } from "react";
import "./switch.css";

export interface SwitchProps {
  label: ReactNode;
  /** Second line: what changes. */
  hint?: ReactNode;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  isDisabled?: boolean | undefined;
}

/** A setting that acts at once; a choice that is confirmed later is a SegmentedControl. */
export function Switch({ label, hint, isOn, onChange, isDisabled = false }: SwitchProps) {
  const hintId = useId();
  return (
    <label className="switch">
      <span className="switch__words">
        <span className="switch__label">{label}</span>
        {hint !== undefined && (
          <span className="switch__hint" id={hintId}>
            {hint}
          </span>
        )}
      </span>
      <input
        className="switch__input"
        type="checkbox"
        role="switch"
        checked={isOn}
        aria-checked={isOn}
        disabled={isDisabled}
        aria-describedby={hint === undefined ? undefined : hintId}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  );
}
