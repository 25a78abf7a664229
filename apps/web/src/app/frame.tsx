// Around every screen: navigation in reach of a thumb, the drop target, what the app has to say of itself.
import { type ReactNode, useEffect, useRef } from "react";
import { Link, useLocation } from "wouter";
import { useMessages } from "../language/language-context.tsx";
import { AddIcon, SettingsIcon } from "../ui/icons/action-icons.tsx";
import { RunIcon } from "../ui/icons/run-icons.tsx";
import { SkipLink } from "../ui/skip-link.tsx";
import { ToastRegion } from "../ui/toast-region.tsx";
import { FileIntake } from "./file-intake.tsx";
import { ImportStrip } from "./import-strip.tsx";
import { Notices } from "./notices.tsx";
import "./frame.css";

const MAIN_ID = "content";

/** Screens that one comes to from the settings. */
const SETTINGS_PATHS = /^\/(settings|storage|ui|account|join|reset|operator)$/;

/** A place of the navigation; its screens' addresses begin with one of these. */
function NavigationLink({ href, isHere, icon, children }: NavigationLinkProps) {
  return (
    <Link href={href} className="navigation__link" aria-current={isHere ? "page" : undefined}>
      <span className="navigation__icon">{icon}</span>
      <span>{children}</span>
    </Link>
  );
}

interface NavigationLinkProps {
  href: string;
  isHere: boolean;
  icon: ReactNode;
  children: ReactNode;
}

function Navigation() {
  const { app } = useMessages();
  const [path] = useLocation();
  return (
    <nav className="navigation" aria-label={app.navigation}>
      <span className="navigation__name" aria-hidden="true">
        {app.name}
      </span>
      <NavigationLink href="/" isHere={path === "/" || path.startsWith("/runs")} icon={<RunIcon />}>
        {app.runs}
      </NavigationLink>
      <NavigationLink href="/import" isHere={path === "/import"} icon={<AddIcon />}>
        {app.add}
      </NavigationLink>
      <NavigationLink href="/settings" isHere={SETTINGS_PATHS.test(path)} icon={<SettingsIcon />}>
        {app.settings}
      </NavigationLink>
    </nav>
  );
}

/** Takes focus to the new screen, as a page load would, and to its top unless the reader went back. */
function useScreenFocus(path: string) {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [path]);
  return main;
}

/** The frame. */
export function Frame({ children }: { children: ReactNode }) {
  const [path] = useLocation();
  const main = useScreenFocus(path);
  return (
    <div className="frame">
      <SkipLink targetId={MAIN_ID} />
      <Navigation />
      <main className="frame__main" id={MAIN_ID} tabIndex={-1} ref={main}>
        <Notices />
        <ImportStrip />
        {children}
      </main>
      <FileIntake />
      <ToastRegion />
    </div>
  );
}
