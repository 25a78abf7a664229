// What is said when the device has no room.
import { expect, it } from "vitest";
import { en } from "../../language/en/index.ts";
import { noRoomText } from "./no-room-text.ts";

const format = { bytes: (bytes: number) => `${bytes} B` };
const say = (availableBytes: number | null, keepsSamples = true): string =>
  noRoomText(en.importing, format, { kind: "no-room", neededBytes: 15, availableBytes }, keepsSamples);

it("[APP25] what is free is told only where it is less than what is needed", () => {
  expect(say(9)).toMatch(/needs 15 B.* allows 9 B/);
  expect(say(11_000)).not.toMatch(/11000/);
  expect(say(11_000)).toMatch(/needs 15 B/);
  expect(say(null)).toMatch(/needs 15 B/);
});

it("[APP25] a refusal without the samples does not ask for the samples' room", () => {
  expect(say(9, false)).not.toMatch(/15 B|9 B/);
});
