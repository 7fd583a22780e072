import { digicertGlobalRootG2, plural } from '@cert-health/core';
import type { Severity } from '@cert-health/core';
import { exitCodeFor } from '../options/exit-code.ts';
import type { FailOn } from '../options/fail-on.ts';
import type { AuditFinding, AuditedCertificate, CallerTrustAudit } from './caller-trust-audit.ts';

type Judged = Pick<CallerTrustAudit, 'store' | 'salesforce' | 'certificates' | 'missing'> & {
  readonly unmarked: number;
};

/** Worst first. */
export function auditFindings(judged: Judged): AuditFinding[] {
  const { salesforce, missing, unmarked } = judged;
  return [
    ...(salesforce.trusted ? [] : [notTrusted(judged)]),
    ...(salesforce.onlyG2
      ? [
          finding(
            'only-g2',
            'warning',
            "The next change of Salesforce's certificate authority would break connections: this store trusts no other public root.",
            salesforce.advice,
          ),
        ]
      : []),
    ...(unmarked > 0
      ? [
          finding(
            'not-marked-as-trusted',
            'warning',
            unmarked === 1
              ? 'Java would not trust this certificate: the PKCS#12 store does not mark it as trusted. OpenSSL and .NET take it all the same.'
              : `Java would trust none of these ${unmarked} certificates: the PKCS#12 store does not mark them as trusted. OpenSSL and .NET take them all the same.`,
            'If Java reads this store, add the certificates with "keytool -importcert" instead.',
          ),
        ]
      : []),
    ...grouped(judged.certificates),
    ...(missing.length > 0
      ? [
          finding(
            'missing-roots',
            'info',
            `${plural(missing.length, 'root')} that Mozilla trusts for websites ${missing.length === 1 ? 'is' : 'are'} missing.`,
            'Salesforce advises callers to trust the whole Mozilla set of TLS roots, so that a change of certificate authority breaks nothing.',
          ),
        ]
      : []),
  ];
}

function finding(
  id: AuditFinding['id'],
  severity: Severity,
  title: string,
  remedy: string,
  about: readonly AuditedCertificate[] = [],
): AuditFinding {
  return { id, severity, title, remedy, certificates: about.map(({ fingerprint }) => fingerprint) };
}

function notTrusted({ certificates, salesforce, store }: Judged): AuditFinding {
  const held = certificates.find(({ fingerprint }) => fingerprint === digicertGlobalRootG2);
  const why = held ? held.reason.replace(/\.$/, '') : 'DigiCert Global Root G2 is not in this store';
  const doubt =
    store.entries.notUnderstood === 0
      ? ''
      : ` as far as it could be read (${plural(store.entries.notUnderstood, 'entry', 'entries')} could not)`;
  return finding(
    'salesforce-not-trusted',
    'critical',
    `Connections to Salesforce would fail: ${why}${doubt}.`,
    salesforce.advice,
    held ? [held] : [],
  );
}

interface Group {
  readonly id: AuditFinding['id'];
  readonly severity: Severity;
  readonly holds: (certificate: AuditedCertificate) => boolean;
  /** After "3 certificates". */
  readonly title: (count: number) => string;
  readonly remedy: string;
}

const standing =
  (...standings: readonly AuditedCertificate['standing'][]) =>
  (certificate: AuditedCertificate): boolean =>
    standings.includes(certificate.standing);

