import { policyRule, type DatedRule } from '../policy/index.ts';
import type { Certificate } from '../x509/model.ts';
import { digicertGlobalRootG2, knownRoot, knownRootByKey } from './known-root.ts';
import { mozillaState, mozillaStore } from './mozilla.ts';
import { cutOffRule, eventRule, inVersion } from './root-event-rule.ts';
import { anchorOf } from './salesforce-store.ts';
import { dataAge, type DataAge, type TrustAnchor } from './trust-store.ts';

/** What is to be said of one certificate of a caller's store. */
export interface AuditedRoot {
  readonly fingerprint: string;
  readonly name: string;
  readonly notAfter: Date;
  /**
   * `current` Mozilla trusts it for websites; `dated` only for certificates issued up to a date; `retired` Mozilla no
   * longer trusts it for websites; `removed` it left Mozilla's store; `expired`, `not-yet-valid` by its own dates, and
   * `never-valid` when it ends before it starts; `not-for-servers` the store itself rejects it for them (trust settings);
   * `not-a-ca` it cannot vouch for others; `intermediate` another CA vouches for it; `not-public` it is in no public
   * program known here: your own CA, or something to look at.
   */
  readonly standing:
    | 'current'
    | 'dated'
    | 'retired'
    | 'removed'
    | 'expired'
    | 'not-yet-valid'
    | 'never-valid'
    | 'not-for-servers'
    | 'not-a-ca'
    | 'intermediate'
    | 'not-public';
  /** One sentence. */
  readonly reason: string;
  readonly rule?: DatedRule;
}

export interface TrustStoreAudit {
  readonly salesforce: {
    /** The store holds DigiCert Global Root G2, to which Salesforce's server certificates chain, and it is in date. */
    readonly trusted: boolean;
    /** It trusts that root and no other public one: the next change of Salesforce's CA will break it. */
    readonly onlyG2: boolean;
    /** One sentence: what follows. */
    readonly advice: string;
    readonly rules: readonly DatedRule[];
  };
  readonly roots: readonly AuditedRoot[];
  /** Roots that Mozilla trusts for websites today and the store lacks. */
  readonly missing: readonly TrustAnchor[];
  /** How old the Mozilla data is that the store was compared with. */
  readonly data: DataAge;
}

/**
 * Looks through the trust store of a system that calls Salesforce: would it accept Salesforce's certificate, today and
 * after the next change of CA? Salesforce advises to trust the whole Mozilla set of TLS roots.
 *
 * @param certificates the store, in any order
 * @param options.at the moment judged
 * @source Salesforce guidance, Root Certificate Management; that its certificates chain to G2 since February 2026 is
 *   from secondary sources
 */
export function auditTrustStore(certificates: readonly Certificate[], options: { readonly at: Date }): TrustStoreAudit {
  const { at } = options;
  const anchors = certificates.map(anchorOf);
  const roots = certificates.map((certificate, position) =>
    auditRoot(certificate, anchors[position] as TrustAnchor, at),
  );
  const keys = new Set(anchors.map(({ spkiSha256 }) => spkiSha256));
  const isG2 = (position: number): boolean =>
    anchors[position]?.spkiSha256 === knownRoot(digicertGlobalRootG2)?.spkiSha256;
  const trusted = roots.some((root, position) => isG2(position) && isUsable(root));
  const otherPublic = roots.some(
    ({ standing }, position) => !isG2(position) && (standing === 'current' || standing === 'dated'),
  );
  const missing = mozillaStore.anchors.filter(
    ({ constraints, spkiSha256 }) => constraints.websites === true && !keys.has(spkiSha256),
  );
  const onlyG2 = trusted && !otherPublic;
  return {
    salesforce: {
      trusted,
      onlyG2,
      advice: adviceFor(roots.find((_, position) => isG2(position))?.standing, trusted, onlyG2, missing.length),
      rules: [policyRule('salesforce.g2'), policyRule('salesforce.root-set')],
    },
    roots,
    missing,
    data: dataAge(mozillaStore, at),
  };
}

const UNUSABLE: ReadonlySet<AuditedRoot['standing']> = new Set([
  'expired',
  'not-yet-valid',
  'never-valid',
  'not-for-servers',
  'not-a-ca',
]);

