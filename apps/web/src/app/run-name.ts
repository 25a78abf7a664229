// The names that a new run gets until the runner gives it a better one: by the time of day it started, and by whether
// it turns out to be a walk.
import type { Messages } from "../language/messages.ts";

/** First hour of each part of the day, latest first. */
const PARTS = [
  [21, "night"],
  [17, "evening"],
  [14, "afternoon"],
  [11, "noon"],
  [4, "morning"],
  [0, "night"],
] as const;

/** What a run is called, and what if its strides are a walk's: that is known when it was analysed. */
export interface UsualNames {
  name: string;
  walkName: string;
}

/** "Morning run" or "Morning walk" and the like; hour 0…23 on the runner's clock. */
export function usualNames({ runNames, walkNames }: Messages["importing"], hour: number): UsualNames {
  const [, part] = PARTS.find(([firstHour]) => hour >= firstHour) ?? PARTS[0];
  return { name: runNames[part], walkName: walkNames[part] };
}
