// Fields of the account's forms: e-mail and password as password managers know them.
import { useState } from "react";
import { useLaterMessages } from "../../language/later-messages.ts";
import { Field } from "../../ui/field.tsx";

interface FormFieldProps {
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
}

/** An e-mail address. 254: RFC 5321 §4.5.3.1.3. */
export function EmailField({ value, onChange, error }: FormFieldProps) {
  const { signIn } = useLaterMessages("account");
  return (
    <Field label={signIn.email} error={error}>
      {(control) => (
        <input
          {...control}
          className="field__input"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export interface PasswordFieldProps extends FormFieldProps {
  label: string;
  hint?: string | undefined;
  /** Which one it is, for password managers. */
  kind: "current" | "new";
}

/** A password, hidden until the runner wants to see it. */
export function PasswordField({ label, hint, kind, value, onChange, error }: PasswordFieldProps) {
  const { signIn } = useLaterMessages("account");
  const [isShown, setIsShown] = useState(false);
  return (
    <div className="account__password">
      <Field label={label} hint={hint} error={error}>
        {(control) => (
          <input
            {...control}
            className="field__input"
            type={isShown ? "text" : "password"}
            autoComplete={kind === "new" ? "new-password" : "current-password"}
            autoCapitalize="none"
            spellCheck={false}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <label className="account__show">
        <input type="checkbox" checked={isShown} onChange={(event) => setIsShown(event.target.checked)} />
        <span>{signIn.show}</span>
      </label>
    </div>
  );
}
