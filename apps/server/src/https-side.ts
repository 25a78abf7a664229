// HTTPS of one running server: its certificate, kept fitting while addresses change and time passes. Comes in: where the
// certificate is from, the network, the clock. Goes out: TLS for listeners, rules for the gate, facts for /trust.
import type { Server as HttpServer } from "node:http";
import type { Server as TlsServer } from "node:tls";
import { httpsAuthority, type HttpsRules } from "./http/host-gate.ts";
import type { TrustFacts } from "./http/trust/trust-routes.ts";
import { addTls } from "./listen/front-door.ts";
import { lanAddresses, machineName } from "./network/lan-addresses.ts";
import { messageOf } from "./refusal.ts";
import type { Surroundings } from "./serve.ts";
import type { HttpsSource, Settings } from "./settings.ts";
import { commonNameOf } from "./tls/home-ca.ts";
import { certifies, openCertificate, type ServedCertificate } from "./tls/served-certificate.ts";

/** How often addresses and life of the certificate are looked at. Milliseconds; one minute. */
const LOOK_EVERY_MS = 60_000;

/** HTTPS of one server. */
export interface HttpsSide {
  served: () => ServedCertificate;
  rules: () => HttpsRules;
  /** null: the certificate was given. */
  trust: (() => TrustFacts) | null;
  addTo: (server: HttpServer) => void;
  close: () => void;
}

/** The host to show and to redirect to: the one listened on, else the best LAN address, else a name. */
export function preferredHost(settings: Settings, served: ServedCertificate, around: Surroundings): string {
  const isNamed = (host: string): boolean => certifies(served.certificate, host);
  const names = settings.https?.kind === "home-ca" ? settings.https.names : certificateNames(served);
  const addresses = lanAddresses(around.readNetwork().interfaces).map(({ address }) => address);
  const listened = settings.host === null || ["0.0.0.0", "::"].includes(settings.host) ? [] : [settings.host];
  const ordered = served.ca === null ? [...names, ...listened, ...addresses] : [...listened, ...addresses, ...names];
  return ordered.find(isNamed) ?? names[0] ?? addresses[0] ?? "localhost";
}

/** DNS names of a certificate that are no patterns. */
function certificateNames({ certificate }: ServedCertificate): string[] {
  const matches = (certificate.subjectAltName ?? "").matchAll(/DNS:([a-z0-9.-]+)(?:,|$)/giu);
  return [...matches].map((match) => (match[1] ?? "").toLowerCase());
}

function open(source: HttpsSource, settings: Settings, around: Surroundings): Promise<ServedCertificate> {
  const { hostname, interfaces } = around.readNetwork();
  const place = {
    machineName: machineName(hostname),
    addresses: lanAddresses(interfaces).map(({ address }) => address),
  };
  return openCertificate(source, settings.dataFolder, place, around.now());
}

function trustFacts(served: ServedCertificate, rules: HttpsRules): TrustFacts | null {
  if (served.ca === null) return null;
  return {
    certificate: served.ca.raw,
    fingerprint: served.ca.fingerprint256,
    name: commonNameOf(served.ca),
    appUrl: (hostHeader) => `https://${httpsAuthority(hostHeader, rules)}/`,
  };
}

/** Opens the certificate and keeps it fitting. Throws Refusal. */ // SRV30
export async function openHttpsSide(source: HttpsSource, settings: Settings, around: Surroundings): Promise<HttpsSide> {
  let served = await open(source, settings, around);
  const tlsServers: TlsServer[] = [];
  const rules = (): HttpsRules => ({
    certifies: (host) => certifies(served.certificate, host),
    get preferredHost() {
      return preferredHost(settings, served, around); // asks the system: only when it is needed
    },
  });
  let complaint = "";
  const look = async (): Promise<void> => {
    try {
      const next = await open(source, settings, around);
      if (next.certificate.fingerprint256 === served.certificate.fingerprint256) return;
      served = next;
      for (const tls of tlsServers) tls.setSecureContext(next.identity);
      around.log(`New certificate for ${next.certificate.subjectAltName ?? ""}`);
      complaint = "";
    } catch (error) {
      if (messageOf(error) !== complaint) around.log((complaint = messageOf(error)));
    }
  };
  let looking: Promise<void> | null = null; // one look at a time: two would make two certificates of one change
  const lookAlone = (): void => {
    looking ??= look().finally(() => (looking = null));
  };
  const timer = setInterval(lookAlone, around.lookEveryMs ?? LOOK_EVERY_MS);
  timer.unref();
  const trust = (): TrustFacts | null => trustFacts(served, rules());
  return {
    served: () => served,
    rules,
    trust: served.ca === null ? null : () => trust() as TrustFacts,
    addTo: (server) => void tlsServers.push(addTls(server, served.identity)),
    close: () => clearInterval(timer),
  };
}
