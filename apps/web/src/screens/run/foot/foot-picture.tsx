// The foot on the ground for the stride under the cursor: strike angle from the side, roll from behind, left and right
// beside each other, each with its doubt as a wedge. A button steps through the strides (PGE11).
import type { RunView } from "@solewise/insight";
import { useEffect, useState } from "react";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { BackIcon, ForwardIcon } from "../../../ui/icons/action-icons.tsx";
import { Section } from "../../../ui/section.tsx";
import type { RunCursor } from "../cursor/run-cursor.ts";
import { FootPanel } from "./foot-panel.tsx";
import "./foot-picture.css";
import { PauseIcon, PlayIcon } from "./play-icons.tsx";
import { StrideCounter } from "./stride-counter.tsx";

/** Strides a second while playing: a little slower than running, so that the eye can follow. Own choice. */
const PLAYED_PER_SEC = 2;

const SIDES = ["left", "right"] as const;

/** The section. */
export function FootPicture({ view, cursor }: { view: RunView; cursor: RunCursor }) {
  const { foot: texts } = useMessages().run;
  const sides = SIDES.filter((side) => view.feet[side] !== null);
  return (
    <Section title={texts.title}>
      <Card>
        <div className="foot-picture">
          <div className={`foot-picture__panels foot-picture__panels--${sides.length}`}>
            {sides.map((side) => (
              <FootPanel key={side} side={side} view={view} cursor={cursor} />
            ))}
          </div>
          <PlayBar cursor={cursor} />
          <p className="run-page__note">
            {texts.fanNote} {texts.rollNote}
          </p>
        </div>
      </Card>
    </Section>
  );
}

function PlayBar({ cursor }: { cursor: RunCursor }) {
  const { foot: texts } = useMessages().run;
  const format = useFormat();
  const [isPlaying, setIsPlaying] = useState(false);
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setInterval(() => {
      if (cursor.place.orderIndex >= cursor.strideCount - 1) setIsPlaying(false);
      else cursor.moveToOrder(cursor.place.orderIndex + 1);
    }, 1000 / PLAYED_PER_SEC);
    return () => clearInterval(timer);
  }, [isPlaying, cursor]);
  const step = (count: number) => cursor.moveToOrder(cursor.place.orderIndex + count);
  return (
    <div className="foot-picture__bar">
      <div className="foot-picture__buttons">
        <IconButton label={texts.previous} icon={<BackIcon />} onPress={() => step(-1)} />
        <Button icon={isPlaying ? <PauseIcon /> : <PlayIcon />} onPress={() => setIsPlaying(!isPlaying)}>
          {isPlaying ? texts.pause : texts.play}
        </Button>
        <IconButton label={texts.next} icon={<ForwardIcon />} onPress={() => step(1)} />
      </div>
      <StrideCounter
        cursor={cursor}
        word={(index, count) => texts.stride(format.number(index), format.number(count))}
      />
    </div>
  );
}
