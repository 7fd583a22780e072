import { mutualAuthentication, taxonomy } from '../../uses/documents.ts';
import { useById } from '../../uses/index.ts';
import { sha256Hex } from '../../x509/index.ts';
import type { ReplacementReason } from './model.ts';
import { clientOperator, intermediatesOf, isSameLeaf, leafOf, ownAdmin, partnerOf, reason } from './place.ts';
import type { PlaceQuestion, Replacement } from './place.ts';
import type { ReplacementRule } from './subject.ts';

/** Whoever holds the certificate itself, or a hash of it, must get the new one: a place that is pinned to it knows no other. */
export const certificate: ReplacementRule = {
  change(replacement) {
    if (isSameLeaf(replacement)) return undefined;
    return {
      subject: 'certificate',
      title: 'Fingerprint (SHA-256)',
      old: replacement.old.leaf.fingerprint,
      new: replacement.new.leaf.fingerprint,
      matters: 'Whoever holds the certificate itself, or this hash of it, must get the new one before the switch.',
    };
  },
  judge(replacement, place) {
    if (isSameLeaf(replacement)) return [];
    return tellings[place.part](replacement, place);
  },
};

type Telling = (replacement: Replacement, place: PlaceQuestion) => ReplacementReason[];

const hasSameKey = ({ old, new: next }: Replacement): boolean =>
  sha256Hex(old.leaf.publicKey.spki) === sha256Hex(next.leaf.publicKey.spki);

/** How an admin puts it in the place of the old one. */
function installing(replacement: Replacement, place: PlaceQuestion): string {
  const where = `where the old one is named${place.setup === null ? '' : ` (${place.setup})`}`;
  if (replacement.new.keyInOrg)
    return `The new certificate and its key are in the org: choose it ${where}, once everybody else is ready.`;
  return hasSameKey(replacement)
    ? 'The key is the same: upload the new chain to the record of the old certificate, and everything that names it goes on.'
    : `Have the new certificate with its key and chain in Certificate and Key Management, and choose it ${where}, once everybody else is ready.`;
}

const tellings: Readonly<Record<PlaceQuestion['part'], Telling>> = {
  served(replacement, place) {
    if (place.use === 'inbound-one-way-tls') {
      return [
        reason({
          subject: 'certificate',
          outcome: 'unchanged',
          why: 'Salesforce renews this certificate by itself. Callers that trust its root, and not the certificate itself, notice nothing.',
          rule: useById('inbound-one-way-tls').rotates.source,
        }),
      ];
    }
    return [
      reason({
        subject: 'certificate',
        outcome: 'tell-first',
        why: 'Salesforce serves the domain with the certificate that you give it, and goes on with the old one until then.',
        who: ownAdmin(),
        what: `${installing(replacement, place)} Do so at least a week before the old one ends.`,
        give: [leafOf(replacement.new), ...intermediatesOf(replacement.new)],
        rule: useById('custom-domain').privateKeyInOrg.source,
      }),
    ];
  },
  met: () => [],
  'client-in'(replacement, place) {
    const isApi = place.use === 'inbound-api-mtls';
    const where = isApi
      ? 'Setup > Certificate and Key Management > Mutual Authentication Certificates'
      : 'Setup > User Authentication Certificates, for the same user';
    return [
      reason({
        subject: 'certificate',
        outcome: 'tell-first',
        why: isApi
          ? 'For users with "Enforce SSL/TLS Mutual Authentication" the certificate that is sent must be the very one on the list.'
          : 'The certificate must be mapped to the user before it can log anybody in.',
        who: ownAdmin(),
        what: `Upload the new certificate in ${where}; then tell ${clientOperator(place).name} to switch.`,
        give: [leafOf(replacement.new)],
        rule: isApi ? mutualAuthentication('Certificate Identity Verification') : taxonomy('Inbound User mTLS'),
      }),
    ];
  },
  'client-out': (replacement, place) => [
    reason({
      subject: 'certificate',
      outcome: 'tell-first',
      why: 'Only the operator of the called server can tell what it compares: the root, the chain, the certificate, its key or its names.',
      who: partnerOf(place),
      what: 'Ask whether the server holds the certificate itself, its chain or its key, have the new ones installed beside the old, and wait for the word that they are.',
      give: [leafOf(replacement.new), ...intermediatesOf(replacement.new)],
      rule: useById('outbound-apex-mtls').trust.source,
    }),
    reason({
      subject: 'certificate',
      outcome: 'tell-first',
      why: 'The org goes on with the old certificate until it is changed there.',
      who: ownAdmin(),
      what: installing(replacement, place),
      rule: useById('outbound-apex-mtls').privateKeyInOrg.source,
    }),
  ],
  believed(replacement, place) {
    const where = place.reference
      ? `"${place.reference.label ?? place.reference.name}" (${place.setup})`
      : 'the settings';
    const why = hasSameKey(replacement)
      ? 'The org verifies with the certificate that it holds. What the same key signs fits that one too; whether the org also compares the certificate in the message is not stated.'
      : 'The org verifies with the one certificate that it holds, and believes no other key.';
    return [
      reason({
        subject: 'certificate',
        outcome: 'tell-first',
        why,
        who: ownAdmin(),
        what: `Agree with ${partnerOf(place).name} on a moment, and put the new certificate into ${where} when it begins to sign with the new one.`,
        give: [leafOf(replacement.new)],
        rule: useById(place.use ?? 'inbound-sso').trust.source,
      }),
    ];
  },
  signs: (replacement, place) => [
    reason({
      subject: 'certificate',
      outcome: 'tell-first',
      why: hasSameKey(replacement)
        ? 'The key is the same, so that whoever holds the old certificate can still verify; who compares certificates, or refuses an ended one, needs the new one.'
        : 'Whoever verifies what the org signs holds the old certificate, and believes no other key.',
      who: partnerOf(place),
      what: 'Give them the new certificate, or the metadata with it, and have it believed beside the old one before the org signs with it.',
      give: [leafOf(replacement.new)],
      rule: useById('outbound-sso').trust.source,
    }),
    reason({
      subject: 'certificate',
      outcome: 'tell-first',
      why: 'The org signs with the old key until it is changed there.',
      who: ownAdmin(),
      what: installing(replacement, place),
      rule: useById('outbound-sso').privateKeyInOrg.source,
    }),
  ],
  pinned(replacement, place) {
    const isHash = /hash/i.test(place.reference?.field ?? '');
    if (!isHash) return [];
    return [
      reason({
        subject: 'certificate',
        outcome: 'tell-first',
        why: 'A hash of a certificate is held here; if it is that of the old one, no other is accepted.',
        who: ownAdmin(),
        what: `Put the hash of the new certificate into "${place.reference?.label ?? place.reference?.name}" (${place.setup}) beside the old one, before the server changes.`,
        give: [leafOf(replacement.new)],
        rule: useById('inbound-one-way-tls').trust.source,
      }),
    ];
  },
  other(_, { idle, otherwise }) {
    const told = { subject: 'certificate' as const, rule: taxonomy('Understanding Certificates in Salesforce') };
    const why = otherwise ?? 'The certificate is named here, and what it is for cannot be told from that.';
    if (idle) return [reason({ ...told, outcome: 'unchanged', why })];
    const what =
      'Find out who relies on it there, and what they must be given; it is none of the eight uses that are known.';
    return [reason({ ...told, outcome: 'unknown', why, who: ownAdmin(), what })];
  },
};
