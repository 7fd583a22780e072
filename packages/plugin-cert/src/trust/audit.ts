import {
  auditTrustStore,
  citationOf,
  mozillaStore,
  plural,
  standingProblemsOf,
  weakKeyReason,
} from '@cert-health/core';
import type { AuditedRoot, Certificate, DatedRule, TrustStoreAudit } from '@cert-health/core';
import { auditFindings } from './audit-findings.ts';
import type { AuditBasis, AuditedCertificate, CallerTrustAudit } from './caller-trust-audit.ts';
import { builtInStore } from './opened-store.ts';
import type { OpenedStore, StoreCertificate } from './opened-store.ts';
import { factsOf, fingerprintFacts } from './store-facts.ts';
import type { StoreFacts } from './store-facts.ts';
import { TrustStoreError } from './trust-store-error.ts';

/**
 * Looks through the store of a system that calls Salesforce.
 *
 * @throws {TrustStoreError} when it is a printed list, which is no caller's store
 */
export function auditStore(opened: OpenedStore, at: Date): CallerTrustAudit {
  if (opened.format === 'cacerts-page') {
    throw new TrustStoreError(
      `${opened.store.source}: This is a printed list of roots, such as the page /cacerts.jsp of an org, and no store that a system trusts by; give the store itself, or compare lists with "sf cert trust diff".`,
    );
  }
  const audit = auditTrustStore(
    opened.certificates.map(({ certificate }) => certificate),
    { at },
  );
  const certificates = audit.roots.map((root, position) =>
    auditedCertificate(root, opened.certificates[position] as StoreCertificate),
  );
  const missing = audit.missing.map((anchor) => ({
    name: anchor.name,
    sha256: fingerprintFacts(anchor).sha256,
    notAfter: anchor.notAfter?.toISOString() ?? null,
  }));
  const comparedWith = factsOf(builtInStore(mozillaStore), at);
  const part = { store: factsOf(opened, at), salesforce: salesforcePart(audit), certificates, missing, comparedWith };
  return {
    asOf: at.toISOString(),
    ...part,
    findings: auditFindings({ ...part, unmarked: opened.unmarked }),
    notChecked: notChecked(part.store, comparedWith),
  };
}

function notChecked({ entries }: StoreFacts, comparedWith: StoreFacts): string[] {
  const { notUnderstood } = entries;
  return [
    ...(notUnderstood === 0
      ? []
      : [
          `${plural(notUnderstood, 'entry', 'entries')} of the store could not be read, and ${notUnderstood === 1 ? 'is' : 'are'} not judged.`,
        ]),
    ...(comparedWith.stale ? [`${comparedWith.age} What root programs did since is not known here.`] : []),
  ];
}

function salesforcePart({ salesforce }: TrustStoreAudit): CallerTrustAudit['salesforce'] {
  const { trusted, onlyG2, advice, rules } = salesforce;
  return { trusted, onlyG2, advice, basis: rules.map(basisOf) };
}

function basisOf({ text, from, source, confidence, note }: DatedRule): AuditBasis {
  return { text, from: from ?? null, source: citationOf(source), confidence, note: note ?? null };
}

function auditedCertificate(root: AuditedRoot, { certificate, place }: StoreCertificate): AuditedCertificate {
  const { fingerprint, name, notAfter, standing, reason, rule } = root;
  // A root's own signature is relied on by nobody; its key is.
  const isPublic = standing === 'current' || standing === 'dated' || standing === 'retired' || standing === 'removed';
  const weak = weakKeyReason(certificate.publicKey, isPublic ? 'public-tls' : 'any');
  return {
    fingerprint,
    name,
    place: place ?? null,
    notAfter: notAfter.toISOString(),
    standing,
    reason,
    weakKey: weak?.verdict === 'not-allowed' ? weak.reason : null,
    objection: objectionTo(certificate, standing),
    source: rule ? citationOf(rule.source) : null,
  };
}

/** Told by other findings, and better. */
const toldElsewhere = new Set(['never-valid', 'weak-key', 'not-a-ca']);

/** What `verify` would object to in it as an anchor for servers, the same as there. */
function objectionTo(certificate: Certificate, standing: AuditedRoot['standing']): string | null {
  if (standing === 'not-a-ca') return null;
  const problems = standingProblemsOf(certificate, { role: 'anchor', purpose: 'serverAuth' });
  return problems.find(({ code }) => !toldElsewhere.has(code))?.message ?? null;
}
