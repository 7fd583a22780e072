import { fitsPattern, meansCertificate, subjectOfFinding } from './certificate-pattern.ts';
import type { DecisionSubject } from './certificate-pattern.ts';
import type { Finding } from './model.ts';
import type { OwnerRule } from './settings.ts';

/** Who sees to a certificate or a piece of configuration; undefined when nobody was named. */
export function ownerOf(subject: DecisionSubject, owners: readonly OwnerRule[] = []): string | undefined {
  return owners.find(
    ({ certificate, source }) =>
      (certificate === undefined || meansCertificate(certificate, subject)) &&
      (source === undefined || fitsPattern(source, subject.source ?? '')),
  )?.owner;
}

/** Findings with their owners; one that names its owner already keeps it. */
export function withOwners(findings: readonly Finding[], owners: readonly OwnerRule[] = []): Finding[] {
  return findings.map((finding) => {
    const owner = finding.owner ?? ownerOf(subjectOfFinding(finding), owners);
    return owner === undefined ? finding : { ...finding, owner };
  });
}
