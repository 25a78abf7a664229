// What a start prints. Comes in: settings and where the server listens. Goes out: lines for the terminal.
import type { X509Certificate } from "node:crypto";
import { isLoopback, urlHost } from "../host-name.ts";
import type { HttpsSide } from "../https-side.ts";
import { lanAddresses } from "../network/lan-addresses.ts";
import { shownS3Place } from "../objects/s3-place.ts";
import type { RunningServer, Surroundings } from "../serve.ts";
import type { Settings } from "../settings.ts";
import { commonNameOf } from "../tls/home-ca.ts";
import { certifies, type ServedCertificate } from "../tls/served-certificate.ts";
import { drawQr } from "./qr.ts";
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
  TRUSTED_PROXIES=A,B  a proxy on another machine: address or network (172.18.0.0/16) whose X-Forwarded-For is believed
  TLS_CERT=FILE, TLS_KEY=FILE   a certificate of your own, PEM: HTTPS with it
  DATABASE_URL=URL     a PostgreSQL (15 or newer) of your own: postgres://USER:PASSWORD@HOST:PORT/DATABASE
                       (default: one that Solewise brings, in the data folder)
  OBJECTS_KEY=KEY      encrypts recordings on disk: 32 bytes, base64 or hex; without it they cannot be read again
  OBJECTS_S3_BUCKET=NAME   keeps recordings in a bucket of S3, with OBJECTS_S3_ENDPOINT, _REGION, _PREFIX, _ADDRESSING,
                       AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: docs/guides/s3.md (default: files of the data folder)
  SOLEWISE_SECRET=TEXT signs sessions (default: kept in the data folder)
  METRICS_TOKEN=TEXT   /metrics for who sends it as a bearer token (default: for this machine alone)
  LOG_FORMAT=json|text lines of the log on stderr (default: text for a terminal, else JSON)
  SMTP_URL=URL, SMTP_FROM=ADDRESS   a mail server: smtp://USER:PASSWORD@HOST:PORT

Examples:
  npm start
  npm start -- --lan
  PORT=8788 npm start

Exit code: 0 stopped, 1 cannot start, 2 wrong setting.
`;

/** The address a person opens on this machine; null when only an outer address is listened on. */
function localAddress({ hosts, port }: RunningServer): string | null {
  const shared = hosts.find((host) => ["127.0.0.1", "0.0.0.0", "::", "::1"].includes(host));
  const host =
    shared === undefined ? hosts.find(isLoopback) : shared === "::1" && hosts.length === 1 ? "::1" : "localhost";
  return host === undefined ? null : `http://${urlHost(host)}:${port}/`;
}

function line(label: string, text: string): string {
  return `  ${label.padEnd(12)}${text}`;
}

/** Every other host of the certificate that others can use. */
function otherUrls(running: RunningServer, served: ServedCertificate, shown: string, around: Surroundings): string[] {
  const addresses = lanAddresses(around.readNetwork().interfaces).map(({ address }) => address);
  const names = [...(served.certificate.subjectAltName ?? "").matchAll(/DNS:([a-z0-9.-]+)/giu)].map(
    (match) => match[1] ?? "",
  );
  return [...names, ...addresses]
    .filter((host) => host !== shown && !isLoopback(host) && certifies(served.certificate, host))
    .map((host) => `https://${urlHost(host)}:${running.port}/`);
}

function trustLines(trustUrl: string, ca: X509Certificate, unicode: boolean): string[] {
  const fingerprint = ca.fingerprint256;
  return [
    "",
    `First time on a phone? Let it trust this machine: ${trustUrl}`,
    ...drawQr(trustUrl, unicode).map((row) => `  ${row}`),
    `SHA-256 fingerprint of ${commonNameOf(ca)}, to compare:`,
    `  ${fingerprint.slice(0, 48)}`,
    `  ${fingerprint.slice(48)}`,
  ];
}

function httpsUrl({ https, port }: RunningServer): string {
  return https === null ? "" : `https://${urlHost(https.rules().preferredHost)}:${port}/`;
}

function httpsLines(running: RunningServer, https: HttpsSide, settings: Settings, around: Surroundings): string[] {
  const served = https.served();
  const { preferredHost } = https.rules();
  const others = otherUrls(running, served, preferredHost, around);
  const url = httpsUrl(running);
  const { ca } = served;
  return [
    line("HTTPS", url),
    ...(others.length === 0 ? [] : [line("Also", others.join("  "))]),
    ...served.leftOut.map((host) => line("Left out", `${host}: not an address of a home; --name ${host} takes it in`)),
    ...(ca === null
      ? ["", ...drawQr(url, settings.unicode).map((row) => `  ${row}`)]
      : trustLines(`http://${urlHost(preferredHost)}:${running.port}/trust`, ca, settings.unicode)),
    "",
  ];
}

/** In the fragment, which no browser sends: it stands in no log. */ // ACT18
function startLink(app: string, token: string): string {
  return `${app}#/join/${token} (good for a day; the next start makes another)`;
}

/** The lines of a start. */ // SRV4
export function announce(running: RunningServer, settings: Settings, around: Surroundings): string {
  const local = localAddress(running);
  const plain = running.hosts.map((host) => `http://${urlHost(host)}:${running.port}/`)[0] ?? "";
  const app = local ?? (running.https === null ? plain : null);
  return [
    `Solewise ${VERSION}`,
    ...(app === null ? [] : [line("App", app)]),
    ...(running.https === null ? [] : httpsLines(running, running.https, settings, around)),
    ...(running.startToken === null ? [] : [line("Operator", startLink(app ?? httpsUrl(running), running.startToken))]),
    line("Listening", running.hosts.map((host) => `${urlHost(host)}:${running.port}`).join(", ")),
    line("Data folder", settings.dataFolder),
    line("Database", running.database.kind === "embedded" ? "PostgreSQL, in the data folder" : running.database.place),
    ...(settings.s3 === null ? [] : [line("Recordings", shownS3Place(settings.s3))]),
    line("Stop", "Ctrl-C"),
    "",
  ].join("\n");
}
