// The API's description, OpenAPI 3.1, made from the schemas on the routes. Comes in: the application, before its routes.
// Goes out: GET /openapi.json, and the document for who writes it to a file. A route of the API that lacks a schema stops
// the start.
import swagger from "@fastify/swagger";
import type { FastifyInstance, RouteOptions } from "fastify";
import { sessionCookieName } from "../../accounts/session-token.ts";
import { VERSION } from "../../version.ts";
import type { Access } from "../access/caller.ts";
import { BYTES_MARK, finishDocument } from "./finish-document.ts";
import { NAMED_SCHEMAS } from "./named-schemas.ts";

/** Where the document is served. */
export const OPENAPI_PATH = "/openapi.json";

const DESCRIPTION =
  "Runs of smart running shoes: accounts, uploads, analyses, sync. Errors are RFC 9457 problem documents with a stable `code`. " +
  "Instants are ISO 8601 in UTC with milliseconds; the unit of a number is the last word of its name. What is another's is " +
  "answered as what never was: 404. Words and rules: docs/protocol/ of the repository.";

/** Either one opens a route that needs a session. */
const SESSION = [{ cookie: [] }, { secureCookie: [] }, { bearer: [] }];

const SECURITY_SCHEMES = {
  cookie: { type: "apiKey", in: "cookie", name: sessionCookieName(false), description: "A browser's session, by HTTP" },
  secureCookie: {
    type: "apiKey",
    in: "cookie",
    name: sessionCookieName(true),
    description: "A browser's session, by HTTPS",
  },
  bearer: { type: "http", scheme: "bearer", description: "A session of any other program: sign in with keep: token" },
} as const;

interface DescribedRoute {
  schema: object;
  url: string;
  route: RouteOptions;
}

/** Every route of the API says what it takes and gives; thrown at the start, never at a request. */ // API2
function refuseUndescribed({ method, url, schema, config }: RouteOptions): void {
  if (config?.access === undefined || url === OPENAPI_PATH) return;
  const lacking = (["operationId", "summary", "tags", "response"] as const).filter((part) => !schema?.[part]);
  if (lacking.length === 0) return;
  throw new Error(`${String(method)} ${url}: expected a schema with ${lacking.join(", ")}.`);
}

const ACCESS_WORDS: Record<Access, string | null> = {
  public: null,
  runner: null,
  operator: "Operators only; 404 for everybody else.",
};

/** A route's schema as the document has it; what is no part of the API is left out. */
function describe({ schema, url, route }: DescribedRoute): { schema: object; url: string } {
  const access = route.config?.access;
  if (access === undefined || route.url === OPENAPI_PATH) return { schema: { hide: true }, url };
  const words = [(schema as { description?: string }).description, ACCESS_WORDS[access]].filter(Boolean).join(" ");
  const described = {
    ...schema,
    ...(words === "" ? {} : { description: words }),
    security: access === "public" ? [] : SESSION,
    ...(route.config?.bodyKind === "bytes" ? { [BYTES_MARK]: true } : {}),
  };
  return { schema: described, url };
}

/** Adds the description; before the routes it describes. */
export async function addOpenapi(app: FastifyInstance): Promise<void> {
  app.addHook("onRoute", refuseUndescribed);
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Solewise",
        version: VERSION,
        description: DESCRIPTION,
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: "/", description: "The server that serves this document" }],
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    convertConstToEnum: false,
    transform: (part) => describe(part as unknown as DescribedRoute),
  });
  let text: string | null = null;
  app.get(OPENAPI_PATH, (_request, reply) => {
    text ??= JSON.stringify(openapiDocument(app));
    return reply.header("cache-control", "no-cache").type("application/json; charset=utf-8").send(text);
  });
}

/** The document of an application that is ready. */
export function openapiDocument(app: FastifyInstance): object {
  return finishDocument(app.swagger(), NAMED_SCHEMAS);
}
