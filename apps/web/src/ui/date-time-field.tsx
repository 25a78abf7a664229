// A day and a time of day on the device's own clock. The system's own picker.
import { Field, type FieldProps } from "./field.tsx";
import { fromLocalText, toLocalText } from "./local-date-time.ts";

export interface DateTimeFieldProps extends FieldProps {
  /** Instant, ms since 1970; null when none is set. */
  atMs: number | null;
  /** The chosen instant in whole minutes; null when the field was emptied or is half filled. */
  onChange: (atMs: number | null) => void;
  /** No later than this instant, ms since 1970. */
  maxMs?: number | undefined;
}

/** A labelled date and time. */
export function DateTimeField({ atMs, onChange, maxMs, ...field }: DateTimeFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          className="field__input"
          type="datetime-local"
          value={atMs === null ? "" : toLocalText(atMs)}
          max={maxMs === undefined ? undefined : toLocalText(maxMs)}
          onChange={(event) => onChange(fromLocalText(event.target.value))}
        />
      )}
    </Field>
  );
}
