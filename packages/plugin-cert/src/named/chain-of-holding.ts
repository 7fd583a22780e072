import { heldChain, isGap, isPending, listOf } from '@cert-health/core';
import type { Certificate, GivenChain, Holding, Inventory } from '@cert-health/core';
import { NamedChainError } from './named-chain-error.ts';

export interface ChainOfHolding extends GivenChain {
  readonly holding: Holding;
}

/** Names that are spelled out. */
const SHOWN = 10;

/** What an org or project holds under a name: its API name, else its label. Upper and lower case are one. */
export function holdingsNamed(name: string, { holdings }: Inventory): Holding[] {
  const wanted = name.toLowerCase();
  const of = (pick: (holding: Holding) => string): Holding[] =>
    holdings.filter((one) => pick(one).toLowerCase() === wanted);
  const byName = of((one) => one.name);
  return byName.length > 0 ? byName : of((one) => one.label);
}

/**
 * The certificate that an org or project holds under a name (see `holdingsNamed`).
 *
 * @throws {NamedChainError} when nothing of that name holds a certificate, or several hold different ones
 */
export function chainOfHolding(name: string, inventory: Inventory): ChainOfHolding {
  const found = holdingsNamed(name, inventory);
  const [first] = found;
  if (!first) throw none(name, inventory);
  const readable = found.filter(({ certificates }) => certificates.length > 0);
  if (readable.length === 0) throw new NamedChainError(`${name}: ${whyEmpty(first)}`);
  const leaves = new Set(readable.map((one) => leafOf(one).fingerprint));
  if (leaves.size > 1) {
    const places = listOf(
      readable.map((one) => `${placeOf(one, inventory)} until ${leafOf(one).notAfter.toISOString().slice(0, 10)}`),
    );
    throw new NamedChainError(
      `"${name}" is the name of several certificates (${places}); save the one that is meant in a file and give that.`,
    );
  }
  const holding = readable[0] as Holding;
  return { name, leaf: leafOf(holding), certificates: holding.certificates, ordered: !holding.unordered, holding };
}

const leafOf = ({ certificates }: Holding): Certificate => heldChain(certificates)?.leaf as Certificate;

function whyEmpty(holding: Holding): string {
  if (isPending(holding)) {
    return 'It is a signing request that waits for its signed chain, and no certificate yet; give the chain that came back from the certificate authority as a file.';
  }
  if (holding.kind === 'pinned')
    return 'Only a hash or name of a certificate is held there; give the certificate as a file.';
  return holding.unreadable ?? 'Its certificate could not be read; give it as a file.';
}

function placeOf({ source, path }: Holding, { sources }: Inventory): string {
  return path ?? sources.find(({ id }) => id === source)?.label ?? source;
}

function none(name: string, { holdings, sources }: Inventory): NamedChainError {
  const gap = sources.find(isGap);
  if (gap)
    return new NamedChainError(
      `No certificate called "${name}" was found, and not every place could be read. ${gap.label}: ${gap.detail}`,
      'silent',
    );
  const names = [
    ...new Set(holdings.filter(({ certificates }) => certificates.length > 0).map((one) => one.name)),
  ].sort();
  const more = names.length - SHOWN;
  const held =
    names.length === 0
      ? 'holds none'
      : `holds ${listOf([...names.slice(0, SHOWN), ...(more > 0 ? [`${more} more`] : [])])}`;
  return new NamedChainError(
    `There is no file and no certificate called "${name}"; what was read ${held}. A server is written HOST:PORT.`,
  );
}
