// Which foot: letter, shape and colour. Left is blue and leans left, right is orange and leans right, everywhere.
import { useMessages } from "../language/language-context.tsx";
import "./side-mark.css";

export interface SideMarkProps {
  side: "left" | "right" | "both";
  /** The whole word beside the letter. */
  withWord?: boolean | undefined;
}

/** The mark of a foot. */
export function SideMark({ side, withWord = false }: SideMarkProps) {
  const { app, ui } = useMessages();
  const letter = { left: ui.leftLetter, right: ui.rightLetter, both: ui.bothLetters }[side];
  const word = { left: app.left, right: app.right, both: app.bothFeet }[side];
  return (
    <span className={`side-mark side-mark--${side}`}>
      <span className="side-mark__letter" aria-hidden="true">
        {letter}
      </span>
      <span className={withWord ? "side-mark__word" : "visually-hidden"}>{word}</span>
    </span>
  );
}
