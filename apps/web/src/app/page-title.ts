// The title of the browser's tab follows the screen.
import { useEffect } from "react";
import { useMessages } from "../language/language-context.tsx";

/** Sets the tab's title while the calling screen is shown. */
export function usePageTitle(title: string): void {
  const { app } = useMessages();
  useEffect(() => {
    document.title = title === "" ? app.name : `${title} · ${app.name}`;
  }, [title, app]);
}
