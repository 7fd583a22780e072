/** The classes of an app with their members, and which class a name means. */
import type { ApexFile, Tree } from './apex-source.ts';
import { childrenOf, lineOf, nodes, ruleOf } from './apex-source.ts';

export interface ApexClass {
  /** As it is written outside, in lower case: `outer.inner`. */
  readonly name: string;
  /** As written, for messages. */
  readonly label: string;
  readonly file: string;
  readonly isTest: boolean;
  readonly outer: ApexClass | undefined;
  /** Type that it extends, as written; empty: none. */
  readonly extended: string;
  readonly members: ApexMember[];
}

export interface ApexMember {
  readonly owner: ApexClass;
  /** In lower case; `<new>` is what runs with a constructor, `<static>` what runs when the class is first used. */
  readonly name: string;
  /** As written, for messages. */
  readonly label: string;
  readonly kind: 'field' | 'code';
  /** Of the value; empty: none. */
  readonly type: string;
  /** Modifiers and annotations, in lower case. */
  readonly words: readonly string[];
  readonly line: number;
  readonly tree: Tree;
}

export class ApexClasses {
  readonly all: readonly ApexClass[];
  readonly #byName: ReadonlyMap<string, ApexClass>;
  readonly #members = new Map<string, ApexMember[]>();
  /** Each class with what it extends, nearest first. */
  readonly #lineages: ReadonlyMap<ApexClass, readonly ApexClass[]>;

  constructor(files: readonly ApexFile[]) {
    const all: ApexClass[] = [];
    for (const { file, tree } of files) {
      for (const declaration of childrenOf(tree).filter((child) => ruleOf(child) === 'TypeDeclaration')) {
        addClass(all, declaration, file, wordsOf(declaration), undefined);
      }
    }
    this.all = all;
    this.#byName = new Map(all.map((one) => [one.name, one]));
    this.#lineages = new Map(all.map((one) => [one, this.#lineageOf(one)]));
  }

  /** The class that a type name means where it is written; undefined: none of the app. */
  named(type: string, from: ApexClass): ApexClass | undefined {
    const name = type.toLowerCase();
    for (let at: ApexClass | undefined = from; at; at = at.outer) {
      if (at.name === name) return at;
      for (const one of this.#lineage(at)) {
        const inner = this.#byName.get(`${one.name}.${name}`);
        if (inner) return inner;
      }
    }
    return this.#byName.get(name);
  }

  /** Members of a name: of the class, else of the nearest that it extends, and what its subclasses put in their place. */
  members(owner: ApexClass, name: string): ApexMember[] {
    const wanted = name.toLowerCase();
    const key = `${owner.name} ${wanted}`;
    const found = this.#members.get(key) ?? this.#membersOf(owner, wanted);
    this.#members.set(key, found);
    return found;
  }

  #membersOf(owner: ApexClass, wanted: string): ApexMember[] {
    const own = this.#lineage(owner).find((one) => one.members.some((member) => member.name === wanted));
    const found = (own?.members ?? []).filter((member) => member.name === wanted);
    if (wanted.startsWith('<')) return found;
    for (const one of this.all) {
      if (one !== owner && this.#lineage(one).includes(owner)) {
        found.push(...one.members.filter((member) => member.name === wanted && member.kind === 'code'));
      }
    }
    return [...new Set(found)];
  }

  #lineage(owner: ApexClass): readonly ApexClass[] {
    return this.#lineages.get(owner) ?? [owner];
  }

  #lineageOf(owner: ApexClass): ApexClass[] {
    const found: ApexClass[] = [];
    for (let at: ApexClass | undefined = owner; at && !found.includes(at);) {
      found.push(at);
      const above: string = at.extended.toLowerCase();
      const outer: ApexClass | undefined = at.outer;
      at =
        above === '' ? undefined : ((outer && this.#byName.get(`${outer.name}.${above}`)) ?? this.#byName.get(above));
    }
    return found;
  }
}

function addClass(
  all: ApexClass[],
  declaration: Tree,
  file: string,
  words: readonly string[],
  outer: ApexClass | undefined,
): void {
  const declared = childrenOf(declaration).find((child) => ruleOf(child) === 'ClassDeclaration');
  if (!declared) return;
  const [id] = childrenOf(declared).filter((child) => ruleOf(child) === 'Id');
  const name = id?.getText() ?? '';
  const owner: ApexClass = {
    name: (outer ? `${outer.name}.${name}` : name).toLowerCase(),
    label: outer ? `${outer.label}.${name}` : name,
    file,
    isTest: outer?.isTest ?? words.some((word) => word.startsWith('@istest')),
    outer,
    extended: childrenOf(declared)
      .filter((child) => ruleOf(child) === 'TypeRef')
      .map((type) => type.getText())
      .join(),
    members: [],
  };
  all.push(owner);
  const [body] = childrenOf(declared).filter((child) => ruleOf(child) === 'ClassBody');
  for (const part of childrenOf(body ?? declared)) {
    if (ruleOf(part) !== 'ClassBodyDeclaration') continue;
    const block = childrenOf(part).find((child) => ruleOf(child) === 'Block');
    const isStatic = childrenOf(part)[0]?.getText().toLowerCase() === 'static';
    if (block) add(owner, block, { name: isStatic ? '<static>' : '<new>', label: name, words: [] });
    const [inner] = childrenOf(part).filter((child) => ruleOf(child) === 'MemberDeclaration');
    if (!inner) continue;
    const [member] = childrenOf(inner);
    if (member && ruleOf(member) === 'ClassDeclaration') addClass(all, inner, file, wordsOf(part), owner);
    else if (member) addMember(owner, member, wordsOf(part));
  }
}

function addMember(owner: ApexClass, tree: Tree, words: readonly string[]): void {
  const typed = childrenOf(tree).find((child) => ruleOf(child) === 'TypeRef');
  const type = typed?.getText() ?? '';
  const label =
    childrenOf(tree)
      .find((child) => ['Id', 'QualifiedName'].includes(ruleOf(child)))
      ?.getText() ?? '';
  switch (ruleOf(tree)) {
    case 'MethodDeclaration':
      add(owner, tree, { name: label.toLowerCase(), label, type, words });
      break;
    case 'ConstructorDeclaration':
      add(owner, tree, { name: '<new>', label, words });
      break;
    case 'PropertyDeclaration':
      add(owner, tree, { name: label.toLowerCase(), label, type, words, kind: 'field' });
      add(owner, tree, { name: label.toLowerCase(), label, type, words });
      break;
    case 'FieldDeclaration':
      for (const variable of nodes(tree, 'VariableDeclarator')) {
        const name = childrenOf(variable)[0]?.getText() ?? '';
        add(owner, variable, { name: name.toLowerCase(), label: name, type, words, kind: 'field' });
        add(owner, variable, { name: words.includes('static') ? '<static>' : '<new>', label: name, words });
      }
      break;
  }
}

type Named = Pick<ApexMember, 'name' | 'label' | 'words'> & Partial<Pick<ApexMember, 'type' | 'kind'>>;

function add(owner: ApexClass, tree: Tree, member: Named): void {
  owner.members.push({ owner, type: '', kind: 'code', line: lineOf(tree), tree, ...member });
}

function wordsOf(declaration: Tree): string[] {
  return childrenOf(declaration)
    .filter((child) => ruleOf(child) === 'Modifier')
    .map((modifier) => modifier.getText().toLowerCase());
}
