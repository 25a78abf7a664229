// Colours of canvases from the design tokens, as the page has them now: a canvas does not know custom properties.

/** Resolved colours, as CSS text. */
export interface ChartInk {
  left: string;
  right: string;
  both: string;
  text: string;
  grid: string;
  font: string;
}

/** Reads the tokens through an element that is styled by them. */
export function readInk(host: HTMLElement): ChartInk {
  const probe = document.createElement("span");
  host.append(probe);
  const colour = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const ink = {
    left: colour("--left"),
    right: colour("--right"),
    both: colour("--both"),
    text: colour("--text-soft"),
    grid: colour("--line"),
    font: `11px ${getComputedStyle(host).fontFamily}`,
  };
  probe.remove();
  return ink;
}

/** Calls `listener` when the page turns light or dark. Goes out: the way to stop. */
export function followTheme(listener: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = new MutationObserver(listener);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  system.addEventListener("change", listener);
  return () => {
    system.removeEventListener("change", listener);
    chosen.disconnect();
  };
}
