// Tidy rule: nothing in the repository names one machine's folders or a package registry's host.
import type { RepositoryFile } from "../repository-files.ts";

/** Folders that exist on one machine only. Written in two pieces so that this file does not name them itself. */
const MACHINE_FOLDERS = new RegExp(
  `(^|[\\s"'\`(=:>])/(${["wo" + "rk", "ro" + "ot", "ho" + "me", "Us" + "ers"].join("|")})/`,
);
const WINDOWS_FOLDERS = /(^|[\s"'`(=])[A-Z]:\\\\?Users/;

/** Hosts that package clients talk to, and the one this machine is set to, where npm says it. */
const REGISTRY_HOSTS = ["registry." + "npmjs.org", "registry." + "yarnpkg.com", "npm.pkg." + "github.com"];

export function findPlaceProblems(file: RepositoryFile): string[] {
  const ownHost = readHost(process.env["npm_config_registry"]);
  const hosts = ownHost === null ? REGISTRY_HOSTS : [...REGISTRY_HOSTS, ownHost];
  return file.text.split("\n").flatMap((line, index) => {
    const place = `${file.path}:${index + 1}`;
    if (MACHINE_FOLDERS.test(line) || WINDOWS_FOLDERS.test(line)) return [`${place}: names a folder of one machine`];
    return hosts.some((host) => line.includes(host)) ? [`${place}: names a package registry's host`] : [];
  });
}

function readHost(address: string | undefined): string | null {
  return address !== undefined && URL.canParse(address) ? new URL(address).host : null;
}
