// What a start prints. Comes in: settings and where the server listens. Goes out: lines for the terminal.
import { urlHost } from "../host-name.ts";
import type { Settings } from "../settings.ts";
import type { RunningServer } from "../serve.ts";
import { VERSION } from "../version.ts";

/** Text of `--help`. */
export const HELP = `npm start [-- OPTIONS]     serves the Solewise app

  --lan                HTTPS for the phones around, with a certificate authority of this machine
  --name NAME          a further name or address for that certificate; repeatable
  --app-folder FOLDER  the built app (for developers; default apps/web/dist)
  -h, --help           this text
  -V, --version        the version

Settings (environment):
  PORT=8787            port; 0 takes a free one
  HOST=ADDRESS         address to listen on (default: 127.0.0.1 and ::1; with --lan all)
  SOLEWISE_HOME=FOLDER data folder (default: .solewise in the project; as root /var/lib/solewise)
  SOLEWISE_NAMES=A,B   like --name
  ALLOWED_HOSTS=A,B    names that requests may be addressed to, such as a reverse proxy's
  TLS_CERT=FILE, TLS_KEY=FILE   a certificate of your own, PEM: HTTPS with it

Examples:
  npm start
  npm start -- --lan
  PORT=8788 npm start

Exit code: 0 stopped, 1 cannot start, 2 wrong setting.
`;

/** The address a person opens on this machine. */
function localAddress(running: RunningServer): string {
  const host = running.hosts.find((candidate) => candidate !== "::1") ?? "::1";
  const shown = host === "127.0.0.1" || host === "0.0.0.0" || host === "::" ? "localhost" : urlHost(host);
  return `http://${shown}:${running.port}/`;
}

/** The lines of a start without HTTPS. */ // SRV4
export function announce(running: RunningServer, settings: Settings): string {
  return [
    `Solewise ${VERSION}`,
    `  App          ${localAddress(running)}`,
    `  Listening    ${running.hosts.map((host) => `${urlHost(host)}:${running.port}`).join(", ")}`,
    `  Data folder  ${settings.dataFolder}`,
    `  Stop         Ctrl-C`,
    "",
  ].join("\n");
}
