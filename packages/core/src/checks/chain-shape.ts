import { listOf } from '../findings/wording.ts';
import type { HeldChain, Holding } from '../inventory/index.ts';
import type { Certificate } from '../x509/model.ts';
import { subjectOf } from './check.ts';
import { mayBeServer } from './hierarchy.ts';

/** What can be wrong with certificates that are held together, in words: order, strangers, repetitions. */

const PLACES = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** `second`, `third`; beyond ten `number 11`. */
export function placeAmong(position: number): string {
  return PLACES[position] ?? `number ${position + 1}`;
}

/** What the file or record is about, by what people use it for. */
export function leafWords({ leaf }: HeldChain): string {
  return mayBeServer(leaf) ? 'the certificate of the server' : `the certificate itself ("${subjectOf(leaf)}")`;
}

/** What stands where it should not, as a clause. */
export function orderClause(chain: HeldChain, { certificates }: Holding): string {
  const { leaf, path } = chain;
  const held = [...new Set(certificates)];
  if (held[0] !== leaf) return `${leafWords(chain)} is ${placeAmong(held.indexOf(leaf))}`;
  const late = path.find((one, step) => {
    const below = path[step - 1];
    return below !== undefined && held.indexOf(one) < held.indexOf(below);
  });
  return late
    ? `"${subjectOf(late)}" stands before what it vouches for`
    : 'each should stand behind what it vouches for';
}

/** `Fernhill Issuing CA did not issue it and does not belong here`; undefined when nothing is a stranger. */
export function strangersClause(strangers: readonly Certificate[]): string | undefined {
  if (strangers.length === 0) return undefined;
  const one = strangers.length === 1;
  const names = listOf([...new Set(strangers.map(subjectOf))]);
  return `${names} did not issue it and ${one ? 'does' : 'do'} not belong here`;
}
