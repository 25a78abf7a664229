// Loaded into a started process before its own code (node --import): when the test process that holds the other end of
// its standard input is gone, however it went, this process goes at once. Its threads load it too, and have no such input.
import { isMainThread } from "node:worker_threads";

function follow({ stdin }: NodeJS.Process): void {
  stdin.on("end", () => process.kill(process.pid, "SIGKILL"));
  stdin.on("error", () => process.kill(process.pid, "SIGKILL"));
  stdin.resume();
  if ("unref" in stdin && typeof stdin.unref === "function") stdin.unref();
}

if (isMainThread) follow(process);
