// Vitest's global set-up: a door at which tests of every worker get a fresh database. Comes in: requests on a loopback
// port. Goes out: POST → the URL of a new database; DELETE with the URL as body → it is gone. PostgreSQL starts at the
// first request, so that a run without such tests pays nothing.
import { createServer, type IncomingMessage } from "node:http";
import { startTestCluster, type TestCluster } from "./test-cluster.ts";

/** The variable by which the workers, and what they start, find the door. */
const DOOR_VARIABLE = "SOLEWISE_TEST_DATABASES";

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** Opens the door; what it returns closes it and ends PostgreSQL. */
export async function setup(): Promise<() => Promise<void>> {
  let cluster: Promise<TestCluster> | null = null;
  const answer = async (request: IncomingMessage): Promise<string> => {
    cluster ??= startTestCluster();
    if (request.method === "POST") return (await cluster).createDatabase();
    await (await cluster).dropDatabase(await readBody(request));
    return "";
  };
  const server = createServer((request, response) => {
    answer(request).then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  process.env[DOOR_VARIABLE] = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
  return async () => {
    server.closeAllConnections();
    server.close();
    await cluster?.then(
      (started) => started.stop(),
      () => undefined, // those who asked were told
    );
  };
}
