import type TypeScript from 'typescript';
import type { FieldKind, ObjectSchema } from './object-schema.ts';

type Ts = typeof TypeScript;

/** One property of a declared object type: its name and the name (or literal text) of its type, `null` left out. */
export interface Property {
  readonly name: string;
  readonly type: string;
}

/** A declared type: what it extends and the properties it adds. */
export interface Declaration {
  readonly bases: readonly string[];
  readonly properties: readonly Property[];
}

/** Reads the type aliases of a declaration file: `type A = B & { … }`, without resolving them. */
export function readDeclarations(ts: Ts, text: string): Map<string, Declaration> {
  const file = ts.createSourceFile('published.d.ts', text, ts.ScriptTarget.Latest, false);
  const declarations = new Map<string, Declaration>();
  for (const statement of file.statements) {
    if (!ts.isTypeAliasDeclaration(statement)) continue;
    const parts = ts.isIntersectionTypeNode(statement.type) ? statement.type.types : [statement.type];
    const bases: string[] = [];
    const properties: Property[] = [];
    for (const part of parts) {
      if (ts.isTypeReferenceNode(part) && ts.isIdentifier(part.typeName)) bases.push(part.typeName.text);
      if (!ts.isTypeLiteralNode(part)) continue;
      for (const member of part.members) {
        if (!ts.isPropertySignature(member) || member.type === undefined || !ts.isIdentifier(member.name)) continue;
        properties.push({ name: member.name.text, type: typeText(ts, member.type, text) });
      }
    }
    declarations.set(statement.name.text, { bases, properties });
  }
  return declarations;
}

/** Whether a declaration extends `base`, directly or through others. */
export function extendsBase(declarations: ReadonlyMap<string, Declaration>, name: string, base: string): boolean {
  const seen = new Set<string>();
  const queue = [name];
  for (let current = queue.pop(); current !== undefined; current = queue.pop()) {
    if (seen.has(current)) continue;
    seen.add(current);
    for (const next of declarations.get(current)?.bases ?? []) {
      if (next === base) return true;
      queue.push(next);
    }
  }
  return false;
}

/** The types of the data API: jsforce keeps fields and parents of an object in types of their own. */
export function dataObjects(declarations: ReadonlyMap<string, Declaration>): Record<string, ObjectSchema> {
  const objects: Record<string, ObjectSchema> = {};
  for (const [declared, { properties }] of declarations) {
    if (!declared.startsWith('Fields$')) continue;
    const name = declared.slice('Fields$'.length);
    const parents = declarations.get(`ParentReferences$${name}`)?.properties ?? [];
    objects[name] = {
      name,
      fields: Object.fromEntries(properties.map((field) => [field.name, kindOf(name, field)])),
      parents: Object.fromEntries(
        parents.map((parent) => [parent.name, parent.type.replace('SObjectDefinition$', '')]),
      ),
    };
  }
  return objects;
}

/**
 * The types of the Tooling API. One declared type there serves both the query (fields in upper camel case) and the
 * `Metadata` field (lower camel case); only the former can be queried.
 */
export function toolingObjects(declarations: ReadonlyMap<string, Declaration>): Record<string, ObjectSchema> {
  const objects: Record<string, ObjectSchema> = {};
  for (const [name, { properties, bases }] of declarations) {
    if (!extendsBase(declarations, name, 'sObject')) continue;
    const fields: Record<string, FieldKind> = { Id: 'id' };
    const parents: Record<string, string> = {};
    for (const property of properties) {
      if (!/^[A-Z]/.test(property.name) || property.type === 'QueryResult') continue;
      const target = declarations.get(property.type);
      if (target !== undefined && extendsBase(declarations, property.type, 'sObject') && hasKey(properties, property)) {
        parents[property.name] = property.type;
      } else fields[property.name] = kindOf(name, property);
    }
    if (bases.some((base) => base === 'Metadata' || base === 'MetadataForSettings')) {
      fields['FullName'] ??= 'string';
      fields['Metadata'] = 'complex';
    }
    objects[name] = { name, fields, parents };
  }
  return objects;
}

/** Names that the Metadata API takes as component types. */
export function metadataTypes(declarations: ReadonlyMap<string, Declaration>): string[] {
  // MetadataWithContent and MetadataForSettings only say what others have in common.
  return [...declarations.keys()]
    .filter((name) => extendsBase(declarations, name, 'Metadata') && !name.startsWith('Metadata'))
    .sort();
}

function hasKey(properties: readonly Property[], relationship: Property): boolean {
  return properties.some(({ name }) => name === `${relationship.name}Id`);
}

function typeText(ts: Ts, type: TypeScript.TypeNode, text: string): string {
  const alternatives = ts.isUnionTypeNode(type) ? type.types : [type];
  const named = alternatives.filter(
    (node) => !(ts.isLiteralTypeNode(node) && node.literal.kind === ts.SyntaxKind.NullKeyword),
  );
  const only = named.length === 1 ? named[0] : undefined;
  return only === undefined ? 'string' : text.slice(only.pos, only.end).trim();
}

/** Fields whose exact kind the types do not tell but Salesforce's object reference does. */
const documentedKinds: Readonly<Record<string, FieldKind>> = {
  // Tooling API, Certificate: "ExpirationDate: date"; CertificateChain is a blob that is answered as a URL.
  'Certificate.ExpirationDate': 'date',
  'Certificate.CertificateChain': 'base64',
};

function kindOf(object: string, { name, type }: Property): FieldKind {
  const documented = documentedKinds[`${object}.${name}`];
  if (documented !== undefined) return documented;
  if (type === 'boolean' || type === 'number') return type;
  if (type === 'Date' || type === 'DateString') return 'datetime';
  if (type === 'BlobString') return 'base64';
  if (type === 'ID' || name === 'Id') return 'id';
  if (type === 'string') return /[a-z]Id$/.test(name) ? 'id' : 'string';
  return 'complex';
}
