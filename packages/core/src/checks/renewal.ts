import type { Holding } from '../inventory/index.ts';
import { nameOf } from './check.ts';

/** What to do so that a holding gets a new certificate; the wording of remedies that several checks share. */
export function renewalOf(holding: Holding): string {
  if (isStoredInSalesforce(holding)) {
    return (
      'Create its successor in Setup > Certificate and Key Management, hand it to whoever verifies it, then switch ' +
      'over to it.'
    );
  }
  if (holding.kind === 'keyPair') {
    return `Get its successor from the certificate authority and put it in ${placeOf(holding)} before this one ends.`;
  }
  return `Ask the owner of the certificate for its successor, and put it in ${placeOf(holding)} before the owner switches.`;
}

/** What to do so that what is stored with a certificate, but not the certificate itself, is put right. */
export function newChainFor(holding: Holding): string {
  if (isStoredInSalesforce(holding)) {
    return (
      `Upload the current chain from the certificate authority, the certificate first, under Setup > Certificate and ` +
      `Key Management > ${nameOf(holding)}.`
    );
  }
  return `Put the current chain from the certificate authority in ${placeOf(holding)}, the certificate first.`;
}

/**
 * A key pair of an org, or of a project that is deployed to one, is in Certificate and Key Management even where its record
 * was not read; any other without a record is a file with a key.
 */
function isStoredInSalesforce({ kind, source, record }: Holding): boolean {
  return kind === 'keyPair' && (record !== undefined || /^(org|project)\./.test(source));
}

function placeOf(holding: Holding): string {
  return holding.path ?? `the configuration "${nameOf(holding)}"`;
}
