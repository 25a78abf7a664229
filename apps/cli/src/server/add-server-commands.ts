// The grammar of the commands that ask a server. Comes in: the program. Goes out: login, logout, whoami, upload, runs.
import type { Command, Option } from "commander";
import type { UploadOptions } from "./describe-upload.ts";
import type { LoginOptions } from "./login-command.ts";
import type { RunsOptions } from "./runs-command.ts";

/** Pieces of the grammar that other commands have too. */
interface SharedGrammar {
  footFile: (text: string, previous: string | undefined) => string;
  widthOption: () => Option;
}

const LOGIN_EXAMPLES = `
Examples:
  solewise login https://shoe.example
  solewise login localhost:8787                              this machine, as npm start serves it
  solewise login https://shoe.example --email ana@example.org --password-stdin < password.txt

The session is kept in $XDG_CONFIG_HOME/solewise/session.json (else ~/.config), readable by you alone; the password is not.`;

const UPLOAD_EXAMPLES = `
Examples:
  solewise upload walk.left.imu.csv walk.right.imu.csv      the side from the file or its name
  solewise upload --left l.csv --right r.csv --name "Along the river" --started-at 2026-05-01T07:30:00+02:00
  id=$(solewise upload run.csv)                             the run's id is all that is on stdout

The same recordings are the same run: a repeat sends nothing, and one that broke off goes on where it stopped.
Exit code: 0 the server has it, 1 it has not, 2 wrong usage.`;

const RUNS_EXAMPLES = `
Examples:
  solewise runs
  solewise runs --json > runs.json
  solewise runs show 0198c1f0-0000-7000-8000-000000000000
  solewise runs show 0198c1f0-0000-7000-8000-000000000000 --json     as solewise analyze --json prints it`;

function addSession(program: Command): void {
  program
    .command("login")
    .summary("sign in at a server")
    .description("Sign in at a server; the other commands use that session.")
    .argument("<origin>", "address of the server")
    .option("--email <address>", "asked for without it")
    .option("--password-stdin", "the password is the first line of standard input")
    .addHelpText("after", LOGIN_EXAMPLES)
    .action(async (origin: string, options: LoginOptions) => {
      const { loginCommand } = await import("./login-command.ts");
      await loginCommand(origin, options);
    });
  program
    .command("logout")
    .summary("end the session")
    .description("End the session at the server and forget it here.")
    .addHelpText("after", "\nExamples:\n  solewise logout")
    .action(async () => {
      const { logoutCommand } = await import("./login-command.ts");
      await logoutCommand();
    });
  program
    .command("whoami")
    .summary("who is signed in, and where")
    .description("Tell who is signed in, and where.")
    .addHelpText("after", "\nExamples:\n  solewise whoami")
    .action(async () => {
      const { whoamiCommand } = await import("./login-command.ts");
      await whoamiCommand();
    });
}

function addUpload(program: Command, { footFile }: SharedGrammar): void {
  program
    .command("upload")
    .summary("bring a run to the server")
    .description("Bring the recordings of one run to the server that you are signed in at.")
    .argument("[files...]", "recordings whose side is told by their `# side=` line or their name")
    .option("--left <file>", "recording of the left foot; - is standard input", footFile)
    .option("--right <file>", "recording of the right foot; - is standard input", footFile)
    .option("--name <name>", "what the run is called (default: the file's name)")
    .option(
      "--started-at <instant>",
      "when it began, with its zone (default: as the recording says, else the file's date)",
    )
    .option("--demo", "take recordings of the virtual runner; they do not count")
    .addHelpText("after", UPLOAD_EXAMPLES)
    .action(async (files: string[], options: UploadOptions) => {
      const { uploadCommand } = await import("./upload-command.ts");
      await uploadCommand(files, options);
    });
}

function addRuns(program: Command, { widthOption }: SharedGrammar): void {
  const runs = program
    .command("runs")
    .summary("list the runs at the server, or show one")
    .description("List your runs at the server, newest first, or show one.")
    .option("--json", "one JSON object on stdout")
    .addOption(widthOption())
    .addHelpText("after", RUNS_EXAMPLES)
    .action(async (options: RunsOptions) => {
      const { runsCommand } = await import("./runs-command.ts");
      await runsCommand(options);
    });
  runs
    .command("show")
    .summary("show one run")
    .description("Show one run; with --json its analysis, byte for byte as `solewise analyze --json` prints it.")
    .argument("<id>", "the run's id")
    .option("--json", "the analysis as JSON on stdout")
    .addOption(widthOption())
    .addHelpText("after", RUNS_EXAMPLES)
    .action(async (runId: string, _options: RunsOptions, command: Command) => {
      const { showRunCommand } = await import("./runs-command.ts");
      await showRunCommand(runId, command.optsWithGlobals<RunsOptions>());
    });
}

/** Adds them. */
export function addServerCommands(program: Command, shared: SharedGrammar): void {
  addSession(program);
  addUpload(program, shared);
  addRuns(program, shared);
}
