// Why something broke off, in the reader's words, with the technical part folded away.
import { useFormat, useMessages } from "../../language/language-context.tsx";
import { wordFailure } from "../../language/word-refusal.ts";
import "./failure-text.css";

/** Stands inside a note. */
export function FailureText({ error }: { error: unknown }) {
  const messages = useMessages();
  const { text, details } = wordFailure(messages, useFormat(), error);
  return (
    <div className="failure-text">
      <p>{text}</p>
      {details !== null && (
        <details>
          <summary>{messages.app.failedDetails}</summary>
          <p className="failure-text__details" lang="en">
            {details}
          </p>
        </details>
      )}
    </div>
  );
}
