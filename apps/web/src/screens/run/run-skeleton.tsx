// The page's outline while a run is being opened, so that nothing jumps when it arrives.
import { useMessages } from "../../language/language-context.tsx";
import "./run-skeleton.css";

const TILES = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** Grey shapes where head, line, figures and charts will be. */
export function RunSkeleton() {
  const { run: texts } = useMessages();
  return (
    <div className="run-skeleton" role="status">
      <span className="visually-hidden">{texts.loading}</span>
      <div className="run-skeleton__bar run-skeleton__bar--title" />
      <div className="run-skeleton__bar run-skeleton__bar--line" />
      <div className="run-skeleton__tiles">
        {TILES.map((tile) => (
          <div className="run-skeleton__tile" key={tile} />
        ))}
      </div>
      <div className="run-skeleton__charts" />
    </div>
  );
}
