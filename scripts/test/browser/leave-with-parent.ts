// Loaded into a started process before its own code (node --import): when the test process that holds the other end of
// its standard input is gone, however it went, this process goes at once.
process.stdin.on("end", () => process.kill(process.pid, "SIGKILL"));
process.stdin.on("error", () => process.kill(process.pid, "SIGKILL"));
process.stdin.resume();
if ("unref" in process.stdin && typeof process.stdin.unref === "function") process.stdin.unref();
