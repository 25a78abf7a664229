// One view of one foot's way. The stride under the cursor is written straight into the picture.
import type { TypicalPath } from "@solewise/insight";
import type { Side } from "@solewise/terms";
import { useEffect, useRef } from "react";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import type { OpenedRun } from "../../../worker/analysis-jobs.ts";
import { followWhileSeen } from "../cursor/follow-while-seen.ts";
import type { CursorPlace, RunCursor } from "../cursor/run-cursor.ts";
import { joinQuantity } from "../words/quantity-words.ts";
import { PATH_POINTS } from "../words/series-codes.ts";
import {
  bandPath,
  highestAt,
  linePath,
  type PathFrame,
  placePoint,
  scaleLength,
  spanOf,
  stridePath,
} from "./path-scale.ts";

export interface PathDrawingProps {
  kind: "side" | "above";
  side: Side;
  typical: TypicalPath;
  frame: PathFrame;
  opened: OpenedRun;
  cursor: RunCursor;
}

/** Room below the picture for the scale bar, in its own units. */
const SCALE_ROOM = 26;

/** The drawing with its caption. */
export function PathDrawing({ kind, side, typical, frame, opened, cursor }: PathDrawingProps) {
  const { path: texts } = useMessages().run;
  const format = useFormat();
  const picture = useRef<SVGSVGElement>(null);
  const current = useRef<SVGPathElement>(null);
  const points = opened.paths[side];
  useEffect(() => {
    if (picture.current === null) return undefined;
    const draw = ({ strideIndexes }: CursorPlace) => {
      const way = stridePath(points, strideIndexes[side], PATH_POINTS);
      const across = kind === "side" ? way?.height : way?.lateral;
      current.current?.setAttribute(
        "d",
        way === null || across === undefined ? "" : linePath(frame, way.forward, across),
      );
    };
    return followWhileSeen(picture.current, cursor, { draw });
  }, [points, side, kind, frame, cursor]);
  const across = kind === "side" ? typical.height : typical.lateral;
  const label =
    kind === "side"
      ? texts.pictureSide(side, joinQuantity(format.smallLength(Math.max(...across.median))))
      : texts.pictureAbove(side, joinQuantity(format.smallLength(spanOf(across.median))));
  const [, ground] = placePoint(frame, 0, 0);
  return (
    <figure className="path-drawing">
      <figcaption className="path-drawing__caption">{kind === "side" ? texts.side : texts.above}</figcaption>
      <svg
        className="path-drawing__picture"
        ref={picture}
        viewBox={`0 0 ${frame.width} ${frame.height + SCALE_ROOM}`}
        role="img"
        aria-label={label}
      >
        <line className="path-drawing__ground" x1="0" x2={frame.width} y1={ground} y2={ground} />
        <path className="path-drawing__band" d={bandPath(frame, typical.forward, across.low, across.high)} />
        <path className="path-drawing__typical" d={linePath(frame, typical.forward, across.median)} />
        <path className="path-drawing__current" ref={current} />
        {kind === "side" ? (
          <ClearanceMark typical={typical} frame={frame} />
        ) : (
          <EdgeWords side={side} frame={frame} inside={texts.inside} outside={texts.outside} />
        )}
        <ScaleBars kind={kind} frame={frame} />
      </svg>
    </figure>
  );
}

function ClearanceMark({ typical, frame }: { typical: TypicalPath; frame: PathFrame }) {
  const { path: texts } = useMessages().run;
  const format = useFormat();
  const at = highestAt(typical.height.median);
  const height = typical.height.median[at] ?? 0;
  const [x, y] = placePoint(frame, typical.forward[at] ?? 0, height);
  const [, ground] = placePoint(frame, 0, 0);
  return (
    <>
      <path className="path-drawing__measure" d={`M${x} ${ground}V${y}M${x - 4} ${y}h8`} />
      <text className="path-drawing__text" x={x + 7} y={ground - 8}>
        {texts.clearance(joinQuantity(format.smallLength(height)))}
      </text>
    </>
  );
}

function EdgeWords({
  side,
  frame,
  inside,
  outside,
}: {
  side: Side;
  frame: PathFrame;
  inside: string;
  outside: string;
}) {
  const [top, bottom] = side === "left" ? [outside, inside] : [inside, outside];
  return (
    <>
      <text className="path-drawing__text" x="0" y="10">
        {top}
      </text>
      <text className="path-drawing__text" x="0" y={frame.height - 3}>
        {bottom}
      </text>
    </>
  );
}

function ScaleBars({ kind, frame }: { kind: "side" | "above"; frame: PathFrame }) {
  const { path: texts } = useMessages().run;
  const format = useFormat();
  const forwardMeters = scaleLength(frame.forward[1] - frame.forward[0]);
  const acrossMeters = scaleLength(frame.across[1] - frame.across[0]);
  const barWidth = (forwardMeters / (frame.forward[1] - frame.forward[0])) * frame.width;
  const barHeight = (acrossMeters / (frame.across[1] - frame.across[0])) * frame.height;
  const y = frame.height + 12;
  const right = frame.width - 2;
  const word = kind === "side" ? texts.scaleUp : texts.scaleAcross;
  return (
    <>
      <path className="path-drawing__scale" d={`M2 ${y - 4}v8M2 ${y}h${barWidth}m0-4v8`} />
      <text className="path-drawing__text" x={barWidth + 8} y={y + 4}>
        {texts.scaleForward(joinQuantity(format.length(forwardMeters)))}
      </text>
      <path className="path-drawing__scale" d={`M${right - 4} 2h4m-2 0v${barHeight}m-2 0h4`} />
      <text className="path-drawing__text" x={right - 10} y={barHeight / 2 + 6} textAnchor="end">
        {word(joinQuantity(format.smallLength(acrossMeters)))}
      </text>
    </>
  );
}
