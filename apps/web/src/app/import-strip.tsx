// An import under way, shown on every screen but the import's own, so that one may go on reading meanwhile.
import { Link, useLocation } from "wouter";
import { useMessages } from "../language/language-context.tsx";
import { useImportSession } from "./use-session.ts";
import "./import-strip.css";

/** One line with a bar; a link to the import. */
export function ImportStrip() {
  const session = useImportSession();
  const { importing } = useMessages();
  const [path] = useLocation();
  if (session.kind !== "running" || path === "/import" || (session.isDemo && path === "/")) return null;
  const percent = Math.round(session.progress.fraction * 100);
  return (
    <Link href="/import" className="import-strip">
      <span>{session.isDemo ? importing.runningDemo : importing.running}</span>
      <progress className="import-strip__bar" max={100} value={percent} aria-label={importing.running} />
    </Link>
  );
}
