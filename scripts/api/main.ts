// `npm run api`, its second half: writes packages/client/src/api-types.ts from docs/protocol/openapi.json; with `--check` it
// writes nothing and exits 1 where the file differs. Generator: openapi-typescript.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const DOCUMENT = new URL("../../docs/protocol/openapi.json", import.meta.url);
const FILE = fileURLToPath(new URL("../../packages/client/src/api-types.ts", import.meta.url));

const HEAD = `// Types of the API, written by \`npm run api\` from docs/protocol/openapi.json; change nothing here by hand.
`;

/** Bytes are whatever fetch sends or gives. */
const BYTES = ts.factory.createUnionTypeNode([
  ts.factory.createTypeReferenceNode("Blob"),
  ts.factory.createTypeReferenceNode("Uint8Array", [ts.factory.createTypeReferenceNode("ArrayBuffer")]),
]);

const nodes = await openapiTS(readFileSync(DOCUMENT, "utf8"), {
  alphabetize: true,
  transform: (schema) => (schema.format === "binary" ? BYTES : undefined),
});
const text = HEAD + astToString(nodes);
if (!process.argv.includes("--check")) writeFileSync(FILE, text);
else if (readFileSync(FILE, "utf8") !== text) {
  console.error("packages/client/src/api-types.ts is not what docs/protocol/openapi.json says: npm run api");
  process.exitCode = 1;
}
