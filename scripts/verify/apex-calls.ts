/** Which code of the app a piece of Apex may run: calls are followed by the types that are declared. */
import type { ApexClass, ApexClasses, ApexMember } from './apex-classes.ts';
import type { Tree } from './apex-source.ts';
import { childrenOf, nodes, ruleOf } from './apex-source.ts';

/** What the platform calls of an object that it is handed. Source: Apex Reference Guide, System and Database. */
const handedOver: Readonly<Record<string, readonly string[]>> = {
  enqueuejob: ['execute'],
  schedule: ['execute'],
  attachfinalizer: ['execute'],
  executebatch: ['start', 'execute', 'finish'],
};

interface Scope {
  readonly owner: ApexClass;
  /** Types of parameters and local variables, by name in lower case. */
  readonly locals: ReadonlyMap<string, readonly string[]>;
}

export class ApexCalls {
  readonly classes: ApexClasses;
  readonly #known = new Map<ApexMember, Set<ApexMember>>();

  constructor(classes: ApexClasses) {
    this.classes = classes;
  }

  /** All that a member may run. */
  of(member: ApexMember): ReadonlySet<ApexMember> {
    const known = this.#known.get(member) ?? this.from(member, member.tree);
    this.#known.set(member, known);
    return known;
  }

  /**
   * @param member Where the code stands
   * @param code   A part of it
   * @param skip   Trees that are not looked into
   * @returns members that it may run, of the app only
   */
  from(member: ApexMember, code: Tree, skip: (tree: Tree) => boolean = () => false): Set<ApexMember> {
    const scope = { owner: member.owner, locals: localsOf(member.tree) };
    const found = new Set<ApexMember>();
    const walk = (tree: Tree): void => {
      if (skip(tree)) return;
      for (const called of this.#called(tree, scope)) found.add(called);
      for (const child of childrenOf(tree)) walk(child);
    };
    walk(code);
    for (const called of [...found]) this.#members(called.owner, '<static>').forEach((one) => found.add(one));
    return found;
  }

  /** The members that one node runs by itself, without those below it. */
  #called(tree: Tree, scope: Scope): ApexMember[] {
    const parts = childrenOf(tree);
    switch (ruleOf(tree)) {
      case 'MethodCall': {
        const name = parts[0]?.getText() ?? '';
        if (/^(this|super)$/i.test(name)) return this.#constructorsOf(name, scope);
        return this.#inScope(name, scope).filter(({ kind }) => kind === 'code');
      }
      case 'IdPrimary':
        if (scope.locals.has(tree.getText().toLowerCase())) return [];
        return this.#inScope(tree.getText(), scope).filter(isAccessor);
      case 'DotExpression':
        return this.#ofDot(tree, scope);
      case 'NewExpression': {
        const made = this.classes.named(createdBy(tree), scope.owner);
        return made ? this.#lineOfNew(made) : [];
      }
      default:
        return [];
    }
  }

  #ofDot(tree: Tree, scope: Scope): ApexMember[] {
    const [left, , right] = childrenOf(tree);
    if (!left || !right) return [];
    const call = ruleOf(right) === 'DotMethodCall';
    const name = (call ? childrenOf(right)[0] : right)?.getText() ?? '';
    const members = this.#ownersOf(left, scope).flatMap((owner) => this.#members(owner, name));
    const handed = call && /^(system|database)$/i.test(left.getText()) ? handedOver[name.toLowerCase()] : undefined;
    const given = handed
      ? [...nodes(right, 'ExpressionList')]
          .slice(0, 1)
          .flatMap(childrenOf)
          .flatMap((one) => this.#typesOf(one, scope))
      : [];
    return [
      ...members.filter((member) => (call ? member.kind === 'code' : isAccessor(member))),
      ...given
        .flatMap((type) => this.classes.named(type, scope.owner) ?? [])
        .flatMap((owner) => (handed ?? []).flatMap((method) => this.#members(owner, method))),
    ];
  }

  #ownersOf(tree: Tree, scope: Scope): ApexClass[] {
    return this.#typesOf(tree, scope).flatMap((type) => this.classes.named(type, scope.owner) ?? []);
  }

  /** What the value of an expression may be, or the class that it names; empty: it is not known here. */
  #typesOf(tree: Tree, scope: Scope): readonly string[] {
    const parts = childrenOf(tree);
    const [first] = parts;
    switch (ruleOf(tree)) {
      case 'PrimaryExpression':
      case 'ParExpression':
        return first ? this.#typesOf(first, scope) : [];
      case 'SubExpression':
        return parts[1] ? this.#typesOf(parts[1], scope) : [];
      case 'ThisPrimary':
        return [scope.owner.name];
      case 'SuperPrimary':
        return [scope.owner.extended];
      case 'IdPrimary': {
        const name = tree.getText().toLowerCase();
        const local = scope.locals.get(name);
        const fields = this.#inScope(name, scope).filter(({ kind }) => kind === 'field');
        return local ?? (fields.length > 0 ? fields.map(({ type }) => type) : [name]);
      }
      case 'MethodCallExpression':
        return this.#inScope(parts[0] ? (childrenOf(parts[0])[0]?.getText() ?? '') : '', scope).map(({ type }) => type);
      case 'NewExpression':
        return [createdBy(tree)];
      case 'CastExpression':
        return parts[1] ? [parts[1].getText()] : [];
      case 'CoalExpression':
        return parts.flatMap((part) => this.#typesOf(part, scope));
      case 'CondExpression':
        return [parts[2], parts[4]].flatMap((part) => (part ? this.#typesOf(part, scope) : []));
      case 'ArrayExpression':
        return first ? this.#typesOf(first, scope).map((type) => argumentOf(type, 0)) : [];
      case 'DotExpression':
        return this.#typesOfDot(tree, scope);
      default:
        return [];
    }
  }

  #typesOfDot(tree: Tree, scope: Scope): readonly string[] {
    const [left, , right] = childrenOf(tree);
    if (!left || !right) return [];
    const call = ruleOf(right) === 'DotMethodCall';
    const name = (call ? childrenOf(right)[0] : right)?.getText() ?? '';
    return this.#typesOf(left, scope).flatMap((type) => {
      const owner = this.classes.named(type, scope.owner);
      if (!owner) return call ? ofCollection(type, name) : [];
      const inner = call ? undefined : this.classes.named(`${owner.name}.${name}`, scope.owner);
      return inner ? [inner.name] : this.#members(owner, name).map((member) => this.#outside(member));
    });
  }

