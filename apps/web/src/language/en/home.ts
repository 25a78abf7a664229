// English of the list of runs and of the first visit.
import { pluralOf } from "../plural.ts";

const plural = pluralOf("en");

export const home = {
  title: "Your runs",
  welcomeTitle: "Understand the run your shoe recorded",
  welcomeText:
    "Drop the recording of one or both feet. It is analysed here, on this device, with the same program that runs in the shoe. No account, nothing is sent anywhere.",
  demoAction: "Try a demo run",
  demoHint: "A virtual runner makes a recording in a few seconds.",
  chooseAction: "Choose recordings",
  chooseHint: "One or two CSV files, also .gz",
  dropHint: "or drop them anywhere",
  dropNow: "Drop the recordings of one or both feet",
  howToRecord: "How do I get a recording?",
  howToRecordText:
    "Any motion sensor on the shoe will do that samples 80 to 450 times a second and writes a CSV with seconds, specific force (m/s²) and angular rate (rad/s), one file a foot. The guide in the documentation shows it step by step.",
  promiseDevice: "Stays on this device",
  promiseOffline: "Works without a network",
  promiseSure: "Every figure says how sure it is",
  count: (count: number, shown: string) => plural(count, { one: `${shown} run`, other: `${shown} runs` }),
  /** After a pace: what it is the pace of. */
  paceWhile: { run: "while running", walk: "while walking", stairs: "on stairs" },
  thisWeek: "This week",
  weekOf: (date: string, distance: string) => `Week of ${date}: ${distance}`,
  totalDistance: "in all",
  onlyShoe: "Only a shoe can tell",
  deleted: (name: string) => `“${name}” was deleted.`,
  open: (name: string) => `Open “${name}”`,
  empty: "no strides",
  noDistance: "no walking or running",
  rename: "Rename",
  save: "Save",
  renameTitle: "Rename the run",
  nameLabel: "Name",
  delete: "Delete",
  menuOf: (name: string) => `More about “${name}”`,
  resuming: (name: string) => `“${name}” was interrupted and goes on from the stored recording.`,
  resumeNow: "Go on",
  resumeForget: "Forget it",
  stuck: (name: string) => `The import of “${name}” broke off more than once. Its recording is stored on this device.`,
  lost: (files: string) =>
    `The import of ${files} was interrupted before the files were stored. They are still where they were: choose them again.`,
  insecureTitle: "Some functions are missing at this address",
  insecureText:
    "Browsers allow the following only over HTTPS or on this very machine: installing the app and starting it offline, receiving shared files, and protecting stored runs from being cleared. Everything else works.",
  insecureHow: "How to trust this server",
  oneFoot: (side: string) => `only the ${side}`,
};
