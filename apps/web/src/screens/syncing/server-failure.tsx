// A failed analysis of the server: why, and asking for it again. For runs that are here and runs that are not.
import { useFormat, useMessages } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import type { RunDocument } from "../../store/run-document.ts";
import { analyseAgain } from "../../sync/start-sync.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemNote } from "../account/problem-note.tsx";
import { useWork } from "../account/use-work.ts";
import { wordFailure } from "./word-failure.ts";

/** Why. */
export function FailureText({ failure }: { failure: RunDocument["failure"] }) {
  const { failed } = useLaterMessages("syncing");
  const messages = useMessages();
  const format = useFormat();
  const { text, isOriginal } = wordFailure({ texts: failed, messages, format }, failure);
  return <p lang={isOriginal ? "en" : undefined}>{text}</p>;
}

/** The button; the server has to answer for it. */
export function AnalyseAgain({ runId }: { runId: string }) {
  const { failed } = useLaterMessages("syncing");
  const { isPending, error, start } = useWork();
  return (
    <>
      <Button size="s" isPending={isPending} onPress={() => start(() => analyseAgain(runId))}>
        {failed.again}
      </Button>
      <ProblemNote error={error} />
    </>
  );
}
