// The command line's grammar. Comes in: arguments. Goes out: an exit code, after the command has run.
// Commands are loaded when they are called, so that --help does not wait for the engine.
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { AnalyzeOptions } from "./analyze/analyze-command.ts";
import type { CalibrateOptions } from "./calibrate/calibrate-command.ts";
import type { DemoOptions } from "./demo/demo-command.ts";
import { addServerCommands } from "./server/add-server-commands.ts";
import type { TourOptions } from "./tour/tour-command.ts";
import { EXIT_DONE, EXIT_USAGE } from "./exit-codes.ts";
import { chooseWidthColumns, SCREEN_MAX_COLUMNS, SCREEN_MIN_COLUMNS } from "./terminal/screen.ts";
import { printableLines } from "./terminal/text.ts";
import { VERSION } from "./version.ts";

/** A file or folder; an option in its place means that the name was left out. */
function pathName(text: string): string {
  if (text === "") throw new InvalidArgumentError("The name is empty.");
  if (text.startsWith("--"))
    throw new InvalidArgumentError(`A name is missing before it; ./${text} is a file of that name.`);
  return text;
}

/** A file for one foot: a second one would silently replace the first. */
function footFile(text: string, previous: string | undefined): string {
  if (previous !== undefined)
    throw new InvalidArgumentError(`${previous} was given before, and a foot has one recording.`);
  return pathName(text);
}

/** A number option with a range that a typing mistake leaves. */
function numberBetween(low: number, high: number, unit: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/u.test(text) || !(value >= low && value <= high)) {
      throw new InvalidArgumentError(`It must be a number from ${low} to ${high}${unit}.`);
    }
    return value;
  };
}

function wholeBetween(low: number, high: number): (text: string) => number {
  const parse = numberBetween(low, high, "");
  return (text) => {
    if (!/^\d+$/u.test(text)) throw new InvalidArgumentError(`It must be a whole number from ${low} to ${high}.`);
    return parse(text);
  };
}

function widthOption(): Option {
  return new Option("--width <columns>", "columns of the report (default: the terminal's, or COLUMNS)").argParser(
    wholeBetween(SCREEN_MIN_COLUMNS, SCREEN_MAX_COLUMNS),
  );
}

function unitsOption(): Option {
  return new Option("--units <units>", "units of the report").choices(["metric", "imperial"]).default("metric");
}

function seedOption(): Option {
  return new Option("--seed <number>", "the same seed makes the same files")
    .argParser(wholeBetween(0, 0xff_ff_ff_ff))
    .default(1);
}

const ANALYZE_EXAMPLES = `
Examples:
  solewise analyze --left walk.left.imu.csv --right walk.right.imu.csv
  solewise analyze walk.left.imu.csv walk.right.imu.csv     the side from the file or its name
  solewise analyze run.csv --units imperial                 one shoe is enough
  solewise analyze --left l.csv --right r.csv --json > run.json
  zcat left.csv.gz | solewise analyze --left - --strides    - is standard input

A recording is a CSV of one foot: time_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z in s, m/s2, rad/s, 80 to 450 Hz.
Exit code: 0 analysed, 1 the input cannot be used, 2 wrong usage.`;

const CALIBRATE_EXAMPLES = `
Examples:
  solewise calibrate --left l.csv --right r.csv --known-distance-meters 2000
  solewise calibrate l2.csv r2.csv --known-distance-meters 5000 --shoe shoe.json     goes on with it
  solewise calibrate l3.csv r3.csv --track fixes.csv --shoe shoe.json                by a satellite receiver
  solewise analyze --left l.csv --right r.csv --shoe shoe.json

For a known distance the recordings hold it and nothing else: laps of a track, a measured course, a race.
Exit code: 0 calibrated, 1 the input cannot be used, 2 wrong usage.`;

const DEMO_EXAMPLES = `
Examples:
  solewise demo                        writes demo.left.imu.csv, demo.right.imu.csv and demo.truth.json here
  solewise demo --list                 names the courses
  solewise demo --preset sprint --seed 7 --out /tmp/sprint
  solewise analyze demo.left.imu.csv demo.right.imu.csv

Nobody ran these recordings: a virtual runner with exactly known strides made them.`;

const TOUR_EXAMPLES = `
Examples:
  solewise tour                        a demo recording through the whole pipeline, then how to analyse your own
  solewise tour --preset stairs --seed 3`;

const PROGRAM_EXAMPLES = `
Examples:
  solewise tour                                             see what it does, with demo data
  solewise analyze walk.left.imu.csv walk.right.imu.csv     analyse your own recording
  solewise analyze --left l.csv --right r.csv --json        the same for programs
  solewise login https://shoe.example                       your runs at a server: upload, runs
  solewise help analyze                                     everything about one command`;

