// The accounts inside the real server: the link that a start prints, what the log holds, what pages answer.
import { afterAll, beforeAll, expect, it } from "vitest";
import { registration } from "../testing/account-app.ts";
import { rawRequest } from "../testing/raw-request.ts";
import { startServer, stopAll, type TestServer } from "../testing/running-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(stopAll);

const post = (path: string, body: object) =>
  rawRequest({
    port: server.port,
    path,
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

it("[ACT18] a start without an operator has a link that makes one, and the app is told that there is one", async () => {
  const invitationToken = server.startToken ?? "";
  expect(invitationToken).toMatch(/^inv_[\w-]{22}$/u);
  const made = await post("/api/v1/registration", registration("first@shoe.example", { invitationToken }));
  expect([made.status, JSON.parse(made.body.toString())]).toMatchObject([201, { me: { role: "operator" } }]);
  const cookie = String(made.headers["set-cookie"]).split(";", 1)[0] ?? "";
  const me = await rawRequest({ port: server.port, path: "/api/v1/me", headers: { cookie } });
  expect([me.status, me.headers["cache-control"]]).toEqual([200, "no-store"]);
  const terms = await rawRequest({ port: server.port, path: "/api/v1/registration" });
  expect(JSON.parse(terms.body.toString())).toMatchObject({ hasOperator: true, mode: "invitation", mail: false });
});

it("[ACT2] an unknown path of the API is 404, also where a browser would get the app", async () => {
  const answer = await rawRequest({ port: server.port, path: "/api/v1/unknown", headers: { accept: "text/html" } });
  expect([answer.status, JSON.parse(answer.body.toString())]).toMatchObject([404, { code: "not-found" }]);
});

it("[ACT23] nothing of a person is in the server's log, whatever is refused", async () => {
  await post("/api/auth/sign-in/email?email=leak@shoe.example", {
    email: "leak@shoe.example",
    password: "leaked password",
  });
  await post("/api/v1/registration", registration("leak@shoe.example", { invitationToken: "inv_leakleakleak" }));
  await post("/api/auth/reset-password", { token: "pwr_leakleakleak", newPassword: "leaked password" });
  await rawRequest({ port: server.port, path: "/api/v1/me", headers: { authorization: "Bearer leak.leak" } });
  expect(server.log.join("\n")).not.toMatch(/leak|first@/u);
});
