import type { ApexCode, ApexSource, OwnedField, OwnedMethod } from './apex-code.ts';
import { is, signatureOf } from './apex-code.ts';
import { blankCommentsAndStrings } from './prefilter.ts';
import type { FoundTypes, Search } from './search.ts';
import { withInner } from './search.ts';
import type { Field, Method, TypeDeclaration } from './syntax/model.ts';

/** A class or interface by what its file says, before anything of it is parsed. */
interface Heading {
  readonly file: ApexSource;
  readonly name: string;
}

/** What takes the place of a member in subclasses; `complete` is false where there may be more. */
export interface Overriding<Member> {
  readonly members: readonly Member[];
  readonly complete: boolean;
}

const HEADING = /\b(?:class|interface)\s+(\w+)\s+([^{};()]*?)\{/gi;
const INHERITS = /\b(?:extends|implements)\b/i;

/** What stands below a type. Headings are read by their text; only files that may matter are parsed. */
export class Hierarchy {
  readonly #code: ApexCode;
  readonly #search: Search;
  /** By what they extend or implement: its last name, lower case. */
  #headings: ReadonlyMap<string, readonly Heading[]> | undefined;

  constructor(code: ApexCode, search: Search) {
    this.#code = code;
    this.#search = search;
  }

  /**
   * Methods that run in place of this one when it is called on something declared as `receiver`.
   *
   * unverified: a private virtual method is overridden up to API version 60; here it counts as overridden in all.
   */
  overriding(method: Method, receiver: TypeDeclaration): Overriding<OwnedMethod> {
    if (!method.isVirtual || method.isStatic) return { members: [], complete: true };
    const signature = signatureOf(method);
    // A class may inherit what it implements an interface with; what overrides a class's method stands in a file of its own.
    const { types, complete } = this.below(receiver, receiver.kind === 'class' ? `\\b${method.name}\\b` : undefined);
    const members = types.flatMap((type) =>
      this.#code
        .findMethods(method.name, method.parameters.length, type)
        .filter((other) => !other.method.isStatic && signatureOf(other.method) === signature),
    );
    return { members, complete };
  }

  /** Properties of subclasses, at any depth, that stand in the place of this one. */
  overridingProperties(field: Field, owner: TypeDeclaration): Overriding<OwnedField> {
    if (!field.isProperty || field.isStatic) return { members: [], complete: true };
    const { types, complete } = this.below(owner, `\\b${field.name}\\b`);
    const members = types.flatMap((type) =>
      type.fields.filter((other) => is(other.name, field.name)).map((other) => ({ field: other, owner: type })),
    );
    return { members, complete };
  }

  /**
   * Types that extend or implement one, at any depth.
   *
   * @param mention Only those in whose file this occurs.
   */
  below(type: TypeDeclaration, mention?: string): FoundTypes {
    if (!type.isExtensible) return { types: [], complete: true };
    const headings = this.#headingsBelow(type.name);
    if (!headings) return { types: [], complete: false };
    const mentions = mention === undefined ? undefined : new RegExp(mention, 'i');
    const files = [...new Set(headings.map(({ file }) => file))].filter(
      ({ source }) => !mentions || mentions.test(source),
    );
    const names = new Set(headings.map(({ name }) => name.toLowerCase()));
    const { types, complete } = this.#search.parse(files);
    const found = types
      .flatMap(withInner)
      .filter(
        (one) => one !== type && names.has(one.name.toLowerCase()) && this.#code.ancestry(one).types.includes(type),
      );
    return { types: found, complete };
  }

  /** All headings below one of this name, whichever type of that name they mean. */
  #headingsBelow(name: string): Heading[] | undefined {
    this.#headings ??= this.#read();
    if (!this.#headings) return undefined;
    const found = new Set(this.#headings.get(name.toLowerCase()));
    // A set that grows is gone through to its new end.
    for (const { name: above } of found) {
      for (const heading of this.#headings.get(above.toLowerCase()) ?? []) found.add(heading);
    }
    return [...found];
  }

  #read(): Map<string, Heading[]> | undefined {
    if (!this.#search.spend()) return undefined;
    const headings = new Map<string, Heading[]>();
    for (const file of this.#code.files) {
      if (!INHERITS.test(file.source)) continue;
      for (const [, name = '', inherited = ''] of blankCommentsAndStrings(file.source).matchAll(HEADING)) {
        for (const above of namesIn(inherited)) {
          const group = headings.get(above);
          if (group) group.push({ file, name });
          else headings.set(above, [{ file, name }]);
        }
      }
    }
    return headings;
  }
}

/** `b`, `d` of `extends a.B implements C.D<E>`, and the words between, which are no types. */
function namesIn(inherited: string): string[] {
  const words = inherited
    .toLowerCase()
    .replace(/\s*\.\s*/g, '.')
    .split(/[^\w.]+/);
  return words.flatMap((word) => word.split('.').at(-1) || []);
}
