// One module of the kernel → JavaScript statements for the twin's single scope. In: its syntax tree and the table of
// what it declares and imports. Out: text. Imports vanish, since every name is written out as `module$name`.
import ts from "typescript";
import { classResolver, declaredType, isLet, type KernelSymbol, type SymbolTables } from "./kernel-symbols.ts";
import { LITERAL, readType, TwinError, type TypeName } from "./kernel-types.ts";
import { ExpressionTranslator, type Rounding } from "./translate-expression.ts";

const NO_NAMES: ReadonlyMap<string, KernelSymbol> = new Map();

/** Classes by their name across modules. */
function gatherFields(tables: SymbolTables): Map<TypeName, ReadonlyMap<string, TypeName>> {
  const fields = new Map<TypeName, ReadonlyMap<string, TypeName>>();
  for (const table of tables.values()) {
    for (const symbol of table.values()) if (symbol.kind === "class") fields.set(symbol.code, symbol.fields);
  }
  return fields;
}

/** Writes one module. `replaced` gives other bodies for some functions: parameters' names stay as in the source. */
export function translateModule(
  name: string,
  source: ts.SourceFile,
  tables: SymbolTables,
  rounding: Rounding,
  replaced: ReadonlyMap<string, string> = new Map(),
): string {
  return new ModuleTranslator(name, tables, rounding, replaced).write(source);
}

class ModuleTranslator {
  readonly #name: string;
  readonly #table: ReadonlyMap<string, KernelSymbol>;
  readonly #replaced: ReadonlyMap<string, string>;
  readonly #expressions: ExpressionTranslator;
  readonly #resolve: (name: string) => TypeName | null;
  #scopes: Map<string, KernelSymbol>[] = [];
  #result: TypeName = "void";

