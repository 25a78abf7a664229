// The routes about accounts on a real database, with a browser's hand to ask them. Comes in: a test's database. Goes out:
// the application, a clock that the test turns, the log, what was mailed.
import Fastify, { type FastifyInstance, type LightMyRequestResponse } from "fastify";
import { type Accounts, openAccounts } from "../accounts/accounts.ts";
import { openStartLink } from "../accounts/invitations.ts";
import type { Mail } from "../accounts/mail.ts";
import { authenticateBySession } from "../accounts/sessions.ts";
import type { OpenPool } from "../database/pool.ts";
import { addAccess } from "../http/access/access.ts";
import { addAccountRoutes } from "../http/account-routes.ts";
import { Problem, sendProblem } from "../http/problem.ts";

export const PASSWORD = "four quiet green boats";
const HOST = "shoe.example";

export interface AccountApp {
  app: FastifyInstance;
  accounts: Accounts;
  /** Turned by the test. Milliseconds added to the real time. */
  clock: { aheadMs: number };
  log: string[];
  mails: Mail[];
}

/** Builds it; close `app` in the end. */
export async function openAccountApp(
  { database, pool }: Pick<OpenPool, "database" | "pool">,
  canMail = false,
  addMore: (app: FastifyInstance) => void = () => undefined,
): Promise<AccountApp> {
  const clock = { aheadMs: 0 };
  const [log, mails]: [string[], Mail[]] = [[], []];
  const accounts = openAccounts({
    database,
    pool,
    secret: "a secret of a test, long enough to pass",
    sendMail: canMail ? (mail) => Promise.resolve(void mails.push(mail)) : null,
    log: (line) => void log.push(line),
    now: () => new Date(Date.now() + clock.aheadMs),
  });
  const app = Fastify({
    trustProxy: ["loopback"],
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof Problem)
      return void sendProblem(reply.headers(error.headers), error.statusCode, error.message, error.code);
    if ((error.statusCode ?? 500) >= 500) log.push(error.stack ?? error.message);
    sendProblem(reply, error.statusCode ?? 500, error.message);
  });
  addAccess(app, { authenticate: authenticateBySession(accounts), nowMs: () => accounts.now().getTime() });
  addAccountRoutes(app, accounts);
  addMore(app);
  await app.ready();
  return { app, accounts, clock, log, mails };
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD";

/** A browser with its cookies, at https://shoe.example. */
export class TestBrowser {
  readonly app: FastifyInstance;
  readonly cookies = new Map<string, string>();
  address: string;

  constructor({ app }: AccountApp, address = "203.0.113.7") {
    this.app = app;
    this.address = address;
  }

  async ask(method: Method, url: string, payload?: object, headers: Record<string, string> = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await this.app.inject({
      method,
      url,
      remoteAddress: this.address,
      headers: {
        host: HOST,
        "sec-fetch-site": "same-origin",
        origin: `https://${HOST}`,
        ...(cookie === "" ? {} : { cookie }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    });
    this.keep(answer);
    return answer;
  }

  private keep(answer: LightMyRequestResponse): void {
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, encodeURIComponent(value));
    }
  }

  signIn(email: string, password = PASSWORD) {
    return this.ask("POST", "/api/auth/sign-in/email", { email, password });
  }
}

/** Fills in a registration. */
export function registration(email: string, more: object = {}): object {
  return {
    email,
    password: PASSWORD,
    displayName: "",
    ageBand: "18-plus",
    consents: [{ purpose: "gait-analysis", isGranted: true }],
    ...more,
  };
}

/** Registers the first operator by the start's link and returns the browser, signed in. */
export async function registerOperator(opened: AccountApp, email = "operator@shoe.example"): Promise<TestBrowser> {
  const invitationToken = await openStartLink(opened.accounts);
  if (invitationToken === null) throw new Error("there is an operator already");
  const browser = new TestBrowser(opened);
  const answer = await browser.ask("POST", "/api/v1/registration", registration(email, { invitationToken }));
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return browser;
}

/** Registers a runner, invited by the operator. */
export async function registerRunner(opened: AccountApp, operator: TestBrowser, email: string): Promise<TestBrowser> {
  const { token } = (await operator.ask("POST", "/api/v1/invitations", {})).json<{ token: string }>();
  const browser = new TestBrowser(opened);
  const answer = await browser.ask("POST", "/api/v1/registration", registration(email, { invitationToken: token }));
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return browser;
}
