import type { Holding } from '../inventory/index.ts';
import { nameOf } from './check.ts';

/** What to do so that a holding gets a new certificate; the wording of remedies that several checks share. */
export function renewalOf(holding: Holding): string {
  if (isStoredInSalesforce(holding)) {
    return (
      `Create its successor in Setup > Certificate and Key Management, give the new certificate to whoever verifies it, ` +
      `then point the configuration that uses "${nameOf(holding)}" at the successor. ` +
      `"sf cert rotate plan ${holding.name}" lists the steps.`
    );
  }
  return (
    `Ask the owner of the certificate for its successor and put it in ${placeOf(holding)} beside or instead of ` +
    `this one before the owner switches.`
  );
}

/** What to do so that what is stored with a certificate, but not the certificate itself, is put right. */
export function newChainFor(holding: Holding): string {
  const order = 'the certificate first, then each one that vouches for the one before it';
  if (isStoredInSalesforce(holding)) {
    return (
      `Upload the current chain from the certificate authority (${order}) under Setup > Certificate and Key ` +
      `Management > ${nameOf(holding)}, or deploy it as the body of the Certificate metadata "${holding.name}". ` +
      `The key stays the same.`
    );
  }
  return `Put the current chain from the certificate authority (${order}) in ${placeOf(holding)}.`;
}

/** A key pair with a record is one of Certificate and Key Management; without a record it is a file with a key. */
function isStoredInSalesforce(holding: Holding): boolean {
  return holding.kind === 'keyPair' && holding.record !== undefined;
}

function placeOf(holding: Holding): string {
  return holding.path ?? `the configuration "${nameOf(holding)}"`;
}
