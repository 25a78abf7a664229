// The name that a new run gets until the runner gives it a better one: by the time of day it started.
import type { Messages } from "../language/messages.ts";

/** First hour of each part of the day, latest first. */
const PARTS = [
  [21, "nameNight"],
  [17, "nameEvening"],
  [14, "nameAfternoon"],
  [11, "nameNoon"],
  [4, "nameMorning"],
  [0, "nameNight"],
] as const;

/** "Morning run" and the like; hour 0…23 on the runner's clock. */
export function usualRunName(importing: Messages["importing"], hour: number): string {
  const [, key] = PARTS.find(([firstHour]) => hour >= firstHour) ?? PARTS[0];
  return importing[key];
}
