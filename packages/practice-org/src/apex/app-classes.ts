import { loadProgram, platform } from '@cert-health/apex-runner';
import type { Program } from '@cert-health/apex-runner';
import type { Component } from '../org/component.ts';
import type { Org } from '../org/org.ts';
import type { PracticeApexOrg } from './apex-org.ts';
import { KeptParses } from './kept-parses.ts';

/** What a program is checked against: when one of these is deployed again, it is checked again. */
const checkedAgainst: ReadonlySet<string> = new Set(['ApexClass', 'CustomObject', 'CustomLabels']);

/** The Apex classes that were deployed, ready to run for as long as nothing is deployed that they stand on. */
export class AppClasses {
  readonly #org: Org;
  readonly #apex: PracticeApexOrg;
  /** Classes that the company wrote itself; they are there to be read, and may use all of Apex. */
  readonly #ofCompany: ReadonlySet<string>;
  #loaded: { readonly of: readonly Component[]; readonly program: Program } | undefined;

  constructor(org: Org, apex: PracticeApexOrg, company: readonly Component[]) {
    this.#org = org;
    this.#apex = apex;
    this.#ofCompany = new Set(company.filter(({ type }) => type === 'ApexClass').map(({ fullName }) => fullName));
  }

  /**
   * The program, compiled at the first call. Undefined: no class was deployed.
   *
   * @throws {ApexErrors} for what the runner does not know
   */
  program(): Program | undefined {
    const components = this.#org.components().filter(({ type }) => checkedAgainst.has(type));
    const loaded = this.#loaded;
    if (loaded?.of.length === components.length && loaded.of.every((one, at) => one === components[at]))
      return loaded.program;
    const sources = components.filter((component) => this.#isOfApp(component));
    if (sources.length === 0) return undefined;
    const kept = KeptParses.open();
    const program = loadProgram({
      sources: sources.map(({ fullName, content = '' }) => ({ path: `${fullName}.cls`, text: content })),
      read: (file) => kept.read(file),
      schema: this.#apex.schema,
      prepare: (soql) => this.#apex.prepare(soql),
      hasLabel: (name) => this.#apex.label(name) !== undefined,
      library: platform,
    });
    kept.save();
    this.#loaded = { of: components, program };
    return program;
  }

  #isOfApp({ type, fullName, content = '' }: Component): boolean {
    return type === 'ApexClass' && !this.#ofCompany.has(fullName) && !/^\s*@IsTest\b/im.test(content);
  }
}
