// One expression of the kernel → JavaScript with the same value. Every f32 result is rounded with Math.fround (rounding
// "f32": bit-identical to wasm) or left a double (rounding "none": the same algorithm as plain TypeScript).
// Source of the rules: AssemblyScript's numeric types; wasm's f32 operators and saturating truncation.
import ts from "typescript";
import type { KernelSymbol } from "./kernel-symbols.ts";
import { elementOf, isInteger, isSmallInteger, LITERAL, TwinError, type TypeName } from "./kernel-types.ts";

/** How f32 results are kept. */
export type Rounding = "f32" | "none";

/** JavaScript and the type of its value. */
export interface Typed {
  code: string;
  type: TypeName;
}

/** What an expression may refer to. */
export interface Surroundings {
  rounding: Rounding;
  /** What a name stands for here: a local, or a symbol of the module. */
  lookUp(name: string): KernelSymbol | null;
  /** The symbol of another module, for `record.putNumber`. */
  lookUpIn(module: string, name: string): KernelSymbol | null;
  /** Fields of a class by its name across modules. */
  fieldsOf(type: TypeName): ReadonlyMap<string, TypeName> | null;
}

const ARITHMETIC = new Set(["+", "-", "*", "/"]);
const INTEGER_ONLY = new Set(["&", "|", "^", "<<", ">>", "%"]);
const COMPARISONS = new Map([
  ["==", "==="],
  ["!=", "!=="],
  ["<", "<"],
  ["<=", "<="],
  [">", ">"],
  [">=", ">="],
]);
/** Functions of Mathf that are exact in f32, and so the same as Math's once rounded. */
const EXACT_FUNCTIONS = new Map([
  ["sqrt", 1],
  ["abs", 1],
  ["floor", 1],
  ["ceil", 1],
  ["max", 2],
  ["min", 2],
]);

/** Writes expressions of one module. */
export class ExpressionTranslator {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** The expression as a value of this type. */
  as(node: ts.Expression, type: TypeName): string {
    const typed = this.translate(node, type);
    return fit(typed, type, node);
  }

  /** The expression; `wanted` is the type that a literal takes when nothing nearer gives it one. */
  translate(node: ts.Expression, wanted: TypeName | null = null): Typed {
    if (ts.isParenthesizedExpression(node)) {
      const inner = this.translate(node.expression, wanted);
      return { code: `(${inner.code})`, type: inner.type };
    }
    if (ts.isNumericLiteral(node)) return this.#literal(node, Number(node.text), wanted);
    if (node.kind === ts.SyntaxKind.TrueKeyword) return { code: "true", type: "bool" };
    if (node.kind === ts.SyntaxKind.FalseKeyword) return { code: "false", type: "bool" };
    if (ts.isIdentifier(node)) return this.#variable(node, this.#around.lookUp(node.text));
    if (ts.isPrefixUnaryExpression(node)) return this.#prefix(node, wanted);
    if (ts.isBinaryExpression(node)) return this.#binary(node, wanted);
    if (ts.isConditionalExpression(node)) return this.#conditional(node, wanted);
    if (ts.isPropertyAccessExpression(node)) return this.#property(node);
    if (ts.isElementAccessExpression(node)) return this.#element(node);
    if (ts.isCallExpression(node)) return this.#call(node, wanted);
    if (ts.isNewExpression(node)) return this.#construction(node);
    throw new TwinError(node, "unknown expression");
  }

