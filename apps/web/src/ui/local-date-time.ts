// Instants as the text that <input type="datetime-local"> speaks: "2026-03-01T07:45", on the device's own clock.

/** An instant, ms since 1970, as local text to the minute. */
export function toLocalText(atMs: number): string {
  const at = new Date(atMs);
  const two = (part: number) => String(part).padStart(2, "0");
  const day = `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The instant of local text, ms since 1970; null when it is not a date and time. */
export function fromLocalText(text: string): number | null {
  if (!/^\d{4,6}-\d\d-\d\dT\d\d:\d\d/.test(text)) return null;
  const atMs = new Date(text).getTime();
  return Number.isFinite(atMs) ? atMs : null;
}
