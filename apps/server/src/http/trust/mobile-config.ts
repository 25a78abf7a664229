// The home CA as the profile that iOS and iPadOS install. Comes in: the certificate. Goes out: an XML property list.
// Source: Apple, Configuration Profile Reference, payload com.apple.security.root. Identifiers follow from the certificate,
// so that installing it again replaces the first.
import { createHash } from "node:crypto";
import type { TrustFacts } from "./trust-routes.ts";
import { escapeHtml } from "./trust-page.ts";

/** A UUID (version 8: by our own rule) from the certificate and a word. RFC 9562 §5.8. */
function uuidFrom(certificate: Buffer, word: string): string {
  const hash = createHash("sha256").update(word).update(certificate).digest();
  hash[6] = 0x80 | ((hash[6] ?? 0) & 0x0f);
  hash[8] = 0x80 | ((hash[8] ?? 0) & 0x3f);
  const hex = hash.toString("hex").toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

function strings(entries: Record<string, string>): string {
  return Object.entries(entries)
    .map(([key, text]) => `<key>${key}</key><string>${escapeHtml(text)}</string>`)
    .join("\n");
}

/** The profile. */ // SRV37
export function mobileConfig({ certificate, name }: TrustFacts): string {
  const payload = strings({
    PayloadType: "com.apple.security.root",
    PayloadIdentifier: "app.solewise.home-ca.certificate",
    PayloadUUID: uuidFrom(certificate, "certificate"),
    PayloadDisplayName: name,
    PayloadCertificateFileName: "solewise-ca.crt",
  });
  const profile = strings({
    PayloadType: "Configuration",
    PayloadIdentifier: `app.solewise.home-ca.${uuidFrom(certificate, "profile")}`,
    PayloadUUID: uuidFrom(certificate, "profile"),
    PayloadDisplayName: name,
    PayloadDescription: "Lets this device trust the Solewise app on one machine at home.",
    PayloadOrganization: "Solewise",
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
<key>PayloadContent</key>
<array>
<dict>
${payload}
<key>PayloadContent</key><data>${certificate.toString("base64")}</data>
<key>PayloadVersion</key><integer>1</integer>
</dict>
</array>
${profile}
<key>PayloadVersion</key><integer>1</integer>
</dict>
</plist>
`;
}
