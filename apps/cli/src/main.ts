// `solewise` at the terminal. Comes in: arguments, files, standard input. Goes out: results on stdout, everything else
// on stderr, an exit code.
import { describeFailure } from "./exit-codes.ts";
import { runProgram } from "./program.ts";
import { cleanUpAtExit, leaveOnLostOutput } from "./terminal/leave.ts";

cleanUpAtExit();
leaveOnLostOutput(process.stdout);
leaveOnLostOutput(process.stderr);
try {
  process.exitCode = await runProgram(process.argv.slice(2));
} catch (error) {
  const { text, exitCode } = describeFailure(error);
  process.stderr.write(text);
  process.exit(exitCode); // the other foot may still be under way
}
