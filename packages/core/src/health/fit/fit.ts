import type { SignatureVerifier } from '../../chain/index.ts';
import { citationOf } from '../../findings/index.ts';
import type { UseId } from '../../findings/index.ts';
import { heldChain } from '../../inventory/index.ts';
import { useCatalog } from '../../uses/index.ts';
import type { Use } from '../../uses/index.ts';
import type { Certificate } from '../../x509/index.ts';
import { reason } from './reason.ts';
import type { Reason } from './reason.ts';
import { reasonsOfChecks } from './reasons-of-checks.ts';
import { reasonsOfUse } from './reasons-of-use.ts';

/** Whether a certificate will do for one of the eight uses. */
export interface FitForUse {
  readonly use: UseId;
  /** `unknown`: something that decides was not looked at, or no source says. Never to be read as "yes". */
  readonly fit: 'yes' | 'no' | 'unknown';
  /** Of "yes": sentences that must be true besides, which a certificate does not show. */
  readonly onlyIf: readonly string[];
  /** Sentences, what decides first; the last ones say what else to know. */
  readonly reasons: readonly string[];
  /** "Document, section" of what decided. */
  readonly rule: string;
}

/**
 * For which of the eight uses a certificate will do, by the checks by which an org is judged: the certificate is put in
 * each use's place, and what the checks then say decides, together with what the use itself asks for.
 *
 * @param certificates The certificate and what is sent with it, in any order.
 * @param at The moment that is judged.
 * @returns One entry a use, in the order of the catalog; empty when there is no certificate.
 */
export async function fitFor(
  certificates: readonly Certificate[],
  at: Date,
  signatures?: SignatureVerifier,
): Promise<FitForUse[]> {
  const chain = heldChain(certificates);
  if (!chain) return [];
  const inOrder = [...chain.path, ...chain.strays];
  return Promise.all(
    useCatalog.map(async (use) => {
      const { rotates } = use;
      if (rotates.who === 'salesforce') return verdictOn(use, [reason('no', rotates.note, rotates.source)]);
      const checked = await reasonsOfChecks(use, inOrder, at, signatures);
      return verdictOn(use, [...checked, ...reasonsOfUse(use, chain)]);
    }),
  );
}

function verdictOn(use: Use, reasons: readonly Reason[]): FitForUse {
  const { no = [], unknown = [], yes = [], remark = [] } = Object.groupBy(reasons, ({ weighs }) => weighs);
  const [first] = [...no, ...unknown, ...yes];
  const fit = first && first.weighs !== 'remark' ? first.weighs : 'unknown';
  // What speaks for it is of no use to whoever must take another one.
  const told = fit === 'no' ? [...no, ...unknown] : [...unknown, ...yes, ...remark];
  return {
    use: use.id,
    fit,
    onlyIf: fit === 'yes' ? told.flatMap(({ onlyIf }) => onlyIf ?? []) : [],
    reasons: [...new Set(told.map(({ text }) => text))],
    rule: first?.rule ?? citationOf(use.trust.source),
  };
}