function isUsable({ standing }: AuditedRoot): boolean {
  return !UNUSABLE.has(standing);
}

function auditRoot(certificate: Certificate, anchor: TrustAnchor, at: Date): AuditedRoot {
  const { fingerprint, notBefore, notAfter, extensions, version, selfIssued } = certificate;
  const root = { fingerprint, name: anchor.name, notAfter };
  const own = (standing: AuditedRoot['standing'], reason: string): AuditedRoot => ({ ...root, standing, reason });
  // A version 1 certificate has no extensions to say that it is a CA; old roots are of that kind.
  if (extensions.basicConstraints?.ca !== true && !(version === 1 && selfIssued)) {
    return own('not-a-ca', `${anchor.name} is not a CA certificate: it vouches for no one but itself.`);
  }
  if (notAfter < notBefore)
    return own(
      'never-valid',
      `${anchor.name} ends (${day(notAfter)}) before it starts (${day(notBefore)}): it is never valid.`,
    );
  if (anchor.constraints.websites === false)
    return own(
      'not-for-servers',
      `${anchor.name} is kept with settings that do not trust it for servers (TRUSTED CERTIFICATE).`,
    );
  if (at.getTime() > notAfter.getTime()) return own('expired', `${anchor.name} expired on ${day(notAfter)}.`);
  if (at.getTime() < notBefore.getTime())
    return own('not-yet-valid', `${anchor.name} is valid from ${day(notBefore)}.`);
  const standing = standingOf(anchor, at);
  return standing.standing === 'not-public' && !selfIssued
    ? own(
        'intermediate',
        `${anchor.name} is an intermediate: trust its root instead, it will be replaced without notice.`,
      )
    : { ...root, ...standing };
}

/** Standing in the Mozilla store, by fingerprint or else by key: a re-issued or cross-signed root has the same key. */
function standingOf(anchor: TrustAnchor, at: Date): Pick<AuditedRoot, 'standing' | 'reason' | 'rule'> {
  const { name, fingerprints, spkiSha256 = '' } = anchor;
  const byFingerprint = mozillaState(fingerprints.sha256 ?? '', at);
  const twin = knownRootByKey(spkiSha256)?.sha256;
  const state = byFingerprint.status === 'never-held' && twin !== undefined ? mozillaState(twin, at) : byFingerprint;
  if (state.status === 'never-held')
    return { standing: 'not-public', reason: `${name} is in no public program known here.` };
  if (state.status === 'removed') {
    return {
      standing: 'removed',
      reason: `${name} was removed from the Mozilla root store${inVersion(state.event)}.`,
      rule: eventRule(state.event),
    };
  }
  if (!state.websites) {
    return state.since
      ? {
          standing: 'retired',
          reason: `Mozilla ended website trust in ${name}${inVersion(state.since)}.`,
          rule: eventRule(state.since),
        }
      : { standing: 'retired', reason: `Mozilla holds ${name}, but not for websites.` };
  }
  return state.distrustAfter === undefined
    ? { standing: 'current', reason: `Mozilla trusts ${name} for websites.` }
    : {
        standing: 'dated',
        reason: `Mozilla trusts ${name} only for certificates valid from ${state.distrustAfter.slice(0, 10)} or before.`,
        ...cutOffRule('mozilla', state.distrustAfter),
      };
}

function adviceFor(
  g2: AuditedRoot['standing'] | undefined,
  trusted: boolean,
  onlyG2: boolean,
  missing: number,
): string {
  if (!trusted && g2 === 'not-for-servers')
    return 'Let DigiCert Global Root G2 be trusted for servers (openssl x509 -addtrust serverAuth, or without settings): as it is kept, connections to Salesforce fail.';
  if (!trusted) return 'Add DigiCert Global Root G2: without it, connections to Salesforce fail.';
  if (onlyG2)
    return 'Add the Mozilla set of TLS roots: this store trusts DigiCert Global Root G2 alone, so the next change of CA breaks it.';
  return missing === 0
    ? 'Nothing to do: the store holds every root that Mozilla trusts for websites.'
    : `Add the ${missing} missing roots of the Mozilla set, so that a change of CA does not break connections.`;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
