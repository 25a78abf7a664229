// One of many choices. The system's own list: on phones it is the one that thumbs know.
import { Field, type FieldProps } from "./field.tsx";
import { DownIcon } from "./icons/action-icons.tsx";

export interface SelectProps<Value extends string> extends FieldProps {
  choices: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** A labelled list of choices; up to four that should all be seen belong in a SegmentedControl. */
export function Select<Value extends string>({ choices, value, onChange, ...field }: SelectProps<Value>) {
  return (
    <Field {...field}>
      {(control) => (
        <>
          <select
            {...control}
            className="field__input field__select"
            value={value}
            onChange={(event) => {
              const chosen = choices[event.target.selectedIndex];
              if (chosen !== undefined) onChange(chosen.value);
            }}
          >
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
          <DownIcon />
        </>
      )}
    </Field>
  );
}
