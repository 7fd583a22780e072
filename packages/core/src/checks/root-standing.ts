import type { HeldChain } from '../inventory/index.ts';
import { isSelfSigned } from '../inventory/index.ts';
import type { DatedRule } from '../policy/index.ts';
import { policyRule, rootEvents } from '../policy/index.ts';
import type { RootEvent } from '../policy/index.ts';
import type { KeyAge } from '../policy/root-programs.ts';
import { rootAges } from '../policy/root-programs.ts';
import { chromeStore, judgeAnchor, knownRoot, mozillaHistory, mozillaStore } from '../trust/index.ts';
import { once } from '../trust/once.ts';
import type { AnchorJudgment } from '../trust/index.ts';
import { hierarchyOf } from './hierarchy.ts';

/** What the programs that keep lists of roots say of the root above a certificate. */

export type Program = 'chrome' | 'mozilla';

/** Who goes by the list of a program. */
export const clientsOf: Readonly<Record<RootEvent['program'], string>> = {
  chrome: 'Chrome',
  mozilla: 'Firefox',
  apple: 'Apple devices',
  java: "Oracle's Java",
  debian: 'Debian',
};

export interface Root {
  readonly name: string;
  /** SHA-256 of the root certificate, lower-case hex. */
  readonly sha256: string;
  /** Start of its validity, where it is known: about when its key was made. */
  readonly notBefore?: Date;
}

/** Roots of which a program is known to have said something, though their certificates may not be at hand. */
const everHeld = once(
  (): ReadonlySet<string> =>
    new Set([
      ...mozillaHistory().map(({ sha256 }) => sha256),
      ...chromeStore.anchors.flatMap(({ fingerprints }) => fingerprints.sha256 ?? []),
    ]),
);

/**
 * The root of a public program that a chain leads to, by names and key identifiers; or the one at its top, by its
 * fingerprint. Undefined for private roots.
 */
export function rootOf(chain: HeldChain): Root | undefined {
  const { root } = hierarchyOf(chain);
  if (root) return root;
  const top = chain.path[chain.path.length - 1];
  if (!top || chain.path.length < 2 || !everHeld().has(top.fingerprint) || !isSelfSigned(top)) return undefined;
  return { name: top.subject.get('CN') ?? top.subject.text, sha256: top.fingerprint, notBefore: top.notBefore };
}

export interface Verdict {
  readonly program: Program;
  /** `absent`: the list was read in full, and the root is not known to have been on it. */
  readonly verdict: AnchorJudgment['verdict'] | 'absent';
  readonly reason: string;
  readonly rule?: DatedRule;
}

const complete: Readonly<Record<Program, boolean>> = { chrome: !chromeStore.partial, mozilla: !mozillaStore.partial };

/** Whether Chrome and Mozilla accept this leaf under its root. */
export function verdictsOn(root: Root, { leaf }: HeldChain, at: Date): Verdict[] {
  return (['chrome', 'mozilla'] as const).map((program): Verdict => {
    const judgment = judgeAnchor(program, root.sha256, leaf, { at });
    // Without a rule there is nothing to wait for: the root is not on the list.
    const absent = judgment.verdict === 'unknown' && !judgment.rule && complete[program];
    return { program, ...judgment, ...(absent ? { verdict: 'absent' as const } : {}) };
  });
}

/** Programs of which only statements about an authority are known, not their lists: whether they refuse this leaf. */
export function statedRefusals(root: Root, chain: HeldChain): DatedRule<RootEvent>[] {
  const issued = chain.leaf.notBefore.getTime();
  return rootEvents.filter(({ value }) => {
    if (!value || value.program === 'chrome' || value.program === 'mozilla') return false;
    const named = value.roots.some((name) => name === root.name || isOneOf(name, root.name));
    return named && (value.lastTrusted === undefined || issued > Date.parse(value.lastTrusted));
  });
}

/** "Entrust G4" stands for "Entrust Root Certification Authority - G4": the same authority, the same last word. */
function isOneOf(short: string, name: string): boolean {
  const words = (text: string): string[] =>
    text
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter(Boolean);
  const [wanted, found] = [words(short), words(name)];
  return wanted.length > 1 && wanted[0] === found[0] && wanted[wanted.length - 1] === found[found.length - 1];
}

/** A day from which new certificates under a root are no longer trusted, or the root as a whole is not. */
export interface Retirement {
  readonly program: Program;
  /** First moment. */
  readonly from: Date;
  /** `new`: certificates from before it stay trusted, as Chrome has done so far. `all`: none is, as Mozilla does. */
  readonly ends: 'new' | 'all';
  /** `stated` for this root by the program, or `inferred` from the age of its key. */
  readonly basis: 'stated' | 'inferred';
  readonly rule: DatedRule;
}

const dualRoots = policyRule('mozilla.dual-roots');

/** When programs are known, or expected, to retire a root that they still trust, soonest first. */
export function retirementsOf(root: Root, verdicts: readonly Verdict[], at: Date): Retirement[] {
  const trusting = verdicts.filter(({ verdict }) => verdict === 'trusted');
  const stated = trusting.flatMap(({ program, rule }): Retirement[] =>
    rule?.kind === 'root-event' && rule.from !== undefined
      ? [{ program, from: new Date(rule.from), ends: 'new', basis: 'stated', rule }]
      : [],
  );
  const expected = [
    ...rootAges.flatMap((rule) => agedOut(rule, root)),
    ...(isDual(root) ? [{ program: 'mozilla' as const, from: new Date(dualRoots.from ?? 0), rule: dualRoots }] : []),
  ]
    .filter(({ program, from }) => from > at && trusting.some((one) => one.program === program))
    // What the program states of this root goes before what follows from its age.
    .filter(({ program }) => !stated.some((one) => one.program === program))
    .map((one): Retirement => ({ ...one, ends: one.program === 'chrome' ? 'new' : 'all', basis: 'inferred' }));
  return [...stated, ...expected].sort((a, b) => a.from.getTime() - b.from.getTime());
}

function isDual({ sha256 }: Root): boolean {
  const constraints = mozillaStore.anchors.find(({ fingerprints }) => fingerprints.sha256 === sha256)?.constraints;
  return constraints?.websites === true && constraints.email === true;
}

/** By the age of the key, which is taken to be that of the root certificate. */
function agedOut(rule: DatedRule, { sha256, notBefore }: Root): { program: Program; from: Date; rule: DatedRule }[] {
  const made = notBefore ?? knownRoot(sha256)?.notBefore;
  const { keyFrom, keyUntil, years } = (rule.value ?? {}) as KeyAge;
  const program = rule.id.startsWith('chrome.') ? 'chrome' : 'mozilla';
  if (!made || (keyFrom === undefined && years === undefined)) return [];
  const day = made.toISOString().slice(0, 10);
  if ((keyFrom !== undefined && day < keyFrom) || (keyUntil !== undefined && day > keyUntil)) return [];
  if (rule.from !== undefined) return [{ program, from: new Date(rule.from), rule }];
  if (years === undefined) return [];
  const from = new Date(made);
  from.setUTCFullYear(made.getUTCFullYear() + years);
  return [{ program, from, rule }];
}
