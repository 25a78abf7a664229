// Backup: everything into one file, and such a file back in. The archive's code is loaded when it is asked for.
import { useState } from "react";
import { analysisJobs } from "../../app/import-session.ts";
import { useFormat, useMessages } from "../../language/language-context.tsx";
import { Button } from "../../ui/button.tsx";
import { FileButton } from "../../ui/file-button.tsx";
import { DownloadIcon, UploadIcon } from "../../ui/icons/action-icons.tsx";
import { InlineNote } from "../../ui/inline-note.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { Section } from "../../ui/section.tsx";
import { FailureText } from "../import/failure-text.tsx";
import { ArchiveIntake } from "./archive-intake.tsx";

type ExportState =
  | { kind: "idle" }
  | { kind: "running"; fraction: number }
  | { kind: "saved"; runCount: number }
  | { kind: "failed"; error: unknown };

/** solewise-2026-11-22.zip: the day on the runner's calendar. */
function archiveName(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `solewise-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}.zip`;
}

async function exportAll(runCount: number, tell: (state: ExportState) => void): Promise<void> {
  tell({ kind: "running", fraction: 0 });
  try {
    const jobs = await analysisJobs();
    const version = `solewise-web ${import.meta.env["VITE_VERSION"] as string}`;
    const outcome = await jobs.exportArchive(archiveName(new Date()), version, (done, count) =>
      tell({ kind: "running", fraction: count === 0 ? 1 : done / count }),
    );
    tell(outcome === "saved" ? { kind: "saved", runCount } : { kind: "idle" });
  } catch (error) {
    tell({ kind: "failed", error });
  }
}

function Export({ runCount }: { runCount: number }) {
  const { home, storage } = useMessages();
  const format = useFormat();
  const [state, setState] = useState<ExportState>({ kind: "idle" });
  return (
    <Section title={storage.exportTitle} lead={storage.exportText}>
      <div className="storage__backup">
        {state.kind === "running" ? (
          <ProgressBar label={storage.exporting} fraction={state.fraction} />
        ) : (
          <Button
            icon={<DownloadIcon />}
            isDisabled={runCount === 0}
            onPress={() => void exportAll(runCount, setState)}
          >
            {storage.exportAction}
          </Button>
        )}
        {state.kind === "saved" && (
          <InlineNote tone="good" isNews>
            {storage.exported(home.count(state.runCount, format.number(state.runCount)))}
          </InlineNote>
        )}
        {state.kind === "failed" && (
          <InlineNote tone="bad" isNews title={storage.failed}>
            <FailureText error={state.error} />
          </InlineNote>
        )}
      </div>
    </Section>
  );
}

function Import() {
  const { storage } = useMessages();
  const [file, setFile] = useState<File | null>(null);
  return (
    <Section title={storage.importTitle} lead={storage.importText}>
      <div className="storage__backup">
        <FileButton
          icon={<UploadIcon />}
          accept={[".zip", "application/zip"]}
          onFiles={([chosen]) => setFile(chosen ?? null)}
        >
          {storage.importAction}
        </FileButton>
        {file !== null && <ArchiveIntake file={file} key={`${file.name} ${file.lastModified} ${file.size}`} />}
      </div>
    </Section>
  );
}

/** Both ways. */
export function Backup({ runCount }: { runCount: number }) {
  return (
    <>
      <Export runCount={runCount} />
      <Import />
    </>
  );
}
