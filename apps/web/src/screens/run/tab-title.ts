// What the browser's tab is called while a run is shown, or why there is none (PGE18).
import type { Messages } from "../../language/messages.ts";
import type { Opening } from "./use-opened-run.ts";

/** `openTitle` for what is of an open run; by default its name. Empty while it is opening. */
export function wordTabTitle(texts: Messages["run"], opening: Opening, openTitle?: string): string {
  switch (opening.state) {
    case "opening":
      return openTitle ?? "";
    case "missing":
      return texts.missingTitle;
    case "failed":
      return texts.openFailedTitle;
    case "open":
      return openTitle ?? (opening.opened.run.name === "" ? texts.untitled : opening.opened.run.name);
  }
}
