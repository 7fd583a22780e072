import type { ApexType } from '../types/type.ts';
import type { Member, PlatformType } from '../library/declaration.ts';
import { parseTypeText } from './type-text-parser.ts';
import type { TypeName } from '../syntax/tree.ts';

/** A member of the library with its signature read. */
export interface LibraryMember {
  readonly index: number;
  readonly typeName: string;
  readonly kind: 'method' | 'constructor' | 'property';
  readonly name: string;
  readonly isStatic: boolean;
  readonly parameters: readonly { readonly name: string; readonly type: ApexType }[];
  readonly returnType: ApexType;
  readonly canBeSet: boolean;
  readonly member: Member;
}

export interface LibraryType {
  readonly declaration: PlatformType;
  readonly name: string;
  /** By name in lower case; constructors under `new`. */
  readonly members: ReadonlyMap<string, readonly LibraryMember[]>;
  readonly interfaceMethods: readonly LibraryMember[];
}

/** The library by the names under which its types may be written, in lower case. */
export interface LibraryModel {
  readonly byName: ReadonlyMap<string, LibraryType>;
  readonly members: readonly LibraryMember[];
}

interface Signature {
  readonly isStatic: boolean;
  readonly kind: LibraryMember['kind'];
  readonly name: string;
  readonly returns: string;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly canBeSet: boolean;
}

/** Reads the declarations of the library. `resolve` finds types; what it does not know is a fault of the declaration. */
export function libraryModel(
  library: readonly PlatformType[],
  resolve: (type: TypeName, names: ReadonlyMap<string, LibraryType>) => ApexType | undefined,
): LibraryModel {
  const byName = new Map<string, LibraryType>();
  const building: { type: LibraryType; members: Map<string, LibraryMember[]>; interfaceMethods: LibraryMember[] }[] =
    [];
  for (const declaration of joined(library)) {
    const members = new Map<string, LibraryMember[]>();
    const interfaceMethods: LibraryMember[] = [];
    const type: LibraryType = { declaration, name: declaration.name, members, interfaceMethods };
    building.push({ type, members, interfaceMethods });
    for (const name of writtenNames(declaration)) {
      byName.set(name.toLowerCase(), type);
    }
  }
  const all: LibraryMember[] = [];
  for (const { type, members, interfaceMethods } of building) {
    const read = (signature: string, member: Member, index: number): LibraryMember => {
      const parsed = readSignature(signature);
      const typed = (text: string): ApexType => {
        const found = resolve(parseTypeText(text), byName);
        if (!found) {
          throw new Error(`The library's ${type.name} declares "${signature}" with the unknown type ${text}`);
        }
        return found;
      };
      return {
        index,
        typeName: type.name,
        kind: parsed.kind,
        name: parsed.name,
        isStatic: parsed.isStatic,
        parameters: parsed.parameters.map((one) => ({ name: one.name, type: typed(one.type) })),
        returnType: parsed.kind === 'constructor' ? { kind: 'platform', name: type.name } : typed(parsed.returns),
        canBeSet: parsed.canBeSet,
        member,
      };
    };
    for (const member of type.declaration.members) {
      const one = read(member.signature, member, all.length);
      all.push(one);
      const key = one.name.toLowerCase();
      members.set(key, [...(members.get(key) ?? []), one]);
    }
    for (const signature of type.declaration.interface ?? []) {
      interfaceMethods.push(read(signature, { signature, run: () => null }, -1));
    }
  }
  return { byName, members: all };
}

/** A type may be declared in parts, each by who does what its members do: they are one type. */
function joined(library: readonly PlatformType[]): readonly PlatformType[] {
  const byName = new Map<string, PlatformType>();
  for (const part of new Set(library)) {
    const first = byName.get(part.name);
    byName.set(part.name, first ? { ...first, ...part, members: [...first.members, ...part.members] } : part);
  }
  return [...byName.values()];
}

function writtenNames(declaration: PlatformType): readonly string[] {
  const { name } = declaration;
  const namespace = declaration.namespace ?? 'System';
  const bare = name.startsWith(`${namespace}.`) ? name.slice(namespace.length + 1) : name;
  // Types of the namespaces System and Schema are known without them; those of others are written in full.
  const short = namespace === 'System' || namespace === 'Schema' ? [bare] : [];
  return [name, `${namespace}.${bare}`, ...short];
}

/** Reads `static String join(List<Object> items, String separator)` and its like. @throws {Error} what is none */
export function readSignature(text: string): Signature {
  const property = /^(static\s+)?(\S.*?)\s+(\w+)\s*\{\s*get;\s*(set;)?\s*\}$/.exec(text.trim());
  if (property) {
    return {
      isStatic: Boolean(property[1]),
      kind: 'property',
      name: property[3]!,
      returns: property[2]!,
      parameters: [],
      canBeSet: Boolean(property[4]),
    };
  }
  const method = /^(static\s+)?(?:(\S.*?)\s+)?(\w+)\s*\((.*)\)$/s.exec(text.trim());
  if (!method || (!method[2] && method[3] !== 'new')) {
    throw new Error(`"${text}" is no signature`);
  }
  return {
    isStatic: Boolean(method[1]),
    kind: method[3] === 'new' ? 'constructor' : 'method',
    name: method[3]!,
    returns: method[2] ?? '',
    parameters: parameters(method[4]!),
    canBeSet: false,
  };
}

function parameters(text: string): Signature['parameters'] {
  const all: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const letter = text[at];
    depth += letter === '<' ? 1 : letter === '>' ? -1 : 0;
    if (at === text.length || (letter === ',' && depth === 0)) {
      all.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return all
    .filter((one) => one !== '')
    .map((one) => {
      const parts = /^(.*\S)\s+(\w+)$/s.exec(one);
      if (!parts) {
        throw new Error(`"${one}" is no parameter`);
      }
      return { type: parts[1]!, name: parts[2]! };
    });
}
