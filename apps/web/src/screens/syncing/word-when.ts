// How long ago, as people say it: now, minutes, hours, days. Pure.
const STEPS: readonly (readonly [limitSec: number, unit: Intl.RelativeTimeFormatUnit, sec: number])[] = [
  [60, "second", 60],
  [3600, "minute", 60],
  [86_400, "hour", 3600],
  [Infinity, "day", 86_400],
];

/** "now", "5 minutes ago", "yesterday". A clock that was turned back makes it now. */ // SGN12
export function wordWhen(tag: string, atMs: number, nowMs: number): string {
  const agoSec = Math.max(0, (nowMs - atMs) / 1000);
  const [, unit, sec] = STEPS.find(([limitSec]) => agoSec < limitSec) ?? [0, "day" as const, 86_400];
  const count = Math.floor(agoSec / sec);
  return new Intl.RelativeTimeFormat(tag, { numeric: "auto" }).format(count === 0 ? 0 : -count, unit);
}
