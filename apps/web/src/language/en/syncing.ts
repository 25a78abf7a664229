// English of sync as a runner sees it: a line on Home, a line on a run, values that two devices changed at once. Loaded
// once somebody is signed in.
import { pluralOf } from "../plural.ts";

const plural = pluralOf("en");

export const syncing = {
  label: "Sync",
  synced: (when: string) => `Synchronised ${when}`,
  neverSynced: "Not synchronised yet",
  running: "Synchronising…",
  waiting: (count: number, shown: string) =>
    plural(count, { one: `${shown} run waiting`, other: `${shown} runs waiting` }),
  conflicts: (count: number, shown: string) =>
    plural(count, { one: `${shown} run needs a decision`, other: `${shown} runs need a decision` }),
  coming: (count: number, shown: string) =>
    plural(count, { one: `${shown} run on its way here`, other: `${shown} runs on their way here` }),
  away: (since: string) => `Server away since ${since}`,
  offline: (since: string) => `Offline since ${since}`,
  signedOut: "Signed out on this device",
  signIn: "Sign in",
  account: "Account",
  now: "Sync now",
  errors: {
    "consent-missing": "The server takes no runs until you allow their analysis.",
    other: "Sync has stopped; it is tried again by itself.",
  },
  run: {
    label: "Where this run is",
    here: "Only on this device",
    bringDemo: "Put this demo on the server too",
    waiting: "Only on this device; waits for the server",
    uploading: "Uploading",
    uploadingPart: (part: string) => `Uploading ${part}`,
    analysing: "On the server, which analyses it",
    there: "On the server",
    failed: "On the server, which could not analyse it",
    refused: "Only on this device; the server does not take it",
    changed: "On the server; a change waits",
  },
  failed: {
    title: "The server could not analyse",
    unknown: "The server does not say why.",
    reasons: {
      "consent-missing":
        "You do not allow the analysis of your runs. The recordings are kept: allow it under Account, then analyse again.",
      "analysis-broke":
        "The server failed at this run; its operator finds the reason at its terminal. The recordings are kept: try again later.",
    },
    again: "Analyse again",
    save: (file: string) => `Save ${file}`,
    delete: "Delete",
  },
  conflict: {
    title: "Changed in two places",
    reasons: {
      late: "Somebody changed this elsewhere before this change arrived. Nothing is lost: choose.",
      "same-run": "The same recording was on the server already, with another value. Choose.",
      purged: "This run was removed for good elsewhere and changed here. Choose.",
      other: "The server did not take this value. Choose.",
    },
    fields: {
      name: "Name",
      notes: "Notes",
      startedAtUtc: "Start",
      sides: "Feet",
      isDeleted: "Deleted",
      removed: "The run",
    },
    there: "As it is",
    asked: (device: string) => `From ${device}`,
    askedHere: "From this device",
    at: (when: string) => `arrived ${when}`,
    takeAsked: "Use this",
    keep: "Keep",
    removedThere: "Removed for good",
    removedHere: "As it is on this device",
    bringAnew: "Keep as a new run",
    removeToo: "Remove here too",
    decided: "Decided; the server will hear of it.",
    empty: "empty",
    deleted: "deleted",
    notDeleted: "not deleted",
    foot: (number: string, side: string) => `${number}: ${side}`,
  },
};

/** The shape of every language's texts about sync. */
export type SyncingTexts = typeof syncing;
