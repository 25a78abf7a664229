// Waiting, said only when it lasts: nothing for the first 300 ms, so that quick screens do not blink.
import { useEffect, useState } from "react";
import { useMessages } from "../language/language-context.tsx";
import "./button.css";
import "./loading.css";

/** How long a wait goes unsaid, ms. Range 100–1000; below, fast loads flash; above, the page seems dead. Own choice. */
const QUIET_MS = 300;

/** A ring with words. `label` replaces "Loading…". */
export function Loading({ label }: { label?: string | undefined }) {
  const { app } = useMessages();
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsShown(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <output className="loading">
      {isShown && (
        <>
          <span className="loading__ring" aria-hidden="true" />
          <span>{label ?? app.loading}</span>
        </>
      )}
    </output>
  );
}
