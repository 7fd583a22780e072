/** What code of the app comes to, however many calls away. */
import type { ApexCalls } from './apex-calls.ts';
import type { ApexMember } from './apex-classes.ts';
import type { Tree } from './apex-source.ts';
import { childrenOf } from './apex-source.ts';

const nothing = (): boolean => false;

export class ApexReach {
  readonly #calls: ApexCalls;
  readonly #isIt: (tree: Tree, member: ApexMember) => boolean;
  readonly #skip: (tree: Tree) => boolean;
  readonly #has = new Map<ApexMember, boolean>();

  /**
   * @param isIt Whether a node is what is looked for
   * @param skip Nodes that are not looked into, wherever they stand
   */
  constructor(
    calls: ApexCalls,
    isIt: (tree: Tree, member: ApexMember) => boolean,
    skip: (tree: Tree) => boolean = nothing,
  ) {
    this.#calls = calls;
    this.#isIt = isIt;
    this.#skip = skip;
  }

  /**
   * @param code Part of the member; left out: all of it
   * @returns the members on a shortest way to it, the last being where it stands; undefined: it is not reached
   */
  wayFrom(member: ApexMember, code: Tree = member.tree): readonly ApexMember[] | undefined {
    if (this.#standsIn(code, member)) return [member];
    const seen = new Set<ApexMember>([member]);
    let ways: ApexMember[][] = [[member]];
    while (ways.length > 0) {
      const longer: ApexMember[][] = [];
      for (const way of ways) {
        const last = way.at(-1) ?? member;
        const whole = this.#skip === nothing && (last !== member || code === member.tree);
        const part = last === member ? code : last.tree;
        for (const called of whole ? this.#calls.of(last) : this.#calls.from(last, part, this.#skip)) {
          if (seen.has(called)) continue;
          seen.add(called);
          if (this.#holds(called)) return [...way, called];
          longer.push([...way, called]);
        }
      }
      ways = longer;
    }
    return undefined;
  }

  #holds(member: ApexMember): boolean {
    const known = this.#has.get(member) ?? this.#standsIn(member.tree, member);
    this.#has.set(member, known);
    return known;
  }

  #standsIn(tree: Tree, member: ApexMember): boolean {
    if (this.#skip(tree)) return false;
    return this.#isIt(tree, member) || childrenOf(tree).some((child) => this.#standsIn(child, member));
  }
}

/** The way in words: `A.one > B.two`. */
export function inWords(way: readonly ApexMember[]): string {
  return way.map(({ owner, label }) => `${owner.label}.${label}`).join(' > ');
}
