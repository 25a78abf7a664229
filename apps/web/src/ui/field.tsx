// What every field of a form has: label, hint, error. Comes in: those and the control. Goes out: the ids that tie them
// together for screen readers.
import { useId, type ReactNode } from "react";
import { useMessages } from "../language/language-context.tsx";
import { BadIcon } from "./icons/state-icons.tsx";
import "./field.css";

/** Props that all fields share. */
export interface FieldProps {
  label: string;
  /** Below the control: what is meant, in which form. */
  hint?: ReactNode;
  /** What is wrong and how to mend it; the control is marked as invalid while it is there. */
  error?: ReactNode;
  isOptional?: boolean | undefined;
  isLabelHidden?: boolean | undefined;
  isDisabled?: boolean | undefined;
}

/** What the control inside must carry. */
export interface ControlProps {
  id: string;
  disabled: boolean;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

/** Label above, hint and error below, the control in between. */
export function Field({ children, ...props }: FieldProps & { children: (control: ControlProps) => ReactNode }) {
  const { ui } = useMessages();
  const id = useId();
  const hasError = props.error !== undefined && props.error !== null && props.error !== "";
  const describedBy = [props.hint === undefined ? "" : `${id}-hint`, hasError ? `${id}-error` : ""].filter(Boolean);
  return (
    <div className="field">
      <label className={props.isLabelHidden === true ? "visually-hidden" : "field__label"} htmlFor={id}>
        {props.label}
        {props.isOptional === true && <span className="field__optional"> · {ui.optional}</span>}
      </label>
      <div className="field__box">
        {children({
          id,
          disabled: props.isDisabled === true,
          "aria-describedby": describedBy.length > 0 ? describedBy.join(" ") : undefined,
          "aria-invalid": hasError ? true : undefined,
        })}
      </div>
      {props.hint !== undefined && (
        <div className="field__hint" id={`${id}-hint`}>
          {props.hint}
        </div>
      )}
      {hasError && (
        <div className="field__error" id={`${id}-error`}>
          <BadIcon size="s" />
          {props.error}
        </div>
      )}
    </div>
  );
}
