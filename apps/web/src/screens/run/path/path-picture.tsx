// The foot's way through a stride, from the side and from above: the typical one, the middle 80 % around it, and the
// stride under the cursor (PGE13).
import type { TypicalPath } from "@solewise/insight";
import type { Side } from "@solewise/terms";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import { Card } from "../../../ui/card.tsx";
import { Section } from "../../../ui/section.tsx";
import { SideMark } from "../../../ui/side-mark.tsx";
import type { OpenedRun } from "../../../worker/analysis-jobs.ts";
import type { RunCursor } from "../cursor/run-cursor.ts";
import { PathDrawing } from "./path-drawing.tsx";
import "./path-picture.css";
import { pathFrames, stretchOf } from "./path-scale.ts";

/** Width of the pictures in their own units. */
const WIDTH = 320;

const SIDES = ["left", "right"] as const;

/** The section. */
export function PathPicture({ opened, cursor }: { opened: OpenedRun; cursor: RunCursor }) {
  const { path: texts } = useMessages().run;
  const format = useFormat();
  const { paths } = opened.view;
  const feet: { side: Side; typical: TypicalPath }[] = SIDES.flatMap((side) => {
    const typical = paths[side];
    return typical === null ? [] : [{ side, typical }];
  });
  const frames = pathFrames(Object.fromEntries(feet.map(({ side, typical }) => [side, typical])), WIDTH);
  if (frames === null) {
    return (
      <Section title={texts.title}>
        <p className="run-page__note">{texts.missing}</p>
      </Section>
    );
  }
  return (
    <Section title={texts.title}>
      <Card>
        <div className="path-picture">
          {feet.map(({ side, typical }) => (
            <div className={`path-picture__foot path-picture__foot--${side}`} key={side}>
              <SideMark side={side} withWord />
              <PathDrawing
                kind="side"
                side={side}
                typical={typical}
                frame={frames[side].side}
                {...{ opened, cursor }}
              />
              <PathDrawing
                kind="above"
                side={side}
                typical={typical}
                frame={frames[side].above}
                {...{ opened, cursor }}
              />
            </div>
          ))}
        </div>
        <PathLegend />
        <p className="run-page__note">{texts.stretched(format.number(stretchOf(frames.left.above), 1))}</p>
      </Card>
    </Section>
  );
}

function PathLegend() {
  const { path: texts } = useMessages().run;
  return (
    <ul className="path-picture__legend">
      <li>
        <span className="path-picture__key path-picture__key--typical" aria-hidden="true" />
        {texts.typical}
      </li>
      <li>
        <span className="path-picture__key path-picture__key--band" aria-hidden="true" />
        {texts.band}
      </li>
      <li>
        <span className="path-picture__key path-picture__key--current" aria-hidden="true" />
        {texts.current}
      </li>
    </ul>
  );
}
