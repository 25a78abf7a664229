// Scrolling by keyboard where there is only text. Comes in: an element that scrolls. Goes out: whether it needs a tab stop
// of its own; not every browser gives it one.
import { type RefObject, useEffect, useState } from "react";

/** What the keyboard reaches anyway; it scrolls along with the focus. */
const REACHED = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";

/** True while the element scrolls and nothing in it takes the focus. */
export function useScrollStop(region: RefObject<HTMLElement | null>): boolean {
  const [isStop, setIsStop] = useState(false);
  useEffect(() => {
    const element = region.current;
    if (element === null) return undefined;
    const look = () => {
      const doesScroll = element.scrollHeight > element.clientHeight + 1;
      setIsStop(doesScroll && element.querySelector(REACHED) === null);
    };
    const sizes = new ResizeObserver(look);
    const content = new MutationObserver(look);
    sizes.observe(element);
    content.observe(element, { childList: true, subtree: true, characterData: true });
    return () => {
      sizes.disconnect();
      content.disconnect();
    };
  }, [region]);
  return isStop;
}
