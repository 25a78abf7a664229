// What this device keeps: how much room, what of each run, backup out and in, deleted runs.
import { usePageTitle } from "../../app/page-title.ts";
import { useMessages } from "../../language/language-context.tsx";
import { Backup } from "./backup.tsx";
import { DeletedRuns } from "./deleted-runs.tsx";
import { Room } from "./room.tsx";
import { RunRooms } from "./run-rooms.tsx";
import { useStorage } from "./use-storage.ts";
import { Loading } from "../../ui/loading.tsx";
import "./storage-screen.css";

/** The screen. */
export function StorageScreen() {
  const { storage } = useMessages();
  const kept = useStorage();
  usePageTitle(storage.title);
  return (
    <div className="screen screen--narrow">
      <h1>{storage.title}</h1>
      {kept === null ? (
        <Loading />
      ) : (
        <>
          <Room kept={kept} />
          <Backup runCount={kept.runs.length} />
          <RunRooms runs={kept.runs} />
          <DeletedRuns runs={kept.deleted} />
        </>
      )}
    </div>
  );
}
