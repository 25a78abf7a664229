// A database that is stopped, in several ways, by somebody else. Comes in: a server with its own PostgreSQL, or a given one. Goes
// out: reports.
import type { Harm } from "./fault-stage.ts";
import { type Fault, type FaultParts, type FaultReport, sufferAgain } from "./fault.ts";

/** How long a database hangs: longer than the server lets anybody wait for it. Milliseconds. */
const HANG_MS = 12_000;
/** How long a given database is down. Milliseconds. */
const DOWN_MS = 2000;

/** Somebody stops the server's own; the server starts it again. A stop within a write is told, between two it is not seen. */
function ownStopped(parts: FaultParts): Promise<FaultReport> {
  const { server } = parts.stage;
  const stop = (signal: NodeJS.Signals): Harm => ({
    begin: () => void server.signalPostgres(signal),
    end: () => undefined,
    holdMs: 1500,
    refusedMinCount: 0,
    isReadable: false,
  });
  const hang: Harm = {
    begin: () => void server.signalPostgres("SIGSTOP", "everybody"),
    end: () => void server.signalPostgres("SIGCONT", "everybody"),
    holdMs: HANG_MS,
    refusedMinCount: 3,
    isReadable: false,
  };
  return sufferAgain(parts, [stop("SIGTERM"), stop("SIGINT"), hang]);
}

function givenOf({ given }: FaultParts): NonNullable<FaultParts["given"]> {
  if (given === null) throw new Error("this fault needs a given PostgreSQL");
  return given;
}

/** Nothing listens there for a while; then it hangs. */
function givenStopped(parts: FaultParts): Promise<FaultReport> {
  const given = givenOf(parts);
  const stop: Harm = {
    begin: () => given.stop(),
    end: () => given.start(),
    holdMs: DOWN_MS,
    refusedMinCount: 10,
    isReadable: false,
  };
  const hang: Harm = {
    begin: () => given.signalAll("SIGSTOP"),
    end: () => given.signalAll("SIGCONT"),
    holdMs: HANG_MS,
    refusedMinCount: 3,
    isReadable: false,
  };
  return sufferAgain(parts, parts.counts.roundCount > 1 ? [stop, hang] : [stop]);
}

export const DATABASE_FAULTS: readonly Fault[] = [
  {
    name: "database-stopped",
    what: "the server's own PostgreSQL is told to stop (SIGTERM, SIGINT) and hangs (SIGSTOP of all its processes)",
    server: "own",
    run: ownStopped,
  },
  {
    name: "given-database-stopped",
    what: "the PostgreSQL of DATABASE_URL is stopped (connection refused) and hangs",
    server: "given",
    run: givenStopped,
  },
];
