// A part of a page with its own heading; a landmark of that name.
import { useId, type ReactNode } from "react";
import "./section.css";

export interface SectionProps {
  title: string;
  children: ReactNode;
  /** Stands at the end of the heading line: a plain button or a link. */
  action?: ReactNode;
  /** One sentence below the heading. */
  lead?: ReactNode;
  /** Depth in the page: 2 under the page's title, 3 inside a section. */
  level?: 2 | 3 | undefined;
  /** Anchor, for links into the page. */
  id?: string | undefined;
}

/** Heading and what belongs under it. */
export function Section({ title, children, action, lead, level = 2, id }: SectionProps) {
  const headingId = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className={`section section--${level}`} aria-labelledby={headingId} id={id}>
      <div className="section__head">
        <Heading className="section__title" id={headingId}>
          {title}
        </Heading>
        {action}
      </div>
      {lead !== undefined && <p className="section__lead">{lead}</p>}
      {children}
    </section>
  );
}
