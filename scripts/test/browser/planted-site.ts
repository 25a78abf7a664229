// A site of a few pages on this machine, for tests that show the harness finding what it is there to find. Comes in:
// the body of each page by path. Goes out: its address. Scripts are refused inline, as in the app.
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Policy of every page: the app's own, as far as these pages need it. */
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src *";

export class PlantedSite {
  private readonly server: Server;

  /** Paths that end in `.js` are scripts, all others are bodies of a page in English. */
  constructor(bodies: Record<string, string>) {
    this.server = createServer((request, response) => {
      const path = request.url ?? "/";
      const body = bodies[path];
      response.setHeader("Content-Security-Policy", POLICY);
      response.setHeader("Content-Type", path.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8");
      if (body === undefined) response.statusCode = path === "/favicon.ico" ? 204 : 404;
      response.end(path.endsWith(".js") ? body : makePage(body ?? ""));
    });
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  open(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

function makePage(body: string): string {
  return `<!doctype html><html lang="en"><head><title>Planted</title><meta name="viewport" content="width=device-width">
</head><body>${body}</body></html>`;
}
