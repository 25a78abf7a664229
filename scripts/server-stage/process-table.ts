// Processes and what the system tells of them. Comes in: numbers and files. Goes out: numbers, signals sent.
import { readdirSync, readFileSync } from "node:fs";

/** A number that a file of the system tells; null: there is no such file, or nothing in it. */
export function readNumber(path: string, pattern: RegExp): number | null {
  try {
    const found = pattern.exec(readFileSync(path, "utf8"))?.[1];
    return found === undefined ? null : Number(found);
  } catch {
    return null;
  }
}

/** Processes of a parent. */
function childrenOf(parentPid: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name) && readNumber(`/proc/${name}/stat`, /\) \S (\d+) /u) === parentPid)
    .map(Number);
}

/** A signal for a process, or for it and its children. False: it is not there. */
export function signalProcesses(pid: number, signal: NodeJS.Signals, withChildren: boolean): boolean {
  try {
    for (const each of withChildren ? [pid, ...childrenOf(pid)] : [pid]) process.kill(each, signal);
    return true;
  } catch {
    return false; // it is between two lives
  }
}