  constructor(name: string, tables: SymbolTables, rounding: Rounding, replaced: ReadonlyMap<string, string>) {
    this.#name = name;
    this.#table = tables.get(name) ?? NO_NAMES;
    this.#replaced = replaced;
    this.#resolve = classResolver(this.#table);
    const fields = gatherFields(tables);
    this.#expressions = new ExpressionTranslator({
      rounding,
      lookUp: (wanted) => this.#lookUp(wanted),
      lookUpIn: (module, wanted) => tables.get(module)?.get(wanted) ?? null,
      fieldsOf: (type) => fields.get(type) ?? null,
    });
  }

  write(source: ts.SourceFile): string {
    const lines: string[] = [];
    const fields: string[] = [];
    for (const statement of source.statements) {
      if (ts.isImportDeclaration(statement)) continue;
      if (ts.isVariableStatement(statement) && isLet(statement.declarationList)) {
        fields.push(...statement.declarationList.declarations.map((each) => this.#moduleVariable(each)));
      } else lines.push(this.#topStatement(statement));
    }
    return `${lines.join("\n")}\nconst ${this.#name}$lets = { ${fields.join(", ")} };`;
  }

  #moduleVariable(declaration: ts.VariableDeclaration): string {
    if (declaration.initializer === undefined) throw new TwinError(declaration, "expected a value");
    const type = declaredType(declaration, this.#resolve);
    return `${declaration.name.getText()}: ${this.#expressions.as(declaration.initializer, type)}`;
  }

  #lookUp(name: string): KernelSymbol | null {
    for (const scope of this.#scopes.toReversed()) {
      const symbol = scope.get(name);
      if (symbol !== undefined) return symbol;
    }
    return this.#table.get(name) ?? null;
  }

  #topStatement(statement: ts.Statement): string {
    if (ts.isClassDeclaration(statement)) return this.#classDeclaration(statement);
    if (ts.isFunctionDeclaration(statement)) return this.#functionDeclaration(statement);
    if (ts.isVariableStatement(statement)) return this.#variables(statement.declarationList);
    throw new TwinError(statement, "unknown statement at the top of a module");
  }

  #classDeclaration(statement: ts.ClassDeclaration): string {
    const fields = statement.members.map((member) => {
      if (!ts.isPropertyDeclaration(member) || member.initializer === undefined) {
        throw new TwinError(member, "expected a field with a value");
      }
      const type = readType(member.type, member, this.#resolve);
      return `${member.name.getText()} = ${this.#expressions.as(member.initializer, type)};`;
    });
    return `class ${this.#name}$${statement.name?.text ?? ""} { ${fields.join(" ")} }`;
  }

  #functionDeclaration(statement: ts.FunctionDeclaration): string {
    const name = statement.name?.text ?? "";
    const names = statement.parameters.map((parameter) => parameter.name.getText());
    const head = `function ${this.#name}$${name}(${names.join(", ")})`;
    const body = this.#replaced.get(name);
    if (body !== undefined) return `${head} { ${body} }`;
    if (statement.body === undefined) throw new TwinError(statement, "expected a body");
    this.#result = readType(statement.type, statement, this.#resolve);
    const locals = new Map<string, KernelSymbol>();
    for (const parameter of statement.parameters) {
      const code = parameter.name.getText();
      locals.set(code, { kind: "variable", code, type: readType(parameter.type, parameter, this.#resolve) });
    }
    return `${head} ${this.#within(locals, () => this.#block(statement.body as ts.Block))}`;
  }

  #within(names: Map<string, KernelSymbol>, write: () => string): string {
    this.#scopes.push(names);
    const text = write();
    this.#scopes.pop();
    return text;
  }

  #block(block: ts.Block): string {
    return this.#within(new Map(), () => `{\n${block.statements.map((each) => this.#statement(each)).join("\n")}\n}`);
  }

  #statement(statement: ts.Statement): string {
    if (ts.isBlock(statement)) return this.#block(statement);
    if (ts.isVariableStatement(statement)) return this.#variables(statement.declarationList);
    if (ts.isExpressionStatement(statement)) return `${this.#effect(statement.expression)};`;
    if (ts.isReturnStatement(statement)) return this.#returnStatement(statement);
    if (ts.isIfStatement(statement)) return this.#ifStatement(statement);
    if (ts.isForStatement(statement)) return this.#forStatement(statement);
    if (ts.isWhileStatement(statement)) {
      const condition = this.#expressions.as(statement.expression, "bool");
      return `while (${condition}) ${this.#statement(statement.statement)}`;
    }
    if (ts.isBreakStatement(statement) && statement.label === undefined) return "break;";
    if (ts.isContinueStatement(statement) && statement.label === undefined) return "continue;";
    throw new TwinError(statement, "unknown statement");
  }

  /** `const` and `let`; a constant at the top of a module has its name in the whole twin. */
  #variables(list: ts.VariableDeclarationList): string {
    const keyword = list.flags & ts.NodeFlags.Const ? "const" : "let";
    return list.declarations.map((declaration) => `${keyword} ${this.#declaration(declaration)};`).join(" ");
  }

  #declaration(declaration: ts.VariableDeclaration): string {
    const name = declaration.name.getText();
    if (declaration.initializer === undefined) throw new TwinError(declaration, "expected a value");
    const type = declaredType(declaration, this.#resolve);
    const value = this.#expressions.as(declaration.initializer, type);
    const scope = this.#scopes.at(-1);
    if (scope === undefined) return `${this.#name}$${name} = ${value}`;
    scope.set(name, { kind: "variable", code: name, type });
    return `${name} = ${value}`;
  }

  #returnStatement(statement: ts.ReturnStatement): string {
    if (statement.expression === undefined) return "return;";
    return `return ${this.#expressions.as(statement.expression, this.#result)};`;
  }

  #ifStatement(statement: ts.IfStatement): string {
    const head = `if (${this.#expressions.as(statement.expression, "bool")}) ${this.#statement(statement.thenStatement)}`;
    return statement.elseStatement === undefined ? head : `${head} else ${this.#statement(statement.elseStatement)}`;
  }

  #forStatement(statement: ts.ForStatement): string {
    const { initializer, condition, incrementor } = statement;
    if (initializer === undefined || !ts.isVariableDeclarationList(initializer)) {
      throw new TwinError(statement, "expected a loop that declares its variable");
    }
    return this.#within(new Map(), () => {
      const start = this.#variables(initializer);
      const test = condition === undefined ? "" : this.#expressions.as(condition, "bool");
      const step = incrementor === undefined ? "" : this.#effect(incrementor);
      return `for (${start} ${test}; ${step}) ${this.#statement(statement.statement)}`;
    });
  }

  /** An expression for what it does: assignment, increment, call. */
  #effect(node: ts.Expression): string {
    if (ts.isParenthesizedExpression(node)) return this.#effect(node.expression);
    if (ts.isBinaryExpression(node)) return this.#assignment(node);
    if (ts.isPostfixUnaryExpression(node)) {
      const { code, type } = this.#expressions.target(node.operand);
      if (type !== "i32") throw new TwinError(node, `counting in ${type} is unknown`);
      return `${code} = (${code} ${node.operator === ts.SyntaxKind.PlusPlusToken ? "+" : "-"} 1) | 0`;
    }
    if (!ts.isCallExpression(node)) throw new TwinError(node, "unknown effect");
    const argument = node.arguments[0];
    const isUnchecked = ts.isIdentifier(node.expression) && node.expression.text === "unchecked";
    if (isUnchecked && argument !== undefined) return this.#effect(argument);
    return this.#expressions.translate(node).code;
  }

  #assignment(node: ts.BinaryExpression): string {
    const operator = node.operatorToken.getText();
    const target = this.#expressions.target(node.left);
    if (operator === "=") return `${target.code} = ${this.#expressions.as(node.right, target.type)}`;
    if (!operator.endsWith("=")) throw new TwinError(node, "unknown effect");
    const value = this.#expressions.translate(node.right, target.type);
    if (value.type === LITERAL) throw new TwinError(node, "a literal without a type");
    const sum = this.#expressions.combine(operator.slice(0, -1), target, value, node);
    if (sum.type !== target.type) throw new TwinError(node, `expected ${target.type}, but found ${sum.type}`);
    return `${target.code} = ${sum.code}`;
  }
}
