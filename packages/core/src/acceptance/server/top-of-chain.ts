import { findListedAnchor } from '../../checks/listed-anchor.ts';
import { isSelfSigned } from '../../inventory/index.ts';
import type { HeldChain } from '../../inventory/index.ts';
import { policyRule } from '../../policy/index.ts';
import { classifyHierarchy, loadMozillaCertificates } from '../../trust/index.ts';
import { outboundApexOneWayTls } from '../../uses/outbound-apex-one-way-tls.ts';
import { parseCertificate } from '../../x509/index.ts';
import type { Certificate } from '../../x509/model.ts';
import { refused, unknown } from './reason.ts';
import type { ServerReason } from './reason.ts';
import type { SentChain } from './sent-chain.ts';
import type { ServerFacts } from './server-facts.ts';

/** Where a chain that was sent ends. */
export interface TopOfChain {
  /** Null: its last issuer is neither listed, sent, nor itself. */
  readonly complete: boolean | null;
  readonly missing: readonly { readonly subject: string; readonly issuerUrl?: string }[];
  /** The listed root, where its certificate is at hand. */
  readonly anchor?: Certificate;
  readonly reasons: readonly ServerReason[];
}

const CA_ISSUERS = '1.3.6.1.5.5.7.48.2';
const listRule = policyRule('salesforce.cacerts').source;
const { chainMustBeSent, selfSigned } = outboundApexOneWayTls;

/** Asks whether everything up to a listed root was sent, and which root that is. */
export async function topOfChain(chain: SentChain, facts: ServerFacts): Promise<TopOfChain> {
  const top = chain.path[chain.path.length - 1] as Certificate;
  if (chain.path.length === 1 && isSelfSigned(top))
    return { complete: true, missing: [], reasons: [ownSignature(top)] };
  const { trustStore } = facts;
  const listed = trustStore && (await findListedAnchor(trustStore, heldFrom(chain), new Map(), facts.verify));
  if (listed?.verdict === 'listed') {
    const anchor = await certificateOf(listed.anchor, chain, facts);
    const reasons = [
      ...(await disproof(chain, anchor, facts)),
      ...(listed.by === 'subject' ? [nameOnly(listed.anchor.name)] : []),
    ];
    return { complete: true, missing: [], ...(anchor ? { anchor } : {}), reasons };
  }
  if (isSelfSigned(top)) {
    return { complete: true, missing: [], reasons: [listed ? notListed(listed, top) : noList()] };
  }
  return gapAbove(top, chain, facts);
}

/** The list is only asked about the path; its order was judged before. */
function heldFrom({ leaf, path }: SentChain): HeldChain {
  return { leaf, path, complete: false, strays: [], strangers: [], repeated: [], inOrder: true };
}

/** Nothing vouches for the last one that was sent. */
function gapAbove(top: Certificate, chain: SentChain, facts: ServerFacts): TopOfChain {
  const subject = top.issuer.text;
  const issuerUrl = issuerUrlOf(top);
  const missing = [{ subject, ...(issuerUrl === undefined ? {} : { issuerUrl }) }];
  const { trustStore } = facts;
  const known = (facts.seen.get(top.issuer.canonical) ?? []).some((one) => !isSelfSigned(one));
  if (trustStore && !trustStore.partial) {
    return { complete: known ? false : null, missing, reasons: [incomplete(top, chain, known, issuerUrl, true)] };
  }
  const list = trustStore ? partialList(top) : noList();
  if (known) return { complete: false, missing, reasons: [incomplete(top, chain, true, issuerUrl, true)] };
  // An authority whose root is not sent looks like this too; a server's own certificate alone hardly ever does.
  const isPublicRoot = classifyHierarchy(chain.leaf, chain.path.slice(1)).root !== undefined;
  const likely = chain.path.length === 1 && !isPublicRoot;
  return {
    complete: null,
    missing: likely ? missing : [],
    reasons: likely ? [incomplete(top, chain, false, issuerUrl, false), list] : [list],
  };
}

function incomplete(
  top: Certificate,
  { leaf }: SentChain,
  isKnown: boolean,
  issuerUrl: string | undefined,
  isCertain: boolean,
): ServerReason {
  const issuer = nameOf(top.issuer.text);
  const which = top === leaf ? 'the certificate of the server' : nameOf(top.subject.text);
  const told = {
    code: 'chain-incomplete' as const,
    certificate: top.fingerprint,
    message:
      `The server does not send ${issuer}, which vouches for ${which}` +
      (isKnown
        ? ', and Salesforce fetches nothing that is missing.'
        : isCertain
          ? '; that name is not on the list of roots either. Either an intermediate is missing, or the root is not one that Salesforce trusts.'
          : '; an intermediate is probably missing, and Salesforce fetches nothing that is missing.'),
    rule: chainMustBeSent.source,
    remedy:
      `Install the full chain on the server: its own certificate first, then ${issuer} and each further intermediate.` +
      (issuerUrl === undefined ? '' : ` The missing certificate can be fetched from ${issuerUrl}.`),
  };
  return isCertain ? refused(told) : unknown(told);
}

