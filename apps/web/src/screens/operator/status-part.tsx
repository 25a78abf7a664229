// What the server is doing, as it tells.
import { useFormat, useMessages } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import { readStatus, type ServerStatus } from "../../sync/account-link.ts";
import { Button } from "../../ui/button.tsx";
import { Loading } from "../../ui/loading.tsx";
import { Section } from "../../ui/section.tsx";
import { ProblemNote } from "../account/problem-note.tsx";
import { useAnswer } from "../account/use-answer.ts";
import { statusLines } from "./status-lines.ts";

function Lines({ status }: { status: ServerStatus }) {
  const texts = useLaterMessages("operator");
  const format = useFormat();
  const words = {
    texts,
    number: (value: number) => format.number(value),
    bytes: (value: number) => format.bytes(value),
    instant: (atMs: number) => format.dateTime(atMs),
  };
  return (
    <dl className="account__facts">
      {statusLines(status, words).map(({ name, value }) => (
        <div className="account__fact" key={name}>
          <dt>{name}</dt>
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
  const { answer, error, askAgain } = useAnswer(readStatus);
  return (
    <Section title={texts.title}>
      {answer === null && error === null && <Loading label={ui.working} />}
      {answer !== null && <Lines status={answer} />}
      <ProblemNote error={error} />
      <div>
        <Button onPress={() => void askAgain()}>{texts.again}</Button>
      </div>
    </Section>
  );
}
