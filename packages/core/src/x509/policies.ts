import { context, refuse, Tag, type DerCursor } from './der.ts';
import type { Der, Extensions } from './model.ts';

/** Largest count of skipped certificates; more cannot matter. */
const MAX_SKIP = 2 ** 31 - 1;

/** RFC 5280 section 4.2.1.4: at least one policy, none twice. */
export function readPolicies(cursor: DerCursor): NonNullable<Extensions['certificatePolicies']> {
  const what = 'the certificate policies';
  const inner = cursor.enterFilled(Tag.sequence, what);
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
    policies.push({ oid, qualifiers: policy.done ? [] : readQualifiers(policy) });
    policy.finish(what);
  }
  return policies;
}

function readQualifiers(policy: DerCursor): { oid: string; value: Der }[] {
  const what = 'the qualifiers of a certificate policy';
  const list = policy.enterFilled(Tag.sequence, what);
  const qualifiers: { oid: string; value: Der }[] = [];
  while (!list.done) {
    const qualifier = list.enter(Tag.sequence, what);
    qualifiers.push({ oid: qualifier.oid(what), value: qualifier.any(what) });
    qualifier.finish(what);
  }
  return qualifiers;
}

/** RFC 5280 section 4.2.1.5. */
export function readPolicyMappings(cursor: DerCursor): NonNullable<Extensions['policyMappings']> {
  const what = 'the policy mappings';
  const inner = cursor.enterFilled(Tag.sequence, what);
  const mappings: { issuerDomain: string; subjectDomain: string }[] = [];
  while (!inner.done) {
    const mapping = inner.enter(Tag.sequence, what);
    mappings.push({ issuerDomain: mapping.oid(what), subjectDomain: mapping.oid(what) });
    mapping.finish(what);
  }
  return mappings;
}

/** RFC 5280 section 4.2.1.11: at least one of the two. */
export function readPolicyConstraints(cursor: DerCursor): NonNullable<Extensions['policyConstraints']> {
  const what = 'the policy constraints';
  const inner = cursor.enterFilled(Tag.sequence, what);
  const value: { requireExplicitPolicy?: number; inhibitPolicyMapping?: number } = {};
  if (inner.peek() === context(0)) value.requireExplicitPolicy = inner.smallInteger(what, MAX_SKIP, context(0));
  if (inner.peek() === context(1)) value.inhibitPolicyMapping = inner.smallInteger(what, MAX_SKIP, context(1));
  inner.finish(what);
  return value;
}

/** RFC 5280 section 4.2.1.14. */
export const readInhibitAnyPolicy = (cursor: DerCursor): number =>
  cursor.smallInteger('the inhibit-any-policy count', MAX_SKIP);
