// The last steps of the API's description. Comes in: what @fastify/swagger wrote, the named shapes. Goes out: the document:
// shapes by their names, bodies that are bytes, the problem that any route may answer with, in one order. Pure.
import { STATUS_CODES } from "node:http";

type Json = null | boolean | number | string | Json[] | { [member: string]: Json };
type JsonObject = { [member: string]: Json };

/** Marks a route whose body is bytes; taken away again. */
export const BYTES_MARK = "x-bytes";
const HEAD_SUFFIX = /-head$/u;
const METHODS: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "head", "patch"]);

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Equal for equal schemas, whatever the order of their members; a description at the top is of the place, not the shape. */
function shapeKey(schema: JsonObject): string {
  const { description: _place, ...shape } = schema;
  return JSON.stringify(sorted(shape));
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((name) => [name, sorted(value[name] as Json)]),
  );
}

/** Puts names in place of shapes, the outermost first. */
function nameShapes(value: Json, names: ReadonlyMap<string, string>): Json {
  if (Array.isArray(value)) return value.map((item) => nameShapes(item, names));
  if (!isObject(value)) return value;
  const name = value["type"] === "object" ? names.get(shapeKey(value)) : undefined;
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
  return nameParts(value, names);
}

function nameParts(value: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([member, part]) => [member, nameShapes(part, names)]));
}

const ANY_PROBLEM: JsonObject = {
  description: "Anything else, as 500 or 503",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

const BYTES_BODY: JsonObject = {
  required: true,
  content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
};

/** A response without words of its own gets its status' name. */
function describeResponses(responses: JsonObject): JsonObject {
  const described = Object.entries(responses).map(([status, response]): [string, Json] => {
    const hasWords = isObject(response) && response["description"] !== "Default Response";
    return [status, hasWords ? response : { ...(response as JsonObject), description: STATUS_CODES[status] ?? status }];
  });
  return Object.fromEntries(described);
}

function finishOperation(operation: JsonObject): JsonObject {
  const { [BYTES_MARK]: bytes, responses, operationId, ...rest } = operation;
  return {
    operationId: (operationId as string).replace(HEAD_SUFFIX, ""),
    ...rest,
    ...(bytes === true ? { requestBody: BYTES_BODY } : {}),
    responses: { ...describeResponses(responses as JsonObject), default: ANY_PROBLEM },
  };
}

function finishPath(path: JsonObject): JsonObject {
  const finish = ([method, operation]: [string, Json]): [string, Json] =>
    METHODS.has(method) && isObject(operation) ? [method, finishOperation(operation)] : [method, operation];
  return Object.fromEntries(Object.entries(path).map(finish));
}

/** The finished document. `namedSchemas`: TypeBox or plain JSON Schema. */
export function finishDocument(written: object, namedSchemas: Readonly<Record<string, object>>): JsonObject {
  const document = JSON.parse(JSON.stringify(written)) as JsonObject;
  const plain = JSON.parse(JSON.stringify(namedSchemas)) as { [name: string]: JsonObject };
  const names = new Map(Object.entries(plain).map(([name, schema]) => [shapeKey(schema), name]));
  const paths = nameParts(document["paths"] as JsonObject, names);
  const pathNames = Object.keys(paths).toSorted();
  return {
    ...document,
    paths: Object.fromEntries(pathNames.map((path) => [path, finishPath(paths[path] as JsonObject)])),
    components: {
      ...(document["components"] as JsonObject),
      schemas: Object.fromEntries(Object.entries(plain).map(([name, schema]) => [name, nameParts(schema, names)])),
    },
  };
}
