/** The types of Salesforce's Metadata API, as the published declarations state them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import ts from 'typescript';

export interface MetadataField {
  readonly many: boolean;
  /** `string`, `boolean`, `number`, `Date`, or the name of a type. */
  readonly type: string;
  /** The only values that it may have. */
  readonly values?: ReadonlySet<string>;
}

export type MetadataTypes = ReadonlyMap<string, ReadonlyMap<string, MetadataField>>;

/** Reads `@salesforce/types`, which is generated from the Metadata WSDL. */
export function metadataTypes(): MetadataTypes {
  const path = createRequire(import.meta.url)
    .resolve('@salesforce/types/metadata')
    .replace(/\.js$/, '.d.ts');
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, false);
  const aliases = file.statements.filter(ts.isTypeAliasDeclaration);
  const enumerations = new Map(aliases.flatMap(({ name, type }) => literals(type, name.text)));
  const bodies = new Map(aliases.map(({ name, type }) => [name.text, type]));
  const types = new Map<string, ReadonlyMap<string, MetadataField>>();
  for (const { name } of aliases) types.set(name.text, new Map(fieldsOf(name.text)));
  return types;

  function* fieldsOf(name: string): Generator<[string, MetadataField]> {
    const body = bodies.get(name);
    if (!body) return;
    for (const part of ts.isIntersectionTypeNode(body) ? body.types : [body]) {
      if (ts.isTypeReferenceNode(part) && ts.isIdentifier(part.typeName)) yield* fieldsOf(part.typeName.text);
      if (!ts.isTypeLiteralNode(part)) continue;
      for (const member of part.members) {
        if (!ts.isPropertySignature(member) || !member.type || !ts.isIdentifier(member.name)) continue;
        yield [member.name.text, fieldOf(member.type)];
      }
    }
  }

  function fieldOf(node: ts.TypeNode): MetadataField {
    if (ts.isArrayTypeNode(node)) return { ...fieldOf(node.elementType), many: true };
    const own = literals(node, '')[0]?.[1];
    if (own) return { many: false, type: 'string', values: own };
    const type = ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) ? node.typeName.text : keyword(node);
    const values = enumerations.get(type);
    return values ? { many: false, type: 'string', values } : { many: false, type };
  }
}

function keyword(node: ts.TypeNode): string {
  if (node.kind === ts.SyntaxKind.BooleanKeyword) return 'boolean';
  return node.kind === ts.SyntaxKind.NumberKeyword ? 'number' : 'string';
}

/** The values of a union of texts; nothing for any other type. */
function literals(node: ts.TypeNode, name: string): [string, ReadonlySet<string>][] {
  const parts = ts.isUnionTypeNode(node) ? node.types : [node];
  const values = parts.flatMap((part) =>
    ts.isLiteralTypeNode(part) && ts.isStringLiteral(part.literal) ? [part.literal.text] : [],
  );
  return values.length > 0 && values.length === parts.length ? [[name, new Set(values)]] : [];
}
