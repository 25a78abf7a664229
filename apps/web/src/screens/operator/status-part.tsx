// What the server is doing: whatever it tells of itself, in its own words.
import { useFormat, useMessages } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import { readStatus } from "../../sync/account-link.ts";
import { Button } from "../../ui/button.tsx";
import { Loading } from "../../ui/loading.tsx";
import { Section } from "../../ui/section.tsx";
import { ProblemNote } from "../account/problem-note.tsx";
import { useAnswer } from "../account/use-answer.ts";
import { statusLines } from "./status-lines.ts";

const readOnce = async (): Promise<{ status: Record<string, unknown> | null }> => ({ status: await readStatus() });

function Lines({ status }: { status: Record<string, unknown> }) {
  const { status: texts } = useLaterMessages("operator");
  const format = useFormat();
  const words = {
    yes: texts.yes,
    no: texts.no,
    number: (value: number) => format.number(value, Number.isInteger(value) ? 0 : 2),
    bytes: (value: number) => format.bytes(value),
    instant: (atMs: number) => format.dateTime(atMs),
  };
  return (
    <dl className="account__facts">
      {statusLines(status, words).map(({ name, value }) => (
        <div className="account__fact" key={name}>
          <dt lang="en">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The part. */
export function StatusPart() {
  const { status: texts } = useLaterMessages("operator");
  const { ui } = useMessages();
  const { answer, error, askAgain } = useAnswer(readOnce);
  return (
    <Section title={texts.title}>
      {answer === null && error === null && <Loading label={ui.working} />}
      {answer?.status === null && <p className="account__soft">{texts.none}</p>}
      {answer?.status !== null && answer?.status !== undefined && <Lines status={answer.status} />}
      <ProblemNote error={error} />
      <div>
        <Button onPress={() => void askAgain()}>{texts.again}</Button>
      </div>
    </Section>
  );
}
