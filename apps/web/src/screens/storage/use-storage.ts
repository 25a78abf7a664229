// What the device keeps, read anew after every change anywhere.
import { useEffect, useState } from "react";
import { openStore } from "../../store/open-store.ts";
import { estimateRoom, type RoomEstimate } from "../../store/room.ts";
import type { StoredRun } from "../../store/stored-run.ts";

/** Runs, deleted runs, and the room as the browser tells it. */
export interface Kept {
  runs: StoredRun[];
  deleted: StoredRun[];
  room: RoomEstimate;
}

async function read(): Promise<Kept> {
  const { runs } = await openStore();
  const [list, deleted, room] = await Promise.all([runs.list(), runs.listDeleted(), estimateRoom()]);
  return { runs: list, deleted, room };
}

/** Null until it was read for the first time. */
export function useStorage(): Kept | null {
  const [kept, setKept] = useState<Kept | null>(null);
  useEffect(() => {
    let isShown = true;
    let stop = (): void => undefined;
    const refresh = (): void => {
      void read().then((found) => isShown && setKept(found));
    };
    void openStore().then(({ runs }) => {
      if (isShown) stop = runs.feed.subscribe(refresh);
      refresh();
    });
    return () => {
      isShown = false;
      stop();
    };
  }, []);
  return kept;
}
