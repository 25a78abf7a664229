// The page /ui: the design system shows and explains itself.
import { ShowcaseActions } from "./showcase-actions.tsx";
import { ShowcaseFields } from "./showcase-fields.tsx";
import { ShowcaseFigures } from "./showcase-figures.tsx";
import { ShowcaseIcons } from "./showcase-icons.tsx";
import { ShowcaseOverlays } from "./showcase-overlays.tsx";
import { ShowcaseStates } from "./showcase-states.tsx";
import { ShowcaseTable } from "./showcase-table.tsx";
import { ShowcaseTokens } from "./showcase-tokens.tsx";
import { useWords } from "./words.ts";
import "./showcase.css";

/** Every component in every state. */
export function ShowcaseScreen() {
  const words = useWords();
  return (
    <div className="showcase">
      <header>
        <h1 className="showcase__title">{words.title}</h1>
        <p className="showcase__lead">{words.lead}</p>
      </header>
      <ShowcaseFigures />
      <ShowcaseActions />
      <ShowcaseStates />
      <ShowcaseFields />
      <ShowcaseOverlays />
      <ShowcaseTable />
      <ShowcaseIcons />
      <ShowcaseTokens />
    </div>
  );
}