const groups: readonly Group[] = [
  {
    id: 'no-longer-trusted',
    severity: 'warning',
    holds: standing('retired', 'removed'),
    title: (count) =>
      `${plural(count, 'root')} in this store ${count === 1 ? 'is' : 'are'} no longer trusted for websites by Mozilla.`,
    remedy:
      'Remove the roots that Mozilla gave up, unless something of yours depends on them; update the store where its maker does.',
  },
  {
    id: 'weak-keys',
    severity: 'warning',
    holds: ({ weakKey }) => weakKey !== null,
    title: (count) =>
      `${plural(count, 'certificate')} ${count === 1 ? 'has a key that is' : 'have keys that are'} too weak: whoever breaks one can vouch for any site.`,
    remedy: 'Remove certificates with weak keys; ask for a root with a stronger key where one is your own.',
  },
  {
    id: 'intermediates',
    severity: 'warning',
    holds: standing('intermediate'),
    title: (count) =>
      `${plural(count, 'intermediate')} ${count === 1 ? 'is' : 'are'} trusted as if ${count === 1 ? 'it were a root' : 'they were roots'}: ${count === 1 ? 'it' : 'they'} can be replaced without notice, and connections then fail.`,
    remedy: 'Trust the roots above the intermediates instead; servers send intermediates themselves.',
  },
  {
    id: 'not-usable',
    severity: 'warning',
    holds: ({ objection }) => objection !== null,
    title: (count) =>
      `${plural(count, 'certificate')} in this store ${count === 1 ? 'is one' : 'are ones'} that no connection can rely on: whoever checks a path to ${count === 1 ? 'it' : 'them'} refuses it.`,
    remedy: 'Have the authority make a new root where it is your own, and remove this one.',
  },
  {
    id: 'never-valid',
    severity: 'warning',
    holds: standing('never-valid'),
    title: (count) =>
      `${plural(count, 'certificate')} ${count === 1 ? 'ends before it starts and is' : 'end before they start and are'} never valid.`,
    remedy: 'Have the authority make a new root; no date will mend this one.',
  },
  {
    id: 'not-for-servers',
    severity: 'info',
    holds: standing('not-for-servers'),
    title: (count) =>
      `${plural(count, 'certificate')} ${count === 1 ? 'is' : 'are'} kept with settings that do not trust ${count === 1 ? 'it' : 'them'} for servers (TRUSTED CERTIFICATE): connections that end there fail.`,
    remedy:
      'Nothing to do where that is meant; else let them be trusted for servers (openssl x509 -addtrust serverAuth).',
  },
  {
    id: 'trusted-up-to-a-date',
    severity: 'info',
    holds: standing('dated'),
    title: (count) =>
      `${plural(count, 'root')} ${count === 1 ? 'is' : 'are'} trusted by Mozilla only for certificates up to a date, which this store does not know.`,
    remedy: 'Nothing to do for connections to Salesforce; a store of plain certificates cannot express such a date.',
  },
  {
    id: 'expired',
    severity: 'info',
    holds: standing('expired'),
    title: (count) =>
      `${plural(count, 'certificate')} ${count === 1 ? 'has' : 'have'} expired and ${count === 1 ? 'vouches' : 'vouch'} for nothing any more.`,
    remedy: 'Remove expired certificates at the next occasion.',
  },
  {
    id: 'not-yet-valid',
    severity: 'info',
    holds: standing('not-yet-valid'),
    title: (count) => `${plural(count, 'certificate')} ${count === 1 ? 'is' : 'are'} not valid yet.`,
    remedy: 'Check the clock of this computer, or the day given with --as-of.',
  },
  {
    id: 'not-a-ca',
    severity: 'info',
    holds: standing('not-a-ca'),
    title: (count) =>
      `${plural(count, 'certificate')} ${count === 1 ? 'is no certificate authority and vouches for nothing but itself' : 'are no certificate authorities and vouch for nothing but themselves'}: a pinned server, or a mistake.`,
    remedy: 'A pinned server certificate breaks with its next renewal: trust the root above it instead.',
  },
  {
    id: 'not-public',
    severity: 'info',
    holds: standing('not-public'),
    title: (count) =>
      `${plural(count, 'root')} ${count === 1 ? 'is' : 'are'} in no public program known here: your own, or something to look at.`,
    remedy: 'Make sure that you know whose roots those are that no public program knows.',
  },
];

function grouped(certificates: readonly AuditedCertificate[]): AuditFinding[] {
  return groups.flatMap(({ id, severity, holds, title, remedy }) => {
    const about = certificates.filter(holds);
    return about.length === 0 ? [] : [finding(id, severity, title(about.length), remedy, about)];
  });
}

/** The exit code, by the rules of `cert health`. */
export function auditExitCode(
  { findings, notChecked }: Pick<CallerTrustAudit, 'findings' | 'notChecked'>,
  failOn: FailOn,
): number {
  const severities = findings.map(({ severity }) => severity);
  return exitCodeFor({ severities, unchecked: notChecked.length > 0 ? 'something' : undefined }, failOn);
}
