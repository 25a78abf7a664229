// Files that reach the app without its button: dropped or pasted anywhere, opened with the installed app.
// Comes in: files. Goes out: the import session begins and the import screen is shown.
import { useEffect } from "react";
import { useLocation } from "wouter";
import { useMessages } from "../language/language-context.tsx";
import { WindowDrop } from "../ui/drop-area.tsx";
import { chooseFiles, isImportBusy } from "./import-session.ts";
import { useImportSession } from "./use-session.ts";

/** Files opened with the installed app. Source: W3C launch handler, `file_handlers`. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { files: readonly FileSystemFileHandle[] }) => void): void;
}

/** Takes files wherever they come from. */
export function FileIntake() {
  const { home } = useMessages();
  const [, navigate] = useLocation();
  useImportSession(); // dropping is off while an import is under way
  const take = (files: readonly File[]): void => {
    navigate("/import");
    void chooseFiles(files);
  };
  useEffect(() => {
    const { launchQueue } = window as Window & { launchQueue?: LaunchQueue };
    launchQueue?.setConsumer(({ files }) => {
      void Promise.all(files.map((handle) => handle.getFile())).then((opened) => {
        if (opened.length === 0) return;
        navigate("/import");
        void chooseFiles(opened);
      });
    });
  }, [navigate]);
  return <WindowDrop onFiles={take} label={home.dropNow} isDisabled={isImportBusy()} />;
}
