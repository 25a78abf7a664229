// What the programs print when they end → the sentence for people. The texts are PostgreSQL 18's own.
import { describe, expect, it } from "vitest";
import { findBinaries } from "./binaries.ts";
import { judgeProgramEnd } from "./start-failure.ts";

const FOLDER = {
  home: "/srv/x",
  data: "/srv/x/postgres",
  passwordFile: "/srv/x/postgres-password",
  logFile: "/srv/x/postgres.log",
};

describe("why PostgreSQL does not start", () => {
  it.each([
    ["FATAL:  could not write to file: No space left on device", /the disk of \/srv\/x is full\. Make room/u],
    ["postgres: /lib/libc.so.6: version `GLIBC_2.28' not found", /needs glibc.*DATABASE_URL/u],
    ["Error: spawn /app/postgres ENOENT", /Alpine has musl.*DATABASE_URL/u],
    ["postgres: error while loading shared libraries: libssl.so.1.1", /needs glibc/u],
    ['FATAL:  data directory "/srv/x/postgres" has wrong ownership', /belongs to another user.*chown/u],
    ["Error: spawn EACCES", /may not read or write something/u],
    ["FATAL:  could not open file: Read-only file system", /read-only\. Mount it writable/u],
    ["FATAL:  could not create any Unix-domain sockets", /socket or port is taken/u],
    ["FATAL:  could not map anonymous shared memory: Cannot allocate memory", /not enough memory/u],
    ["PANIC:  could not locate a valid checkpoint record at 0/0", /damaged\. Restore a backup into an empty folder/u],
    ["FATAL:  something new", /more is in \/srv\/x\/postgres\.log\. It said: FATAL: {2}something new/u],
    ["", /it printed nothing/u],
  ])("[DBS4] %s", (printed, sentence) => {
    const { message, exitCode } = judgeProgramEnd("postgres", printed, FOLDER);
    expect(message).toMatch(sentence);
    expect([message.split("\n").length, exitCode]).toEqual([1, 1]);
  });

  it("[DBS4] a platform without programs says how to give another PostgreSQL", () => {
    expect(() => findBinaries("linux", "riscv64")).toThrow(
      /no PostgreSQL for linux on riscv64.*DATABASE_URL=postgres:/u,
    );
    expect(findBinaries().postgres).toMatch(/postgres(\.exe)?$/u);
  });
});
