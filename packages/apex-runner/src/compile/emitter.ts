import type { ApexType } from '../types/type.ts';
import { typeText } from '../values/type-text.ts';
import type { Checked } from '../check/checked.ts';
import type { LibraryMember } from '../check/library-model.ts';

/** What the compiled code refers to from outside of itself. */
export class Constants {
  readonly types: ApexType[] = [];
  readonly members: LibraryMember[] = [];
  /** Names of frames, as the stack of an exception writes them. */
  readonly frames: string[] = [];
  readonly #types = new Map<string, number>();
  readonly #members = new Map<number, number>();

  type(type: ApexType): string {
    const key = `${type.kind} ${typeText(type)}`;
    let index = this.#types.get(key);
    if (index === undefined) this.#types.set(key, (index = this.types.push(type) - 1));
    return `T${String(index)}`;
  }

  member(member: LibraryMember): string {
    let index = this.#members.get(member.index);
    if (index === undefined) this.#members.set(member.index, (index = this.members.push(member) - 1));
    return `M${String(index)}`;
  }

  frame(name: string): number {
    return this.frames.push(name) - 1;
  }
}

/** Writes the code of one function. */
export class Emitter {
  readonly constants: Constants;
  /** What `this` of Apex is called: `this` in methods, `self` in constructors and initialisers. */
  readonly self: string;
  /** In what `old` of an update stands. */
  old = '';
  /** What a `return` without a value gives. */
  readonly result: string;
  readonly #expression: (emitter: Emitter, node: Checked) => string;
  #temporaries = 0;

  constructor(
    constants: Constants,
    expression: (emitter: Emitter, node: Checked) => string,
    self = 'this',
    result = 'undefined',
  ) {
    this.constants = constants;
    this.#expression = expression;
    this.self = self;
    this.result = result;
  }

  expression(node: Checked): string {
    return this.#expression(this, node);
  }

  expressions(nodes: readonly Checked[]): string {
    return nodes.map((node) => this.expression(node)).join(', ');
  }

  /** Arguments after the runtime. */
  arguments(nodes: readonly Checked[]): string {
    return ['$', ...nodes.map((node) => this.expression(node))].join(', ');
  }

  /** An expression that must not be null; null throws a NullPointerException. */
  present(node: Checked): string {
    const code = this.expression(node);
    return isNeverNull(node) ? code : `present($, ${code})`;
  }

  temporary(): string {
    return `t${String(this.#temporaries++)}`;
  }

  /** Declares the temporaries that the code uses. */
  declarations(): string {
    const names = Array.from({ length: this.#temporaries }, (_, index) => `t${String(index)}`);
    return names.length > 0 ? `let ${names.join(', ')};` : '';
  }
}

const NEVER_NULL: ReadonlySet<string> = new Set([
  'decimal',
  'double',
  'this',
  'enum',
  'platformEnum',
  'enumValues',
  'new',
  'newBy',
  'newRecord',
  'newList',
  'newSet',
  'newSized',
  'newMap',
  'instanceOf',
  'not',
  'negate',
  'complement',
  'and',
  'or',
  'concat',
  'arithmetic',
  'moment',
  'compare',
  'typeLiteral',
  'objectToken',
  'fieldToken',
  'query',
]);

/** Whether an expression can be seen never to give null. */
export function isNeverNull(node: Checked): boolean {
  if (node.kind === 'literal') {
    return node.value !== null;
  }
  if (node.kind === 'conditional') {
    return isNeverNull(node.then) && isNeverNull(node.otherwise);
  }
  return node.kind === 'coalesce' ? isNeverNull(node.right) : NEVER_NULL.has(node.kind);
}
