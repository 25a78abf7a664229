// A run whose recording no server can analyse, brought over HTTP as another program of the runner would. Comes in: a page that is
// signed in. Goes out: the run is at the server, its analysis to fail.
import { createHash } from "node:crypto";
import type { Page } from "playwright-core";

const TEXT = "t,ax,ay,az\nthis is no recording\n";
const AT = "2026-05-01T08:00:00.000Z";

/** Brings it. */
export async function bringBrokenRun(page: Page, address: string, name: string): Promise<void> {
  const body = Buffer.from(TEXT);
  const foot = {
    slot: 0,
    side: "left",
    sideSource: "chosen",
    fileName: "left.csv",
    sha256: createHash("sha256").update(body).digest("hex"),
    sizeBytes: body.length,
    encoding: "identity",
    uploadBytes: body.length,
    samples: "coming",
  };
  const run = {
    name,
    createdAtUtc: AT,
    startedAtUtc: AT,
    startSource: "chosen",
    timeZone: "UTC",
    demo: null,
    facts: {},
  };
  const path = `${address}/api/v1/runs/0199b000-0000-7000-8000-000000000001`;
  const headers = { origin: address };
  const brought = await page.request.put(path, { data: { ...run, feet: [foot] }, headers });
  if (!brought.ok()) throw new Error(await brought.text());
  const bytes = { ...headers, "content-type": "application/octet-stream", "upload-offset": "0" };
  const sent = await page.request.patch(`${path}/recordings/0`, { data: body, headers: bytes });
  if (!sent.ok()) throw new Error(await sent.text());
}