function ownSignature(leaf: Certificate): ServerReason {
  return refused({
    code: 'self-signed',
    certificate: leaf.fingerprint,
    message:
      'The certificate of the server is self-signed, which Salesforce does not accept of a server that it calls.',
    rule: selfSigned.source,
    remedy:
      'Install a certificate of an authority whose root is on the list of the Salesforce instance (/cacerts.jsp).',
  });
}

function notListed(
  listed: { readonly verdict: 'absent' | 'unknown'; readonly reason?: string },
  top: Certificate,
): ServerReason {
  const told = {
    certificate: top.fingerprint,
    rule: listRule,
    remedy:
      'Install a certificate of an authority whose root is on the list of the Salesforce instance (/cacerts.jsp). Salesforce ' +
      'cannot trust a private PKI there.',
  };
  return listed.verdict === 'absent'
    ? refused({
        ...told,
        code: 'root-not-listed',
        message: `The chain ends in ${nameOf(top.subject.text)}, which is not on the list of roots that Salesforce trusts.`,
      })
    : unknown({
        ...told,
        who: 'caller',
        code: 'root-list-unknown',
        message: listed.reason ?? 'The list cannot be read.',
      });
}

function noList(): ServerReason {
  return unknown({
    code: 'root-list-unknown',
    message: 'No list of the roots that Salesforce trusts was given, so it cannot be told whether it trusts this one.',
    rule: listRule,
    remedy:
      'Save the page /cacerts.jsp of your own instance, and give it with --trust-store; lists differ between instances.',
    who: 'caller',
  });
}

function partialList(top: Certificate): ServerReason {
  return unknown({
    code: 'root-list-unknown',
    certificate: top.fingerprint,
    message: `Entries of the list of roots could not be read, so ${nameOf(top.issuer.text)} may be on it or not.`,
    rule: listRule,
    remedy: 'Save the page /cacerts.jsp of your instance again, and give it with --trust-store.',
    who: 'caller',
  });
}

function nameOnly(name: string): ServerReason {
  return unknown({
    code: 'root-not-proven',
    message: `The list has a root called ${nameOf(name)} and tells nothing but its name, which another root may have too.`,
    rule: listRule,
    remedy: 'Compare the fingerprint of the root with the one that the instance trusts.',
    who: 'caller',
  });
}

/** The certificate of a listed root: the list's own, the one that was sent, or Mozilla's copy of the very same. */
async function certificateOf(
  { der, fingerprints }: { readonly der?: Uint8Array; readonly fingerprints: { readonly sha256?: string } },
  { path }: SentChain,
  { trustStore }: ServerFacts,
): Promise<Certificate | undefined> {
  if (der) return parseCertificate(der);
  const { sha256 } = fingerprints;
  const sent = path.find(({ fingerprint }) => fingerprint === sha256);
  if (sent || sha256 === undefined || !trustStore) return sent;
  const { anchors } = await loadMozillaCertificates();
  const copy = anchors.find((anchor) => anchor.fingerprints.sha256 === sha256)?.der;
  return copy && parseCertificate(copy);
}

/** A root that names alone lead to must also have signed. */
async function disproof(
  { path }: SentChain,
  anchor: Certificate | undefined,
  { verify }: ServerFacts,
): Promise<ServerReason[]> {
  const top = path[path.length - 1] as Certificate;
  const isOnPath = anchor !== undefined && path.slice(1).some((one) => sameKey(anchor, one));
  if (isSelfSigned(top) || isOnPath) return [];
  const verdict = anchor ? await verify(top, anchor) : 'unsupported';
  if (verdict === 'valid') return [];
  const told = {
    certificate: top.fingerprint,
    rule: 'RFC 5280 section 6.1.3 (a)(1)',
    remedy: 'Install the chain again as the authority delivered it.',
  };
  return verdict === 'invalid'
    ? [
        refused({
          ...told,
          code: 'signature-invalid',
          message: `${nameOf(top.subject.text)} was not signed with the key of ${nameOf(top.issuer.text)}, whom it names as its issuer.`,
        }),
      ]
    : [
        unknown({
          ...told,
          code: 'root-not-proven',
          message: `The list names ${nameOf(top.issuer.text)} and does not hold it, so that its signature could not be verified.`,
          remedy: 'Give a list that holds the certificates themselves, such as a PEM bundle of them.',
          who: 'caller',
        }),
      ];
}

function sameKey(one: Certificate, other: Certificate): boolean {
  const [a, b] = [one.publicKey.spki, other.publicKey.spki];
  return a.length === b.length && a.every((octet, at) => octet === b[at]);
}

function issuerUrlOf({ extensions }: Certificate): string | undefined {
  return extensions.authorityInfoAccess?.find(
    ({ method, location }) =>
      method === CA_ISSUERS && location.type === 'uri' && !location.undecoded && /^https?:\/\//i.test(location.value),
  )?.location.value;
}

/** Names come from strangers: quoted, without control characters, and not longer than a sentence bears. */
function nameOf(text: string): string {
  const clean = text.replace(/\p{C}/gu, '\u{fffd}');
  return `"${clean.length > 120 ? `${clean.slice(0, 119)}…` : clean}"`;
}
