// The first stop of the Tab key: past the navigation to the content.
import { useMessages } from "../language/language-context.tsx";
import "./skip-link.css";

/** Shown on focus. `targetId` is the id of the main element, which must take focus (tabIndex -1). */
export function SkipLink({ targetId }: { targetId: string }) {
  const { app } = useMessages();
  return (
    <a className="skip-link" href={`#${targetId}`}>
      {app.skipToContent}
    </a>
  );
}