  /** The target of an assignment. */
  target(node: ts.Expression): Typed {
    if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      return this.translate(node);
    }
    throw new TwinError(node, "unknown target");
  }

  /** left operator right, both already written, as a value of their common type. */
  combine(operator: string, left: Typed, right: Typed, node: ts.Node): Typed {
    const type = commonType(left.type, right.type, node);
    if (type === "f32" && ARITHMETIC.has(operator)) {
      return { code: this.#round(`${left.code} ${operator} ${right.code}`), type };
    }
    if (isSmallInteger(type) && type !== "u32")
      return { code: smallInteger(operator, left.code, right.code, node), type };
    if (type === "i64" && ["+", "-", "*"].includes(operator)) {
      return { code: `(${left.code} ${operator} ${right.code})`, type };
    }
    throw new TwinError(node, `${operator} of ${type} is unknown`);
  }

  #round(code: string): string {
    return this.#around.rounding === "f32" ? `Math.fround(${code})` : `(${code})`;
  }

  #literal(node: ts.Node, value: number, wanted: TypeName | null): Typed {
    if (wanted === "f32") {
      const kept = this.#around.rounding === "f32" ? Math.fround(value) : value;
      return { code: kept < 0 ? `(${kept})` : String(kept), type: "f32" };
    }
    const type = wanted !== null && isInteger(wanted) ? wanted : LITERAL;
    if (type !== LITERAL && !Number.isInteger(value)) throw new TwinError(node, `expected an integer for ${type}`);
    return { code: value < 0 ? `(${value})` : String(value), type };
  }

  #variable(node: ts.Expression, symbol: KernelSymbol | null): Typed {
    if (symbol?.kind !== "variable") throw new TwinError(node, "unknown name");
    return { code: symbol.code, type: symbol.type };
  }

  #prefix(node: ts.PrefixUnaryExpression, wanted: TypeName | null): Typed {
    if (node.operator === ts.SyntaxKind.ExclamationToken)
      return { code: `!${this.as(node.operand, "bool")}`, type: "bool" };
    if (node.operator !== ts.SyntaxKind.MinusToken) throw new TwinError(node, "unknown operator");
    if (ts.isNumericLiteral(node.operand)) return this.#literal(node, -Number(node.operand.text), wanted);
    const { code, type } = this.translate(node.operand, wanted);
    if (type === "f32") return { code: `(-${code})`, type };
    if (isSmallInteger(type)) return { code: `(-${code} | 0)`, type };
    throw new TwinError(node, `negation of ${type} is unknown`);
  }

  #binary(node: ts.BinaryExpression, wanted: TypeName | null): Typed {
    const operator = node.operatorToken.getText();
    if (operator === "&&" || operator === "||") {
      return { code: `(${this.as(node.left, "bool")} ${operator} ${this.as(node.right, "bool")})`, type: "bool" };
    }
    const comparison = COMPARISONS.get(operator);
    const [left, right] = this.#pair(node.left, node.right, comparison === undefined ? wanted : null);
    if (comparison === undefined) return this.combine(operator, left, right, node);
    commonType(left.type, right.type, node);
    return { code: `(${left.code} ${comparison} ${right.code})`, type: "bool" };
  }

  /** Two operands; a literal takes the other side's type. */
  #pair(leftNode: ts.Expression, rightNode: ts.Expression, wanted: TypeName | null): [Typed, Typed] {
    const context = wanted !== null && (wanted === "f32" || isInteger(wanted)) ? wanted : null;
    let left = this.translate(leftNode);
    const right = this.translate(rightNode, left.type === LITERAL ? context : left.type);
    if (left.type === LITERAL) left = this.translate(leftNode, right.type === LITERAL ? context : right.type);
    return [left, right];
  }

  #conditional(node: ts.ConditionalExpression, wanted: TypeName | null): Typed {
    const condition = this.as(node.condition, "bool");
    const [yes, no] = this.#pair(node.whenTrue, node.whenFalse, wanted);
    if (yes.type !== no.type) throw new TwinError(node, `${yes.type} or ${no.type}`);
    return { code: `(${condition} ? ${yes.code} : ${no.code})`, type: yes.type };
  }

  #property(node: ts.PropertyAccessExpression): Typed {
    const name = node.name.text;
    if (ts.isIdentifier(node.expression)) {
      const symbol = this.#around.lookUp(node.expression.text);
      if (symbol?.kind === "namespace") return this.#variable(node, this.#around.lookUpIn(symbol.module, name));
    }
    const holder = this.translate(node.expression);
    const type = this.#around.fieldsOf(holder.type)?.get(name);
    if (type === undefined) throw new TwinError(node, `${holder.type} has no such field`);
    return { code: `${holder.code}.${name}`, type };
  }

  #element(node: ts.ElementAccessExpression): Typed {
    const array = this.translate(node.expression);
    const type = elementOf(array.type);
    if (type === null) throw new TwinError(node, `${array.type} is no array`);
    return { code: `${array.code}[${this.as(node.argumentExpression, "i32")}]`, type };
  }

  #construction(node: ts.NewExpression): Typed {
    if (!ts.isIdentifier(node.expression)) throw new TwinError(node, "unknown class");
    if (node.expression.text === "StaticArray") {
      const element = node.typeArguments?.[0]?.getText() ?? "";
      const length = node.arguments?.[0];
      if (length === undefined) throw new TwinError(node, "expected a length");
      return { code: `twin$allocate("${element}", ${this.as(length, "i32")})`, type: `StaticArray<${element}>` };
    }
    const symbol = this.#around.lookUp(node.expression.text);
    if (symbol?.kind !== "class" || node.arguments?.length !== 0) throw new TwinError(node, "unknown construction");
    return { code: `new ${symbol.code}()`, type: symbol.code };
  }

  #call(node: ts.CallExpression, wanted: TypeName | null): Typed {
    const { expression } = node;
    if (ts.isPropertyAccessExpression(expression)) return this.#qualifiedCall(node, expression);
    if (!ts.isIdentifier(expression)) throw new TwinError(node, "unknown call");
    const argument = node.arguments[0];
    if (expression.text === "unchecked" && argument !== undefined) return this.translate(argument, wanted);
    if (expression.text === "changetype" && argument !== undefined) {
      return { code: `twin$addressOf(${this.translate(argument).code})`, type: "usize" };
    }
    const symbol = this.#around.lookUp(expression.text);
    if (symbol !== null) return this.#functionCall(node, symbol);
    if (argument === undefined || node.arguments.length > 1) throw new TwinError(node, "unknown call");
    return this.#cast(node, expression.text, argument);
  }

  #functionCall(node: ts.CallExpression, symbol: KernelSymbol | null): Typed {
    if (symbol?.kind !== "function") throw new TwinError(node, "unknown function");
    const { parameters, result } = symbol;
    if (parameters.length !== node.arguments.length)
      throw new TwinError(node, `expected ${parameters.length} arguments`);
    const values = node.arguments.map((argument, index) => this.as(argument, parameters[index] ?? ""));
    return { code: `${symbol.code}(${values.join(", ")})`, type: result };
  }

  #qualifiedCall(node: ts.CallExpression, callee: ts.PropertyAccessExpression): Typed {
    const name = callee.name.text;
    if (!ts.isIdentifier(callee.expression)) throw new TwinError(node, "unknown call");
    if (callee.expression.text === "Mathf") {
      if (EXACT_FUNCTIONS.get(name) !== node.arguments.length) throw new TwinError(node, "not known to be exact");
      const values = node.arguments.map((argument) => this.as(argument, "f32"));
      return { code: this.#round(`Math.${name}(${values.join(", ")})`), type: "f32" };
    }
    const holder = this.#around.lookUp(callee.expression.text);
    if (holder?.kind !== "namespace") throw new TwinError(node, "unknown call");
    return this.#functionCall(node, this.#around.lookUpIn(holder.module, name));
  }

  #cast(node: ts.Node, to: TypeName, argument: ts.Expression): Typed {
    const { code, type: from } = this.translate(argument, to);
    if (from === to) return { code, type: to };
    if (to === "f32" && isInteger(from)) return { code: this.#round(code), type: to };
    if (to === "i32" && from === "f32") return { code: `twin$truncate(${code})`, type: to };
    if (to === "i32" && isInteger(from))
      return { code: isSmallInteger(from) && from !== "u32" ? code : `(${code} | 0)`, type: to };
    if (to === "i32" && from === "bool") return { code: `(${code} ? 1 : 0)`, type: to };
    if (to === "i64" && isInteger(from)) return { code, type: to };
    if (to === "i16" && from === "i32") return { code: `((${code} << 16) >> 16)`, type: to };
    if (to === "u8" && from === "i32") return { code: `(${code} & 255)`, type: to };
    throw new TwinError(node, `unknown conversion of ${from} to ${to}`);
  }
}

/** A value where `type` is expected: AssemblyScript itself widens i32 to i64, and takes an integer for a condition. */
function fit(value: Typed, type: TypeName, node: ts.Node): string {
  if (value.type === type) return value.code;
  if (type === "i64" && value.type === "i32") return value.code;
  throw new TwinError(node, `expected ${type}, but found ${value.type}`);
}

function commonType(left: TypeName, right: TypeName, node: ts.Node): TypeName {
  if (left === right && left !== LITERAL) return left;
  if ((left === "i64" && right === "i32") || (left === "i32" && right === "i64")) return "i64";
  if (left === LITERAL && right === LITERAL) throw new TwinError(node, "two literals without a type");
  throw new TwinError(node, `${left} with ${right}`);
}

function smallInteger(operator: string, left: string, right: string, node: ts.Node): string {
  if (operator === "*") return `Math.imul(${left}, ${right})`;
  if (operator === "+" || operator === "-" || operator === "/") return `((${left} ${operator} ${right}) | 0)`;
  if (INTEGER_ONLY.has(operator)) return `(${left} ${operator} ${right})`;
  throw new TwinError(node, "unknown operator");
}
