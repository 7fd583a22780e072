import { context, refuse, Tag, type DerCursor } from './der.ts';
import { enterNoted, type Irregularities } from './irregularities.ts';
import type { Der, Extensions } from './model.ts';

/** Largest count of skipped certificates; more cannot matter. */
const MAX_SKIP = 2 ** 31 - 1;

/** RFC 5280 section 4.2.1.4: at least one policy, none twice. */
export function readPolicies(
  cursor: DerCursor,
  irregularities: Irregularities,
): NonNullable<Extensions['certificatePolicies']> {
  const what = 'the certificate policies';
  const inner = enterNoted(cursor, Tag.sequence, what, irregularities);
  const policies: { oid: string; qualifiers: { oid: string; value: Der }[] }[] = [];
  const seen = new Set<string>();
  while (!inner.done) {
    const policy = inner.enter(Tag.sequence, what);
    const oid = policy.oid(what);
    if (seen.has(oid))
      refuse(
        'x509.duplicate-policy',
        `The certificate policy ${oid} occurs twice.`,
        inner.start,
        'RFC 5280 section 4.2.1.4',
      );
    seen.add(oid);
    policies.push({ oid, qualifiers: policy.done ? [] : readQualifiers(policy, irregularities) });
    policy.finish(what);
  }
  return policies;
}

function readQualifiers(policy: DerCursor, irregularities: Irregularities): { oid: string; value: Der }[] {
  const what = 'the qualifiers of a certificate policy';
  const list = enterNoted(policy, Tag.sequence, what, irregularities);
  const qualifiers: { oid: string; value: Der }[] = [];
  while (!list.done) {
    const qualifier = list.enter(Tag.sequence, what);
    qualifiers.push({ oid: qualifier.oid(what), value: qualifier.any(what) });
    qualifier.finish(what);
  }
  return qualifiers;
}

/** RFC 5280 section 4.2.1.5. */
export function readPolicyMappings(
  cursor: DerCursor,
  irregularities: Irregularities,
): NonNullable<Extensions['policyMappings']> {
  const what = 'the policy mappings';
  const inner = enterNoted(cursor, Tag.sequence, what, irregularities);
  const mappings: { issuerDomain: string; subjectDomain: string }[] = [];
  while (!inner.done) {
    const mapping = inner.enter(Tag.sequence, what);
    mappings.push({ issuerDomain: mapping.oid(what), subjectDomain: mapping.oid(what) });
    mapping.finish(what);
  }
  return mappings;
}

/** RFC 5280 section 4.2.1.11: at least one of the two. */
export function readPolicyConstraints(
  cursor: DerCursor,
  irregularities: Irregularities,
): NonNullable<Extensions['policyConstraints']> {
  const what = 'the policy constraints';
  const inner = enterNoted(cursor, Tag.sequence, what, irregularities);
  const value: { requireExplicitPolicy?: number; inhibitPolicyMapping?: number } = {};
  if (inner.peek() === context(0)) value.requireExplicitPolicy = inner.smallInteger(what, MAX_SKIP, context(0));
  if (inner.peek() === context(1)) value.inhibitPolicyMapping = inner.smallInteger(what, MAX_SKIP, context(1));
  inner.finish(what);
  return value;
}

/** RFC 5280 section 4.2.1.14. */
export const readInhibitAnyPolicy = (cursor: DerCursor): number =>
  cursor.smallInteger('the inhibit-any-policy count', MAX_SKIP);