function addAnalyze(program: Command): void {
  program
    .command("analyze")
    .summary("turn recordings of one or two shoes into strides and a report")
    .description("Turn the recordings of one or two shoes into strides, a run and a report.")
    .argument("[files...]", "recordings whose side is told by their `# side=` line or their name")
    .option("--left <file>", "recording of the left foot; - is standard input", footFile)
    .option("--right <file>", "recording of the right foot; - is standard input", footFile)
    .addOption(new Option("--body-mass-kg <number>", "for forces and energy").argParser(numberBetween(10, 300, " kg")))
    .addOption(new Option("--body-height-cm <number>", "for leg stiffness").argParser(numberBetween(50, 250, " cm")))
    .option("--feet-unsynchronised", "the two recordings do not share a clock")
    .option("--shoe <file>", "what solewise calibrate wrote for this pair of shoes", pathName)
    .option("--json", "one JSON object on stdout instead of the report")
    .option("--strides", "add a table of every stride to the report")
    .addOption(unitsOption())
    .addOption(widthOption())
    .addHelpText("after", ANALYZE_EXAMPLES)
    .action(async (files: string[], options: AnalyzeOptions) => {
      const { analyzeCommand } = await import("./analyze/analyze-command.ts");
      await analyzeCommand(files, options);
    });
}

function addCalibrate(program: Command): void {
  program
    .command("calibrate")
    .summary("teach a pair of shoes with a known distance or a satellite track")
    .description("Teach one or two shoes their own length coefficients with a known distance or a satellite track.")
    .argument("[files...]", "recordings whose side is told by their `# side=` line or their name")
    .option("--left <file>", "recording of the left foot; - is standard input", footFile)
    .option("--right <file>", "recording of the right foot; - is standard input", footFile)
    .addOption(
      new Option("--known-distance-meters <number>", "length of the whole recording").argParser(
        numberBetween(20, 500_000, " m"),
      ),
    )
    .addOption(
      new Option(
        "--distance-uncertainty-meters <number>",
        "how well it is known: half of its 90 % interval (default: 0.5 % and 2 m)",
      ).argParser(numberBetween(0.01, 10_000, " m")),
    )
    .option("--track <file>", "a satellite receiver's fixes instead: docs/protocol/track-csv.md", pathName)
    .option("--feet-unsynchronised", "the two recordings do not share a clock")
    .option("--shoe <file>", "what calibrate wrote before, to go on with", pathName)
    .option("--out <file>", "where to write (default: the --shoe file, else shoe.json)", pathName)
    .option("--force", "replace a file that is there")
    .addHelpText("after", CALIBRATE_EXAMPLES)
    .action(async (files: string[], options: CalibrateOptions) => {
      const { calibrateCommand } = await import("./calibrate/calibrate-command.ts");
      await calibrateCommand(files, options);
    });
}

function addDemo(program: Command): void {
  program
    .command("demo")
    .summary("write recordings of a virtual runner")
    .description("Write the recordings of both shoes of a virtual runner, and the exact truth about every stride.")
    .option("--out <folder>", "where to write; made if it is not there", pathName, ".")
    .addOption(seedOption())
    .option("--preset <name>", "course and runner; --list names them", "demo")
    .addOption(
      new Option(
        "--duration-sec <number>",
        "one steady stretch of this length instead of the preset's course",
      ).argParser(numberBetween(10, 36_000, " s")),
    )
    .addOption(
      new Option("--sample-rate-hz <number>", "samples a second").argParser(numberBetween(80, 450, " Hz")).default(200),
    )
    .option("--force", "replace files that are there")
    .option("--list", "name the presets and stop")
    .addHelpText("after", DEMO_EXAMPLES)
    .action(async (options: DemoOptions) => {
      const { demoCommand } = await import("./demo/demo-command.ts");
      await demoCommand(options);
    });
}

function addTour(program: Command): void {
  program
    .command("tour")
    .summary("see it work on demo data")
    .description("Make a demo recording, analyse it, show the report, and say how to analyse your own.")
    .addOption(seedOption())
    .option("--preset <name>", "course and runner; solewise demo --list names them", "demo")
    .addOption(unitsOption())
    .addOption(widthOption())
    .addHelpText("after", TOUR_EXAMPLES)
    .action(async (options: TourOptions) => {
      const { tourCommand } = await import("./tour/tour-command.ts");
      await tourCommand(options);
    });
}

/** Columns that help is wrapped to. */
function helpColumns(stream: NodeJS.WriteStream): number {
  return chooseWidthColumns(process.env, { isTerminal: stream.isTTY, columns: stream.columns });
}

function buildProgram(): Command {
  const program = new Command("solewise")
    .description("From the chip in the sole to the runner's phone: analyse recordings of smart running shoes.")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .addHelpText("after", PROGRAM_EXAMPLES)
    .exitOverride()
    .configureOutput({
      getOutHelpWidth: () => helpColumns(process.stdout),
      getErrHelpWidth: () => helpColumns(process.stderr),
      outputError: (text, write) => write(printableLines(text.replace(/^error: /u, "solewise: "))),
    });
  program.showHelpAfterError("Try: solewise --help");
  addAnalyze(program);
  addCalibrate(program);
  addDemo(program);
  addTour(program);
  addServerCommands(program, { footFile, widthOption });
  for (const command of program.commands) {
    command.copyInheritedSettings(program).showHelpAfterError(`Try: solewise ${command.name()} --help`);
  }
  return program;
}

/** Runs one command line. Returns the exit code; throws UsageError, InputError and defects. */ // CLI11
export async function runProgram(args: string[]): Promise<number> {
  try {
    await buildProgram().parseAsync(args, { from: "user" });
    return EXIT_DONE;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT_DONE : EXIT_USAGE;
  }
}
