// English of sync as a runner sees it: a line on Home, a line on a run, values that two devices changed at once. Loaded
// once somebody is signed in.
import { pluralOf } from "../plural.ts";

const plural = pluralOf("en");

export const syncing = {
  label: "Sync",
  synced: (when: string) => `Synchronised ${when}`,
  running: "Synchronising…",
  waiting: (count: number, shown: string) =>
    plural(count, { one: `${shown} run waiting`, other: `${shown} runs waiting` }),
  conflicts: (count: number, shown: string) =>
    plural(count, { one: `${shown} run needs a decision`, other: `${shown} runs need a decision` }),
  away: (since: string) => `Server away since ${since}`,
  awayNever: "Server away",
  signedOut: "Signed out on this device: changes wait.",
  signIn: "Sign in",
  stopped: "Sync has stopped",
  now: "Sync now",
  run: {
    here: "Only on this device",
    waiting: "Waits for the server",
    uploading: (part: string) => `Uploading ${part}`,
    analysing: "On the server, being analysed there",
    there: "On the server",
    failed: "The server could not take it",
    changed: "Changes wait for the server",
  },
  conflict: {
    title: "Changed in two places",
    text: "Somebody changed this elsewhere before this device's change arrived. Nothing is lost: choose.",
    fields: {
      name: "Name",
      notes: "Notes",
      startedAtUtc: "Start",
      sides: "Feet",
      isDeleted: "Deleted",
      removed: "Removed for good",
    },
    there: "Now",
    asked: (device: string) => `From ${device}`,
    at: (when: string) => `arrived ${when}`,
    thisDevice: "this device",
    unknownDevice: "another device",
    takeAsked: "Use this one",
    keep: "Keep as it is",
    empty: "empty",
    deleted: "deleted",
    notDeleted: "not deleted",
    slot: (number: string, side: string) => `${number}: ${side}`,
  },
};

/** The shape of every language's texts about sync. */
export type SyncingTexts = typeof syncing;
