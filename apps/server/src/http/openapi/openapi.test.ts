// The API's description: up to date, whole, and usable by generators.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fastify from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWholeApp, type WholeApp } from "../../testing/whole-app.ts";
import { useTestDatabase } from "../../testing/test-database.ts";
import { finishDocument } from "./finish-document.ts";
import { addOpenapi } from "./openapi.ts";
import { writeOpenapi } from "./application-for-openapi.ts";

const FILE = fileURLToPath(new URL("../../../../../docs/protocol/openapi.json", import.meta.url));

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  security: object[];
  parameters?: { in: string; name: string; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
}

const testDatabase = useTestDatabase();
let whole: WholeApp;
let text = "";
let document: Document;
beforeAll(async () => {
  whole = await openWholeApp(await testDatabase());
  text = await writeOpenapi();
  document = JSON.parse(text) as Document;
});
afterAll(() => whole.close());

const operations = (): [string, Operation][] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  );

/** Every value of a member with that name, anywhere. */
function valuesOf(name: string, value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  const members: [string, unknown][] = Object.entries(value);
  return members.flatMap(([member, part]) => [...(member === name ? [part] : []), ...valuesOf(name, part)]);
}

describe("the document", () => {
  it("[API8] is what docs/protocol/openapi.json has, and what the server serves to everybody", async () => {
    expect(readFileSync(FILE, "utf8") === text, "docs/protocol/openapi.json is old: npm run api").toBe(true);
    const answer = await whole.app.inject({ url: "/openapi.json", headers: { host: "shoe.example" } });
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, "application/json; charset=utf-8"]);
    expect(answer.json()).toEqual(document);
  });

  it("[API8] is OpenAPI 3.1, and every reference in it leads somewhere", () => {
    expect(document.openapi).toBe("3.1.0");
    const references = valuesOf("$ref", document) as string[];
    const lost = references.filter((reference) => {
      const name = /^#\/components\/schemas\/(\w+)$/u.exec(reference)?.[1];
      return name === undefined || document.components.schemas[name] === undefined;
    });
    expect(lost).toEqual([]);
    const used = new Set(references.map((reference) => reference.split("/").at(-1)));
    expect(Object.keys(document.components.schemas).filter((name) => !used.has(name))).toEqual([]);
  });

  it("[API9] each operation has an id of its own, a summary, a tag and who may ask", () => {
    const ids = operations().map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/u.test(id))).toEqual([]);
    const lacking = operations().filter(
      ([, operation]) => operation.summary === "" || operation.tags.length === 0 || !Array.isArray(operation.security),
    );
    expect(lacking).toEqual([]);
    const schemes = Object.keys(document.components.securitySchemes);
    expect(schemes).toEqual(["cookie", "secureCookie", "bearer"]);
    const named = operations().flatMap(([, { security }]) => security.flatMap((one) => Object.keys(one)));
    expect([...new Set(named)]).toEqual(schemes);
  });

  it("[API9] each answer is typed, and each error is a problem document", () => {
    for (const [name, { responses }] of operations()) {
      expect([name, Object.keys(responses)]).toEqual([name, expect.arrayContaining(["default"])]);
      for (const [status, { content, description }] of Object.entries(responses)) {
        const types = Object.keys(content ?? {});
        const isError = status === "default" || Number(status) >= 400;
        const isEmpty = ["204", "304"].includes(status) || name.startsWith("head ");
        const wanted = isError ? "application/problem+json" : isEmpty ? "none" : "some";
        const shown = isError ? types[0] : types.length === 0 ? "none" : "some";
        expect([name, status, types[0], description]).not.toEqual([name, status, types[0], "Default Response"]);
        expect([name, status, shown]).toEqual([name, status, wanted]);
      }
    }
  });

  it("[API9] each parameter of a path is described, and each body has a shape", () => {
    for (const [name, { parameters = [], requestBody }] of operations()) {
      const inPath = parameters.filter((parameter) => parameter.in === "path").map((parameter) => parameter.name);
      const named = [...name.matchAll(/\{(\w+)\}/gu)].map(([, parameter = ""]) => parameter);
      expect([name, inPath.toSorted()]).toEqual([name, named.toSorted()]);
      const shapes = Object.values(requestBody?.content ?? {}).map(({ schema }) => Object.keys(schema).length > 0);
      expect([name, shapes]).toEqual([name, shapes.map(() => true)]);
    }
  });
});

describe("a route", () => {
  it("[API2] of the API without a description stops the start", async () => {
    const app = fastify();
    await addOpenapi(app);
    const config = { access: "runner" } as const;
    expect(() => app.get("/api/v1/silent", { config }, () => "?")).toThrow(
      "GET /api/v1/silent: expected a schema with operationId, summary, tags, response.",
    );
    await app.close();
  });
});

describe("shapes", () => {
  it("[API8] stand by their names wherever they are, whatever a place says about them", () => {
    const Foot = { type: "object", properties: { side: { type: "string" } } };
    const pair = { type: "object", properties: { left: Foot, right: { description: "The other", ...Foot } } };
    const operation = {
      operationId: "getPair",
      responses: { 200: { description: "", content: { a: { schema: pair } } } },
    };
    const finished = finishDocument({ paths: { "/pair": { get: operation } }, components: {} }, { Foot });
    const reference = { $ref: "#/components/schemas/Foot" };
    expect(valuesOf("properties", finished["paths"])).toEqual([{ left: reference, right: reference }]);
  });
});
