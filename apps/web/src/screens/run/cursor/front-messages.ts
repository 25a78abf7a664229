// What page and worker say to each other about the picture in front of the charts: what the moving cursor shows, drawn
// away from the page. All lengths are CSS pixels from the corner of a sheet; there is one sheet over the charts and one
// over the words above them.

/** A rectangle of a sheet. */
export interface FrontBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How a mark looks: the line through the charts, or the dot of a foot's stride. */
export interface MarkLook {
  shape: "line" | "circle" | "square";
  colour: string;
  /** Around dots: the page's own. */
  rimColour: string;
}

/** How a text looks, and where it stands. */
export interface TextLook {
  font: string;
  colour: string;
  /** Where it starts, or ends when it is set towards the end. */
  x: number;
  isEnd: boolean;
  /** Top of its first line, the height of each, and how wide they may become. */
  y: number;
  lineHeight: number;
  widthMax: number;
}

/** What stays while the cursor moves. */
export interface SheetLayout {
  width: number;
  height: number;
  pixelRatio: number;
  marks: readonly MarkLook[];
  /** Headings: marks run behind them. */
  covers: readonly FrontBox[];
  texts: readonly TextLook[];
}

/** What one frame shows on a sheet, in the order of its layout. */
export interface SheetScene {
  /** x and y of each mark; NaN where it is not to be seen. */
  spots: readonly number[];
  words: readonly string[];
}

/** From the page. `begin` is answered with its round once its first picture is drawn; `end` lets go of the pictures. */
export type FrontMessage =
  | { kind: "sheets"; canvases: OffscreenCanvas[] }
  | { kind: "begin"; round: number; layouts: readonly SheetLayout[]; scenes: readonly SheetScene[] }
  | { kind: "frame"; scenes: readonly SheetScene[] }
  | { kind: "end" };

/** From the worker. */
export interface FrontAnswer {
  drawnRound: number;
}
