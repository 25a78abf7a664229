// The headers of every answer. Comes in: whether the connection is HTTPS with a certificate that browsers trust by
// themselves. Goes out: header names and values. Source: OWASP Secure Headers; CSP level 3; DESIGN §3.

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "font-src 'self'",
  "media-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** What the app uses on a phone; only its own pages may. */
const OWN_FEATURES = ["camera", "geolocation", "screen-wake-lock"];

/**
 * What no page of ours uses, as far as Chromium 156 knows the name: each unknown one is a warning in its console.
 * `bluetooth` is such on Linux; it stays, as `fullscreen`, `clipboard-write` and `web-share`, at its default: self.
 */
const CLOSED_FEATURES = [
  "accelerometer",
  "autoplay",
  "browsing-topics",
  "display-capture",
  "encrypted-media",
  "gyroscope",
  "hid",
  "identity-credentials-get",
  "idle-detection",
  "local-fonts",
  "magnetometer",
  "microphone",
  "midi",
  "otp-credentials",
  "payment",
  "picture-in-picture",
  "private-state-token-issuance",
  "private-state-token-redemption",
  "serial",
  "storage-access",
  "usb",
  "window-management",
  "xr-spatial-tracking",
];

const PERMISSIONS_POLICY = [
  ...OWN_FEATURES.map((feature) => `${feature}=(self)`),
  ...CLOSED_FEATURES.map((feature) => `${feature}=()`),
].join(", ");

/** How long a browser insists on HTTPS: 180 days. Only for certificates given by TLS_CERT. */ // SRV15
const STRICT_TRANSPORT_SECURITY = "max-age=15552000";

/** Headers for one answer. */ // SRV14
export function securityHeaders(strictTransport: boolean): ReadonlyMap<string, string> {
  return strictTransport ? STRICT_HEADERS : HEADERS;
}

const HEADERS: ReadonlyMap<string, string> = new Map([
  ["content-security-policy", CONTENT_SECURITY_POLICY],
  ["x-content-type-options", "nosniff"],
  ["referrer-policy", "no-referrer"],
  ["permissions-policy", PERMISSIONS_POLICY],
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-resource-policy", "same-origin"],
]);

const STRICT_HEADERS: ReadonlyMap<string, string> = new Map([
  ...HEADERS,
  ["strict-transport-security", STRICT_TRANSPORT_SECURITY],
]);
