// Imports that a closed or crashed tab left behind: those whose files are stored go on by themselves, one after the
// other; of the others the runner learns which files to choose again.
import { useCallback, useEffect, useState } from "react";
import { useMessages } from "../language/language-context.tsx";
import type { UnfinishedImport } from "../store/import-record.ts";
import { openStore } from "../store/open-store.ts";
import { Button } from "../ui/button.tsx";
import { InlineNote } from "../ui/inline-note.tsx";
import { resumeImport, untilImportIdle } from "./import-session.ts";

async function forget(runId: string): Promise<void> {
  const { imports } = await openStore();
  await imports.abandon(runId);
}

/** Looks once a tab; resumes what can be resumed. Goes out: what must be told. */
function useInterrupted(): [UnfinishedImport[], (runId: string) => void] {
  const [told, setTold] = useState<UnfinishedImport[]>([]);
  const drop = useCallback((runId: string): void => {
    setTold((list) => list.filter((each) => each.runId !== runId));
  }, []);
  useEffect(() => {
    const look = async (): Promise<void> => {
      const { imports } = await openStore();
      const found = await imports.findUnfinished();
      setTold(found);
      for (const { runId, state } of found) {
        if (state !== "resumable") continue;
        await untilImportIdle();
        await resumeImport(runId);
        drop(runId);
      }
    };
    void look();
  }, [drop]);
  return [told, drop];
}

/** The notices; nothing when no import was interrupted. */
export function InterruptedImports() {
  const { home } = useMessages();
  const [told, drop] = useInterrupted();
  return told.map(({ runId, name, fileNames, state }) => {
    if (state === "resumable") return <InlineNote isNews key={runId} title={home.resuming(name)} />;
    const actions = (
      <>
        {state === "stuck" && (
          <Button
            kind="primary"
            size="s"
            onPress={() => {
              drop(runId);
              void resumeImport(runId);
            }}
          >
            {home.resumeNow}
          </Button>
        )}
        <Button
          kind="plain"
          size="s"
          onPress={() => {
            drop(runId);
            void forget(runId);
          }}
        >
          {home.resumeForget}
        </Button>
      </>
    );
    const text = state === "stuck" ? home.stuck(name) : home.lost(fileNames.join(", "));
    return <InlineNote tone="warn" isNews key={runId} title={text} action={actions} />;
  });
}
