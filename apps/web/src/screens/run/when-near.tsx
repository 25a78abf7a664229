// Makes its content when it comes within a screen of being seen; until then it keeps the room free.
import { type ReactNode, Suspense, useEffect, useRef, useState } from "react";

/** How far below the screen content is made, as a share of the screen's height. */
const NEAR = "100%";

export interface WhenNearProps {
  children: ReactNode;
  /** Height that the content will about have. */
  minHeightRem: number;
}

/** A place for content that is not needed yet. Printing makes all of it. */
export function WhenNear({ children, minHeightRem }: WhenNearProps) {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    if (place.current === null || isNear) return undefined;
    const show = () => setIsNear(true);
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && show(), {
      rootMargin: `0px 0px ${NEAR} 0px`,
    });
    observer.observe(place.current);
    window.addEventListener("beforeprint", show);
    return () => {
      observer.disconnect();
      window.removeEventListener("beforeprint", show);
    };
  }, [isNear]);
  const waiting = <div style={{ minHeight: `${minHeightRem}rem` }} />;
  if (isNear) return <Suspense fallback={waiting}>{children}</Suspense>;
  return <div ref={place} style={{ minHeight: `${minHeightRem}rem` }} />;
}
