// Something read from the store, anew after every change. Null before it is read.
import { useEffect, useState } from "react";
import { openStore } from "../../store/open-store.ts";
import type { RunStore } from "../../store/run-store.ts";

export function useStoreAnswer<Answer>(read: (store: RunStore) => Promise<Answer>): Answer | null {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let isOver = false;
    let stop = (): void => undefined;
    const follow = async (): Promise<void> => {
      const { runs } = await openStore();
      const readNow = async (): Promise<void> => {
        const came = await read(runs);
        if (!isOver) setAnswer(() => came);
      };
      if (isOver) return;
      stop = runs.feed.subscribe(() => void readNow());
      await readNow();
    };
    void follow();
    return () => {
      isOver = true;
      stop();
    };
  }, [read]);
  return answer;
}
