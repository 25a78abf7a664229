// npm run admin: the operator's commands at the terminal, beside a running server or without one. Comes in: words and the
// server's environment. Goes out: what was done on stdout. Exit: 0 done, 1 not, 2 wrong usage.
import { runProgram, settingsOfServer, tell } from "../backup/command-line.ts";
import { Refusal, wrongSetting } from "../refusal.ts";
import type { Services } from "../services.ts";
import * as commands from "./admin-commands.ts";
import { withServices } from "./admin-services.ts";
import { adoptBucket, copyObjects } from "./copy-objects.ts";

const HELP = `npm run admin -- COMMAND     looks after a server, while it runs or not

  status                          runners, runs, jobs, storage, versions
  list-runners                    e-mail, role and number of runs of everybody
  invite [--role runner|operator] [--days N]   a link for one new account (default runner, 7 days)
  make-operator EMAIL             lets somebody look after the server
  reset-password EMAIL            a link for a new password, for an hour and one use
  revoke-sessions EMAIL           signs somebody out everywhere
  delete-runner EMAIL --yes       deletes an account with every run and recording, for good
  recompute --all | --run ID      analyses runs again, with this version
  sweep                           removes what no run needs any more
  copy-objects --to s3|files      copies every recording into the bucket that is set, or from there into files
  adopt-bucket --yes              makes the bucket's prefix this server's, when the server that it was of is gone
  help                            this text

  --url ORIGIN                    where runners reach the server, for links (default http://localhost:PORT)

The data folder is SOLEWISE_HOME, the database DATABASE_URL, as for npm start.
Backup and restore: npm run backup -- --help, npm run restore -- --help
`;

const DAYS_MAX = 365;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** Words of the command line: plain ones, flags, and options with their value. */
class Words {
  readonly plain: string[] = [];
  readonly #flags = new Set<string>();
  readonly #values = new Map<string, string>();

  constructor(args: readonly string[], withValue: readonly string[], flags: readonly string[]) {
    for (let index = 0; index < args.length; index++) {
      const word = args[index] ?? "";
      if (!word.startsWith("--")) this.plain.push(word);
      else if (flags.includes(word)) this.#flags.add(word);
      else if (withValue.includes(word)) this.#values.set(word, args[++index] ?? "");
      else
        throw wrongSetting("npm run admin --", [...withValue, ...flags].join(", "), word, "See: npm run admin -- help");
    }
  }

  has = (flag: string): boolean => this.#flags.has(flag);
  value = (name: string): string | null => this.#values.get(name) ?? null;
}

function originOf(words: Words, port: number): string {
  const given = words.value("--url") ?? `http://localhost:${port}`;
  if (/^https?:\/\/./u.test(given) && URL.canParse(given)) return new URL(given).origin;
  throw wrongSetting("--url", "an address such as https://solewise.example.org", given, "");
}

function roleOf(words: Words): "runner" | "operator" {
  const role = words.value("--role") ?? "runner";
  if (role === "runner" || role === "operator") return role;
  throw wrongSetting("--role", "runner or operator", role, "");
}

function daysOf(words: Words): number {
  const text = words.value("--days") ?? "7";
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= DAYS_MAX) return days;
  throw wrongSetting("--days", `a whole number from 1 to ${DAYS_MAX}`, text, "");
}

function runOf(words: Words): string | null {
  const runId = words.value("--run");
  if (words.has("--all") !== (runId === null))
    throw wrongSetting("recompute", "--all, or --run ID", "both or neither", "");
  if (runId === null || UUID.test(runId)) return runId;
  throw wrongSetting("--run", "the id of a run", runId, "");
}

function targetOf(words: Words): "s3" | "files" {
  const target = words.value("--to");
  if (target === "s3" || target === "files") return target;
  throw wrongSetting("--to", "s3 or files", target ?? "nothing", "");
}

type Command = (words: Words, email: string, origin: string) => (services: Services) => Promise<string>;

/** What each command does; those with `EMAIL` take one word more. Words are judged before a database is opened. */
const COMMANDS: Readonly<Record<string, { takesEmail: boolean; command: Command }>> = {
  status: { takesEmail: false, command: () => commands.showStatus },
  "list-runners": { takesEmail: false, command: () => commands.listRunners },
  sweep: { takesEmail: false, command: () => commands.sweep },
  "copy-objects": {
    takesEmail: false,
    command: (words) => {
      const target = targetOf(words);
      return (services) => copyObjects(services, target);
    },
  },
  "adopt-bucket": {
    takesEmail: false,
    command: (words) => (services) => adoptBucket(services, words.has("--yes")),
  },
  invite: {
    takesEmail: false,
    command: (words, _email, origin) => {
      const wish = { role: roleOf(words), days: daysOf(words) };
      return (services) => commands.invite(services, wish, origin);
    },
  },
  recompute: {
    takesEmail: false,
    command: (words) => {
      const runId = runOf(words);
      return (services) => commands.recompute(services, runId);
    },
  },
  "make-operator": {
    takesEmail: true,
    command: (_words, email) => (services) => commands.makeOperator(services, email),
  },
  "reset-password": {
    takesEmail: true,
    command: (_words, email, origin) => (services) => commands.resetPassword(services, email, origin),
  },
  "revoke-sessions": {
    takesEmail: true,
    command: (_words, email) => (services) => commands.revokeSessions(services, email),
  },
  "delete-runner": {
    takesEmail: true,
    command: (words, email) => (services) => commands.deleteRunner(services, email, words.has("--yes")),
  },
};

await runProgram(HELP, async (args) => {
  const words = new Words(args, ["--role", "--days", "--run", "--url", "--to"], ["--all", "--yes"]);
  const [name, email = "", ...others] = words.plain;
  if (name === undefined || name === "help") return HELP;
  const known = COMMANDS[name];
  if (known === undefined || !Object.hasOwn(COMMANDS, name))
    throw wrongSetting(
      "npm run admin --",
      `one of ${Object.keys(COMMANDS).join(", ")}`,
      name,
      "See: npm run admin -- help",
    );
  if (known.takesEmail !== (email !== "") || others.length > 0)
    throw wrongSetting(
      name,
      known.takesEmail ? "one e-mail" : "no further word",
      words.plain.slice(1).join(" ") || "nothing",
      "",
    );
  const settings = settingsOfServer();
  const command = known.command(words, email, originOf(words, settings.port));
  return withServices(settings, tell, async (services) => {
    try {
      return await command(services);
    } catch (error) {
      throw error instanceof Error && error.name === "Problem" ? new Refusal(error.message) : error;
    }
  });
});
