// The same thing in both themes beside each other.
import type { ReactNode } from "react";
import { useWords } from "./words.ts";

/** Draws its content twice; for things without state and without ids of their own. */
export function BothThemes({ children }: { children: ReactNode }) {
  const words = useWords();
  return (
    <div className="both-themes">
      <figure className="both-themes__pane" data-theme="light">
        <figcaption className="both-themes__name">{words.light}</figcaption>
        {children}
      </figure>
      <figure className="both-themes__pane" data-theme="dark">
        <figcaption className="both-themes__name">{words.dark}</figcaption>
        {children}
      </figure>
    </div>
  );
}