  /** The type of a member as it is called outside its class. */
  #outside(member: ApexMember): string {
    return this.classes.named(member.type, member.owner)?.name ?? member.type;
  }

  #inScope(name: string, { owner }: Scope): ApexMember[] {
    for (let at: ApexClass | undefined = owner; at; at = at.outer) {
      const found = this.#members(at, name);
      if (found.length > 0) return found;
    }
    return [];
  }

  #constructorsOf(name: string, { owner }: Scope): ApexMember[] {
    const above = name.toLowerCase() === 'super' ? this.classes.named(owner.extended, owner) : owner;
    return above ? this.#members(above, '<new>') : [];
  }

  /** All that runs for a new object: a constructor runs that of the class above by itself. */
  #lineOfNew(made: ApexClass): ApexMember[] {
    const above = made.extended === '' ? undefined : this.classes.named(made.extended, made);
    return [...this.#members(made, '<new>'), ...(above ? this.#lineOfNew(above) : [])];
  }

  #members(owner: ApexClass, name: string): ApexMember[] {
    return this.classes.members(owner, name);
  }
}

function isAccessor({ kind, tree }: ApexMember): boolean {
  return kind === 'code' && ruleOf(tree) === 'PropertyDeclaration';
}

function createdBy(expression: Tree): string {
  const [created] = nodes(expression, 'CreatedName');
  return created?.getText() ?? '';
}

/** What a method of a collection gives. Source: Apex Reference Guide, List, Map and Set. */
function ofCollection(type: string, method: string): string[] {
  const last = /^map</i.test(type) ? 1 : 0;
  switch (method.toLowerCase()) {
    case 'get':
    case 'remove':
      return [argumentOf(type, last)];
    case 'values':
      return [`list<${argumentOf(type, 1)}>`];
    case 'clone':
    case 'deepclone':
      return [type];
    default:
      return [];
  }
}

/** The type at a place between the angle brackets. */
function argumentOf(type: string, place: number): string {
  const inside = /^\w+<(.*)>$/.exec(type)?.[1] ?? type.replace(/\[\]$/, '');
  const parts: string[] = [''];
  let depth = 0;
  for (const letter of inside) {
    depth += letter === '<' ? 1 : letter === '>' ? -1 : 0;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts[place] ?? '';
}

function localsOf(member: Tree): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const rule of [
    'FormalParameter',
    'LocalVariableDeclaration',
    'EnhancedForControl',
    'CatchClause',
    'WhenValue',
  ]) {
    for (const declaration of nodes(member, rule)) {
      const parts = childrenOf(declaration);
      const type = parts.find((part) => ['TypeRef', 'QualifiedName'].includes(ruleOf(part)))?.getText();
      if (type === undefined) continue;
      const names = [
        ...parts.filter((part) => ruleOf(part) === 'Id'),
        ...[...nodes(declaration, 'VariableDeclarator')].flatMap((variable) => childrenOf(variable)[0] ?? []),
      ];
      for (const name of names.map((one) => one.getText().toLowerCase())) {
        found.set(name, [...(found.get(name) ?? []), type]);
      }
    }
  }
  return found;
}
