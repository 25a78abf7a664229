// The types that the kernel's AssemblyScript uses, as the twin needs them: by name, with the few facts that decide what
// JavaScript to write. In: type annotations. Out: type names such as "f32", "StaticArray<i16>", "vector$Vec".
import ts from "typescript";

/** A type by name: a number type, "bool", "void", "StaticArray<…>" or a class as `module$Name`. */
export type TypeName = string;

/** A number literal that nothing has given a type yet. */
export const LITERAL: TypeName = "literal";

/** Numbers that JavaScript holds as an integer of at most 32 bits. */
const SMALL_INTEGERS: ReadonlySet<TypeName> = new Set(["i32", "i16", "u8", "u32"]);

/** Every integer; the twin holds 64-bit ones as numbers, exact below 2⁵³. */
const INTEGERS: ReadonlySet<TypeName> = new Set([...SMALL_INTEGERS, "i64", "usize"]);

/** Typed arrays that stand for static arrays. */
export const ARRAY_CLASSES: ReadonlyMap<TypeName, string> = new Map([
  ["i16", "Int16Array"],
  ["u8", "Uint8Array"],
  ["i32", "Int32Array"],
  ["u32", "Uint32Array"],
  ["f32", "Float32Array"],
]);

const KEYWORDS: ReadonlyMap<ts.SyntaxKind, TypeName> = new Map([[ts.SyntaxKind.VoidKeyword, "void"]]);
const PLAIN_NAMES: ReadonlySet<TypeName> = new Set([...INTEGERS, "f32", "bool"]);

export function isInteger(type: TypeName): boolean {
  return INTEGERS.has(type);
}

export function isSmallInteger(type: TypeName): boolean {
  return SMALL_INTEGERS.has(type);
}

/** Element type of "StaticArray<i16>"; null for any other type. */
export function elementOf(type: TypeName): TypeName | null {
  return /^StaticArray<(\w+)>$/.exec(type)?.[1] ?? null;
}

/** A place in the kernel's sources that the twin does not know how to write in JavaScript. */
export class TwinError extends Error {
  constructor(node: ts.Node, what: string) {
    const source = node.getSourceFile();
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    super(`${source.fileName}:${line + 1}: ${what}: ${node.getText(source).split("\n")[0] ?? ""}`);
    this.name = "TwinError";
  }
}

/** Name of an annotated type; `resolveClass` turns a class's name into its name across modules. */
export function readType(
  node: ts.TypeNode | undefined,
  holder: ts.Node,
  resolveClass: (name: string) => TypeName | null,
): TypeName {
  if (node === undefined) throw new TwinError(holder, "expected a type annotation");
  const keyword = KEYWORDS.get(node.kind);
  if (keyword !== undefined) return keyword;
  if (!ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName)) throw new TwinError(node, "unknown type");
  const name = node.typeName.text;
  if (name === "StaticArray") {
    const element = readType(node.typeArguments?.[0], node, resolveClass);
    if (!ARRAY_CLASSES.has(element)) throw new TwinError(node, "unknown element type");
    return `StaticArray<${element}>`;
  }
  if (PLAIN_NAMES.has(name)) return name;
  const resolved = resolveClass(name);
  if (resolved === null) throw new TwinError(node, "unknown type");
  return resolved;
}
