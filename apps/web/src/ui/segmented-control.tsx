// One of a few choices, all in sight. Native radio buttons, so arrow keys, forms and screen readers work by themselves.
import { useId, type ReactNode } from "react";
import "./segmented-control.css";

export interface SegmentChoice<Value extends string> {
  value: Value;
  label: ReactNode;
}

export interface SegmentedControlProps<Value extends string> {
  /** What is chosen; shown above unless isLabelHidden. */
  label: string;
  choices: readonly SegmentChoice<Value>[];
  /** null while nothing is chosen. */
  value: Value | null;
  onChange: (value: Value) => void;
  isLabelHidden?: boolean | undefined;
  isDisabled?: boolean | undefined;
}

/** Two to five choices side by side; more belong in a Select. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const name = useId();
  return (
    <fieldset className="segmented-control" disabled={props.isDisabled}>
      <legend className={props.isLabelHidden === true ? "visually-hidden" : "field__label"}>{props.label}</legend>
      <div className="segmented-control__track">
        {props.choices.map((choice) => (
          <label className="segmented-control__choice" key={choice.value}>
            <input
              className="segmented-control__input"
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === props.value}
              onChange={() => props.onChange(choice.value)}
            />
            <span className="segmented-control__face">{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
