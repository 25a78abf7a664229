// The words of the trust page. English here, Chinese beside it; the two have one type, so that none lacks a line.

/** One set of numbered steps. */
export interface Steps {
  title: string;
  /** Sentences; `{ca}` is the CA's name, `{certificate}` and `{profile}` are links. */
  steps: readonly string[];
}

/** Everything the page says in one language. */
export interface TrustTexts {
  /** BCP 47. */
  language: string;
  title: string;
  languages: string;
  what: readonly string[];
  fingerprintTitle: string;
  fingerprint: string;
  certificate: string;
  profile: string;
  devices: readonly Steps[];
  removeTitle: string;
  remove: readonly string[];
  ready: string;
  open: string;
}

export const ENGLISH: TrustTexts = {
  language: "en",
  title: "Trust this Solewise at home",
  languages: "Language",
  what: [
    "The Solewise app on this page's machine speaks HTTPS with a certificate that the machine made itself. Your phone does not know it yet, so its browser would warn you, and would keep camera, Bluetooth, location and offline use from the app.",
    "These steps make your phone trust this one machine. They are needed once per device. The certificate is limited to names and addresses inside a home; where a system honours that limit, nobody can use it to pose as a site of the web.",
  ],
  fingerprintTitle: "1. Compare the fingerprint",
  fingerprint:
    "The terminal in which Solewise was started shows the same SHA-256 fingerprint. If one character differs, stop: somebody else answers in its place.",
  certificate: "Download the certificate",
  profile: "Download the profile",
  devices: [
    {
      title: "2. Android",
      steps: [
        "{certificate} (solewise-ca.crt).",
        "Open Settings and search for “CA certificate” (mostly under Security & privacy → More security settings → Encryption & credentials → Install a certificate).",
        "Choose CA certificate, then Install anyway, and unlock the phone.",
        "Choose solewise-ca.crt from the downloads. Android now says “CA certificate installed”.",
        "If Firefox is your browser: Settings → About Firefox, tap the logo five times, go back, Secret Settings → Use third party CA certificates.",
      ],
    },
    {
      title: "2. iPhone and iPad",
      steps: [
        "Open this page in Safari.",
        "{profile} and tap Allow.",
        "Open Settings → General → VPN & Device Management, tap {ca} and Install. It is marked as not signed: no company stands behind it.",
        "Open Settings → General → About → Certificate Trust Settings and switch {ca} on.",
      ],
    },
    {
      title: "2. Computer",
      steps: [
        "{certificate} (solewise-ca.crt).",
        "Chrome and Edge: Settings → Privacy and security → Security → Manage certificates; import it under trusted root certificates (on macOS into Keychain Access, set to Always Trust).",
        "Firefox: Settings → Privacy & Security → Certificates → View Certificates → Authorities → Import, for websites.",
      ],
    },
  ],
  removeTitle: "Remove it again",
  remove: [
    "Android: Settings, search for “User credentials”, tap {ca}, Remove.",
    "iPhone and iPad: Settings → General → VPN & Device Management, tap {ca}, Remove Profile.",
    "Computer: the same list in which it was imported.",
  ],
  ready: "3. Open the app",
  open: "Open Solewise",
};
