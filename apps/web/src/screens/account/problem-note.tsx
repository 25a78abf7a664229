// What the server did not do, where it was asked for it. Nothing while there is no error.
import { useFormat, useMessages } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import { InlineNote } from "../../ui/inline-note.tsx";
import { wordProblem } from "./word-problem.ts";

/** The note; screen readers say it when it appears. */
export function ProblemNote({ error }: { error: unknown }) {
  const texts = useLaterMessages("account");
  const { refusal } = useMessages();
  const format = useFormat();
  if (error === null || error === undefined) return null;
  const wording = { texts, defect: refusal.failures.defect, number: (value: number) => format.number(value) };
  return (
    <InlineNote tone="bad" isNews>
      {wordProblem(wording, error)}
    </InlineNote>
  );
}
