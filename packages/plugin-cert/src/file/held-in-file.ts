import { heldChain } from '@cert-health/core';
import type { Certificate, Holding } from '@cert-health/core';
import type { Body } from '../body/read-body.ts';

/** Where a file was found and how it is called. */
export type FileIdentity = Pick<Holding, 'source' | 'name' | 'label' | 'path'>;

/**
 * The holdings of one file: a leaf with its chain is one, a bundle of unrelated certificates is one each. A file that
 * holds something else by nature (a request, a CRL, a key alone) holds none; junk is one that could not be read.
 */
export function holdingsOfFile(body: Body, file: FileIdentity): Holding[] {
  const kind = body.hasPrivateKey ? 'keyPair' : 'trusted';
  if (body.certificates.length === 0) {
    return body.holdsOther ? [] : [{ ...file, kind, certificates: [], unreadable: whyNone(body) }];
  }
  const chains = chainsOf(body.certificates);
  const holdings = chains.map((certificates, position): Holding => ({
    ...file,
    name: chains.length === 1 ? file.name : `${file.name}#${position + 1}`,
    label: chains.length === 1 ? file.label : `${file.label} #${position + 1}`,
    // The key, where there is one, belongs to the first certificate of the file.
    kind: position === 0 ? kind : 'trusted',
    certificates,
    ...(certificates.length > 1 ? shapeOf(certificates, body) : {}),
  }));
  // Some blocks could be read and others not: the reader must hear of each of those.
  return [...holdings, ...body.problems.map((problem, position) => damaged(problem, position, file))];
}

/** Why a file holds no certificate, in one sentence or, where several parts are broken, a few. */
export function whyNone({ problems }: Body): string {
  const more = problems.length - TOLD;
  return [...problems.slice(0, TOLD), ...(more > 0 ? [`${more} further parts cannot be read either.`] : [])].join(' ');
}

const TOLD = 3;

function damaged(problem: string, position: number, file: FileIdentity): Holding {
  const name = `${file.name}#damaged${position === 0 ? '' : `-${position + 1}`}`;
  return { ...file, name, kind: 'trusted', certificates: [], unreadable: problem };
}

/** A chain of somebody is sent as it stands; authorities alone are a list that people believe, in any order, as in a set. */
function shapeOf(
  certificates: readonly Certificate[],
  { unordered }: Body,
): Pick<Holding, 'chainNeeded' | 'unordered'> {
  const isChain = certificates.some(isEndEntity);
  return { ...(isChain ? { chainNeeded: true } : {}), ...(unordered || !isChain ? { unordered: true } : {}) };
}

function isEndEntity({ extensions }: Certificate): boolean {
  return !extensions.basicConstraints?.ca;
}

/**
 * What belongs together in a file. One end-entity certificate: all of it is its chain, strays included, since they
 * would be sent with it. Several, or only CA certificates that are no chain (a bundle of roots): each by itself.
 */
export function chainsOf(certificates: readonly Certificate[]): (readonly Certificate[])[] {
  const endEntities = certificates.filter(isEndEntity);
  if (endEntities.length === 1) return [certificates];
  if (endEntities.length === 0) {
    return heldChain(certificates)?.strays.length === 0
      ? [certificates]
      : certificates.map((certificate) => [certificate]);
  }
  const authorities = certificates.filter((certificate) => certificate.extensions.basicConstraints?.ca);
  const chains = endEntities.map((leaf) => heldChain([leaf, ...authorities])?.path ?? [leaf]);
  const used = new Set(chains.flat());
  return [
    ...chains,
    ...certificates.filter((certificate) => !used.has(certificate)).map((certificate) => [certificate]),
  ];
}
