// The door of `terms`: the nouns that every room shares.
export * from "./errors.ts";
export * from "./limits.ts";
export * from "./recording.ts";
export * from "./run.ts";
export { cleanName, cleanNotes, cleanWord, NOTES_MAX_UNITS } from "./run-text.ts";
export * from "./stride.ts";
export * from "./units.ts";
