// An import under way or just ended, shown on every screen but the import's own, so that one may go on reading meanwhile.
import { useEffect } from "react";
import { Link, useLocation } from "wouter";
import { useMessages } from "../language/language-context.tsx";
import { importNews, isAtItsRun } from "./import-news.ts";
import { leaveImport } from "./import-session.ts";
import { useImportSession } from "./use-session.ts";
import "./import-strip.css";

/** One line; a link to the import, or to the run it became. */
export function ImportStrip() {
  const session = useImportSession();
  const { importing } = useMessages();
  const [path] = useLocation();
  const isRead = isAtItsRun(session, path);
  useEffect(() => {
    if (isRead) leaveImport();
  }, [isRead]);
  const news = isRead ? null : importNews(session, path);
  return (
    <div role="status">
      {news?.kind === "added" && (
        <Link href={`/runs/${news.runId}`} className="import-strip">
          <span>{importing.added}</span>
        </Link>
      )}
      {news?.kind === "not-added" && (
        <Link href="/import" className="import-strip">
          <span>{importing.notAdded}</span>
        </Link>
      )}
      {news?.kind === "running" && (
        <Link href="/import" className="import-strip">
          <span>{news.isDemo ? importing.runningDemo : importing.running}</span>
          <progress
            className="import-strip__bar"
            max={100}
            value={Math.round(news.fraction * 100)}
            aria-label={importing.running}
          />
        </Link>
      )}
    </div>
  );
}
