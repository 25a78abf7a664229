// One line of text or a number to type.
import type { HTMLInputAutoCompleteAttribute } from "react";
import { Field, type FieldProps } from "./field.tsx";

export interface TextFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  /** Which keyboard a phone shows. */
  inputMode?: "text" | "decimal" | "numeric" | "search" | undefined;
  /** Stands at the end of the field, for example kg. */
  unit?: string | undefined;
  placeholder?: string | undefined;
  maxLength?: number | undefined;
  autoComplete?: HTMLInputAutoCompleteAttribute | undefined;
  /** Selects the text when the field takes focus, for renaming. */
  selectsOnFocus?: boolean | undefined;
  onEnter?: (() => void) | undefined;
  onBlur?: (() => void) | undefined;
}

/** A labelled text field. */
export function TextField(props: TextFieldProps) {
  return (
    <Field {...props}>
      {(control) => (
        <>
          <input
            {...control}
            className={`field__input${props.unit === undefined ? "" : " field__input--with-unit"}`}
            type="text"
            value={props.value}
            inputMode={props.inputMode}
            placeholder={props.placeholder}
            maxLength={props.maxLength}
            autoComplete={props.autoComplete ?? "off"}
            onChange={(event) => props.onChange(event.target.value)}
            onFocus={(event) => props.selectsOnFocus === true && event.target.select()}
            onBlur={props.onBlur}
            onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && props.onEnter?.()}
          />
          {props.unit !== undefined && <span className="field__unit">{props.unit}</span>}
        </>
      )}
    </Field>
  );
}
