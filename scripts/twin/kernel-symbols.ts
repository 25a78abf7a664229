// What the kernel's modules declare and import: name → what it is and its type, across modules. In: parsed modules in
// any order. Out: one table a module, and the classes' fields. Nothing is inferred that is not written in the source.
import ts from "typescript";
import { readType, TwinError, type TypeName } from "./kernel-types.ts";

/** Something that a name stands for. */
export type KernelSymbol =
  | { kind: "variable"; code: string; type: TypeName }
  | { kind: "function"; code: string; parameters: TypeName[]; result: TypeName }
  | { kind: "class"; code: string; fields: ReadonlyMap<string, TypeName> }
  | { kind: "namespace"; module: string };

/** Names visible at the top of each module, by module name ("stance"). */
export type SymbolTables = ReadonlyMap<string, ReadonlyMap<string, KernelSymbol>>;

/** "./stance" → "stance". */
export function importedModule(statement: ts.ImportDeclaration): string {
  if (!ts.isStringLiteral(statement.moduleSpecifier)) throw new TwinError(statement, "unknown import");
  return statement.moduleSpecifier.text.replace(/^\.\//, "");
}

/** Tables of all modules. Classes come first, since everything else may be typed by them. */
export function gatherSymbols(modules: ReadonlyMap<string, ts.SourceFile>): SymbolTables {
  const tables = new Map([...modules.keys()].map((name) => [name, new Map<string, KernelSymbol>()]));
  for (const [name, source] of modules) declareClassNames(name, source, tables.get(name) ?? new Map());
  for (const [name, source] of modules) bindImports(source, tables.get(name) ?? new Map(), tables, true);
  for (const [name, source] of modules) declareRest(name, source, tables.get(name) ?? new Map());
  for (const [name, source] of modules) bindImports(source, tables.get(name) ?? new Map(), tables, false);
  return tables;
}

type Table = Map<string, KernelSymbol>;

function declareClassNames(module: string, source: ts.SourceFile, table: Table): void {
  for (const statement of source.statements) {
    if (!ts.isClassDeclaration(statement) || statement.name === undefined) continue;
    const { text } = statement.name;
    table.set(text, { kind: "class", code: `${module}$${text}`, fields: new Map() });
  }
}

function bindImports(source: ts.SourceFile, table: Table, tables: Map<string, Table>, isEarly: boolean): void {
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const module = importedModule(statement);
    const exported = tables.get(module);
    const bindings = statement.importClause?.namedBindings;
    if (exported === undefined || bindings === undefined) throw new TwinError(statement, "unknown import");
    if (ts.isNamespaceImport(bindings)) {
      table.set(bindings.name.text, { kind: "namespace", module });
      continue;
    }
    for (const element of bindings.elements) {
      if (element.propertyName !== undefined) throw new TwinError(element, "an import under another name");
      const symbol = exported.get(element.name.text);
      if (symbol !== undefined) table.set(element.name.text, symbol);
      else if (!isEarly) throw new TwinError(element, "not exported there");
    }
  }
}

/** How a class's name is known across modules, seen from a module's table. */
export function classResolver(table: ReadonlyMap<string, KernelSymbol>): (name: string) => TypeName | null {
  return (name) => {
    const symbol = table.get(name);
    return symbol?.kind === "class" ? symbol.code : null;
  };
}

function declareRest(module: string, source: ts.SourceFile, table: Table): void {
  const resolve = classResolver(table);
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) continue;
    if (ts.isClassDeclaration(statement)) declareFields(statement, table);
    else if (ts.isFunctionDeclaration(statement)) declareFunction(module, statement, table);
    else if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        const name = declaration.name.getText(source);
        const type = declaredType(declaration, resolve);
        table.set(name, { kind: "variable", code: variableCode(module, name, statement.declarationList), type });
      }
    } else throw new TwinError(statement, "unknown statement at the top of a module");
  }
}

/** Whether a list declares variables that change. */
export function isLet(list: ts.VariableDeclarationList): boolean {
  return (list.flags & ts.NodeFlags.Let) !== 0;
}

/** A module's variables are fields of one object: V8 keeps an object's doubles in place, a scope's anew at each change. */
function variableCode(module: string, name: string, list: ts.VariableDeclarationList): string {
  return isLet(list) ? `${module}$lets.${name}` : `${module}$${name}`;
}

function declareFields(statement: ts.ClassDeclaration, table: Table): void {
  const symbol = table.get(statement.name?.text ?? "");
  if (symbol?.kind !== "class") throw new TwinError(statement, "a class without a name");
  const fields = symbol.fields as Map<string, TypeName>;
  for (const member of statement.members) {
    if (!ts.isPropertyDeclaration(member)) throw new TwinError(member, "unknown member of a class");
    fields.set(member.name.getText(), readType(member.type, member, classResolver(table)));
  }
}

function declareFunction(module: string, statement: ts.FunctionDeclaration, table: Table): void {
  const name = statement.name?.text;
  if (name === undefined) throw new TwinError(statement, "a function without a name");
  const resolve = classResolver(table);
  const parameters = statement.parameters.map((parameter) => readType(parameter.type, parameter, resolve));
  const result = readType(statement.type, statement, resolve);
  table.set(name, { kind: "function", code: `${module}$${name}`, parameters, result });
}

/** Type of a variable: its annotation, or the class or static array that it is made of. */
export function declaredType(
  declaration: ts.VariableDeclaration,
  resolve: (name: string) => TypeName | null,
): TypeName {
  const { initializer } = declaration;
  if (declaration.type !== undefined || initializer === undefined || !ts.isNewExpression(initializer)) {
    return readType(declaration.type, declaration, resolve);
  }
  const { expression, typeArguments } = initializer;
  if (!ts.isIdentifier(expression)) throw new TwinError(initializer, "unknown class");
  if (expression.text === "StaticArray") {
    return `StaticArray<${readType(typeArguments?.[0], initializer, resolve)}>`;
  }
  const type = resolve(expression.text);
  if (type === null) throw new TwinError(initializer, "unknown class");
  return type;
}
