// What must not happen in a page under test: an error on the console, an error nobody caught, something the content
// security policy refused, a request to another machine. Comes in: a context. Goes out: a line for each.
import type { BrowserContext, Page } from "playwright-core";

/** Hosts of this machine; tests may name more, which the browser must be told to find here. */
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|.*\.localhost)$/;

/** Addresses that are no request to a host. */
const LOCAL_SCHEME = /^(data|blob|about|chrome|devtools|file):/;

/** Listens to a context from now on, and hands over each problem as one line. */
export async function watchPageProblems(
  context: BrowserContext,
  ownHosts: readonly string[],
  report: (problem: string) => void,
): Promise<void> {
  context.on("console", (message) => {
    if (message.type() !== "error") return;
    const { url, lineNumber } = message.location();
    report(`console error: ${message.text()} (${url}:${lineNumber})`);
  });
  context.on("weberror", (webError) => report(`uncaught error: ${webError.error().stack ?? webError.error().message}`));
  context.on("request", (request) => {
    if (!isOwnAddress(request.url(), ownHosts)) report(`request to another machine: ${request.url()}`);
  });
  await context.exposeBinding("reportPolicyViolation", (_source: { page: Page }, violation: string) =>
    report(`content security policy: ${violation}`),
  );
  await context.addInitScript(`addEventListener("securitypolicyviolation", (event) => {
    reportPolicyViolation(event.effectiveDirective + " refused " + event.blockedURI + " at " + event.sourceFile);
  });`);
}

/** True for an address that stays on this machine. */
export function isOwnAddress(address: string, ownHosts: readonly string[]): boolean {
  if (LOCAL_SCHEME.test(address)) return true;
  const { hostname } = new URL(address);
  return LOOPBACK.test(hostname) || ownHosts.includes(hostname);
}
