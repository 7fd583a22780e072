import { listOf } from '../findings/wording.ts';
import type { Holding } from '../inventory/index.ts';
import { heldChain, isSelfSigned, isSentByServer } from '../inventory/index.ts';
import { placeById, referenceUseOf, referrerOf } from '../uses/index.ts';
import type { OtherUse, ResolvedUse } from '../uses/index.ts';
import { nameOf } from './check.ts';
import { actions } from './remedy.ts';
import type { Remedy } from './remedy.ts';
import { certificateOfOthers, hasEnded, placeOf } from './rollover.ts';
import type { RenewalContext } from './rollover.ts';
import { isStored } from './unused.ts';
import { usesOf } from './uses-of-holding.ts';

const SETUP = 'Setup > Certificate and Key Management';
const NAMED = 3;

/** What to do so that a holding gets a new certificate. It depends on who signs, who verifies, and how many fit in there. */
export function renewalOf(holding: Holding, context: RenewalContext): Remedy {
  if (isStoredInSalesforce(holding)) {
    return {
      remedy: `${makingOf(holding, context)} ${handingOver(holding, context)}`,
      action:
        isSignedBySelf(holding) === true && !servesDomains(holding, context)
          ? actions.createSelfSigned
          : actions.request,
    };
  }
  if (holding.kind === 'keyPair') {
    const moment = hasEnded(holding, context) ? '' : ' before this one ends';
    return {
      remedy: `Get its successor from the certificate authority and put it in ${placeOf(holding)}${moment}.`,
      action: actions.replaceFile,
    };
  }
  return certificateOfOthers(holding, context);
}

/** What to do so that what is stored with a certificate, but not the certificate itself, is put right. */
export function newChainFor(holding: Holding): Remedy {
  if (isStoredInSalesforce(holding)) {
    return {
      remedy: `Upload the current chain from the certificate authority, the certificate first, under ${SETUP} > ${nameOf(holding)}.`,
      action: actions.uploadChain,
    };
  }
  if (isSentByServer(holding)) {
    return {
      remedy: `Ask who runs ${nameOf(holding)} to install the current chain from the certificate authority there, the certificate of the server first.`,
      action: actions.askForChain,
    };
  }
  return {
    remedy: `Put the current chain from the certificate authority in ${placeOf(holding)}, the certificate first.`,
    action: actions.putChain,
  };
}

/**
 * A key pair of an org, or of a project that is deployed to one, is in Certificate and Key Management even where its record
 * was not read; any other without a record is a file with a key.
 */
function isStoredInSalesforce(holding: Holding): boolean {
  return isStored(holding) || (holding.kind === 'keyPair' && holding.record !== undefined);
}

/** How the new certificate comes about: by whom the old one was signed, and who has to believe it. */
function makingOf(holding: Holding, context: RenewalContext): string {
  const request = (who: string): string =>
    `Make a signing request (CSR) for its successor in ${SETUP}, have ${who} sign it, and upload the chain that comes back, ` +
    'the certificate first.';
  if (servesDomains(holding, context)) return request('a public certificate authority');
  const bySelf = isSignedBySelf(holding);
  if (bySelf === false) {
    const issuer = heldChain(holding.certificates)?.leaf.issuer.get('CN');
    return request(issuer === undefined ? 'its certificate authority' : `its certificate authority ("${issuer}")`);
  }
  return bySelf
    ? `Create its successor in ${SETUP}, self-signed as this one is.`
    : `Create its successor in ${SETUP}; one that an authority signs needs a signing request (CSR) to it first.`;
}

/** Undefined: neither the certificate nor its record was read. */
function isSignedBySelf({ certificates, record }: Holding): boolean | undefined {
  const leaf = heldChain(certificates)?.leaf;
  if (leaf) return isSelfSigned(leaf);
  return record?.caSigned === undefined ? undefined : !record.caSigned;
}

function servesDomains(holding: Holding, context: RenewalContext): boolean {
  return usesOf(context, holding).uses.some(({ use }) => use === 'custom-domain');
}

/** Who must have the new certificate before it is used, and where it is then chosen. */
function handingOver(holding: Holding, context: RenewalContext): string {
  const { uses, others } = usesOf(context, holding);
  const leaf = heldChain(holding.certificates)?.leaf;
  const bySelf = !leaf || isSelfSigned(leaf);
  const over = hasEnded(holding, context);
  const groups = Map.groupBy(uses, wayOf);
  const steps = [...groups].map(([way, entries]) => ways[way](placesOf(entries), { bySelf, over }));
  if (others.length > 0) steps.push(`See what uses it in ${placesOf(others)}, and change that too.`);
  return steps.length > 0
    ? steps.join(' ')
    : 'Then hand its public certificate to whoever verifies it, and switch over to it.';
}

type Way = 'domain' | 'client' | 'login' | 'signer';

function wayOf({ use, reference }: ResolvedUse): Way {
  if (use === 'custom-domain') return 'domain';
  if (use === 'inbound-sso' && reference.field.startsWith('SamlSsoConfig.')) return 'login';
  return use === 'inbound-sso' || use === 'outbound-sso' ? 'signer' : 'client';
}

/** By who verifies: browsers know no certificate by itself, a called server may, whoever checks signatures always does. */
const ways: Readonly<
  Record<Way, (places: string, about: { readonly bySelf: boolean; readonly over: boolean }) => string>
> = {
  domain: (places, { over }) =>
    `Then choose it for the domain of ${places}${over ? '' : ', a week before this one ends at the latest'}; visitors need nothing.`,
  client: (places, { bySelf }) =>
    bySelf
      ? `Hand its public certificate to the owner of the called server, who accepts it beside the old one, then choose it in ${places}.`
      : `Tell the owner of the called server, who may accept this one certificate only, then choose it in ${places}.`,
  login: (places) =>
    `Hand its public certificate to the identity provider, agree on a moment, change both sides then (here ${places}), and keep a ` +
    'way to log in without single sign-on.',
  signer: (places) =>
    'Hand its public certificate to whoever verifies what it signs. Who can hold two takes it beside the old one first; with who ' +
    `holds one only, agree on a moment and change both then. Here it is chosen in ${places}.`,
};

function placesOf(entries: readonly (ResolvedUse | OtherUse)[]): string {
  const places = [...new Set(entries.map(placeOfEntry))];
  const more = places.length - NAMED;
  return listOf([...places.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])]);
}

/** `Partner_API (Setup > Named Credentials)`. */
function placeOfEntry({ reference }: ResolvedUse | OtherUse): string {
  const row = referenceUseOf(reference.field);
  const name = referrerOf(reference);
  return row ? `${name} (${placeById(row.place).setup})` : name;
}
