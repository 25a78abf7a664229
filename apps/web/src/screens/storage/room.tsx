// How much room Solewise takes of what the browser allows, and whether the browser promised to keep it.
import { useState } from "react";
import { useFormat, useMessages } from "../../language/language-context.tsx";
import { askToPersist } from "../../store/room.ts";
import { runBytes } from "../../store/run-store.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Meter } from "../../ui/meter.tsx";
import type { Kept } from "./use-storage.ts";

/** The card. */
export function Room({ kept }: { kept: Kept }) {
  const { storage } = useMessages();
  const format = useFormat();
  const [isAsked, setIsAsked] = useState(false);
  const [isPersisted, setIsPersisted] = useState(kept.room.isPersisted);
  const counted = [...kept.runs, ...kept.deleted].reduce((sum, run) => sum + runBytes(run), 0);
  const used = Math.max(counted, kept.room.usedBytes ?? 0);
  const { quotaBytes } = kept.room;
  const text = quotaBytes === null ? format.bytes(used) : storage.usedOf(format.bytes(used), format.bytes(quotaBytes));
  return (
    <Card>
      <div className="storage__room">
        <Meter label={storage.used} fraction={quotaBytes === null ? 0 : used / quotaBytes} valueText={text} />
        <p className="storage__soft">{isPersisted === true ? storage.persisted : storage.notPersisted}</p>
        {isPersisted === false && (
          <Button
            isDisabled={isAsked}
            onPress={() => {
              setIsAsked(true);
              void askToPersist().then(setIsPersisted);
            }}
          >
            {storage.askPersist}
          </Button>
        )}
      </div>
    </Card>
  );
}
