// How far a longer work is. Comes in: what is being done, the done part, how to stop it. Without a part it only says
// that something goes on.
import { useId } from "react";
import { useFormat, useMessages } from "../language/language-context.tsx";
import { CloseIcon } from "./icons/action-icons.tsx";
import { IconButton } from "./icon-button.tsx";
import "./progress-bar.css";

export interface ProgressBarProps {
  label: string;
  /** Done part, 0…1; null while nobody knows. */
  fraction: number | null;
  /** Replaces the percentage beside the label. */
  valueText?: string | undefined;
  /** Shows a button that stops the work. */
  onCancel?: (() => void) | undefined;
}

/** A bar with label, part and a way to stop. */
export function ProgressBar({ label, fraction, valueText, onCancel }: ProgressBarProps) {
  const { app } = useMessages();
  const format = useFormat();
  const labelId = useId();
  const shown = valueText ?? (fraction === null ? "" : format.percent(fraction));
  return (
    <div className="progress-bar">
      <span className="progress-bar__label" id={labelId}>
        {label}
      </span>
      <span className="progress-bar__value">{shown}</span>
      <progress
        className="progress-bar__track"
        aria-labelledby={labelId}
        max={1}
        {...(fraction === null ? {} : { value: Math.min(1, Math.max(0, fraction)) })}
      />
      {onCancel !== undefined && (
        <IconButton label={`${app.cancel}: ${label}`} icon={<CloseIcon />} onPress={onCancel} />
      )}
    </div>
  );
}
