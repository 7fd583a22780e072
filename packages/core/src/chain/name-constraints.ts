import type { Certificate, Extensions, GeneralName, GeneralSubtree, Name } from '../x509/model.ts';
import type { Meter } from './budget.ts';
import { constrainedNames } from './names/constrained-names.ts';
import { containment } from './names/name-forms.ts';

type NameConstraints = NonNullable<Extensions['nameConstraints']>;

/** Why a name is not allowed below a constraint. */
export interface NameViolation {
  readonly reason: 'excluded' | 'not-permitted' | 'unsupported' | 'malformed' | 'budget';
  /** The name, with its form: `DNS name shop.example`. */
  readonly name: string;
}

const FORMS: Readonly<Record<GeneralName['type'], string>> = {
  dns: 'DNS name',
  ip: 'IP address',
  email: 'email address',
  uri: 'address (URI)',
  directoryName: 'name',
  otherName: 'other name',
  x400Address: 'X.400 address',
  ediPartyName: 'EDI party name',
  registeredId: 'registered ID',
};

/**
 * Whether all names of a certificate are allowed under the name constraints of one certificate above it.
 *
 * RFC 5280 section 6.1.3 (b) and (c) keep one state for the whole path: the intersection of what is permitted and the union
 * of what is excluded. A name lies in the intersection when it lies in each part, so each pair of certificates can be asked
 * alone, and the answer kept for other paths.
 */
export function nameViolation(
  constraints: NameConstraints,
  certificate: Certificate,
  meter: Meter,
): NameViolation | undefined {
  const { byType, subject } = constrainedNames(certificate);
  for (const [type, subtrees] of byForm(constraints)) {
    const names = byType.get(type) ?? [];
    const withSubject = type === 'directoryName' && subject !== undefined;
    const count = names.length + (withSubject ? 1 : 0);
    if (count === 0) continue;
    if (!meter.spend('nameComparisons', count * (subtrees.permitted.length + subtrees.excluded.length)))
      return { reason: 'budget', name: FORMS[type] };
    const violation =
      (withSubject ? violationOf(asGeneralName(subject), subtrees) : undefined) ?? firstViolation(names, subtrees);
    if (violation !== undefined) return violation;
  }
  return undefined;
}

interface FormSubtrees {
  readonly permitted: GeneralSubtree[];
  readonly excluded: GeneralSubtree[];
}

const grouped = new WeakMap<NameConstraints, ReadonlyMap<GeneralName['type'], FormSubtrees>>();

function byForm(constraints: NameConstraints): ReadonlyMap<GeneralName['type'], FormSubtrees> {
  const known = grouped.get(constraints);
  if (known !== undefined) return known;
  const forms = new Map<GeneralName['type'], FormSubtrees>();
  const of = (type: GeneralName['type']): FormSubtrees => {
    let form = forms.get(type);
    if (form === undefined) forms.set(type, (form = { permitted: [], excluded: [] }));
    return form;
  };
  for (const subtree of constraints.permitted) of(subtree.base.type).permitted.push(subtree);
  for (const subtree of constraints.excluded) of(subtree.base.type).excluded.push(subtree);
  grouped.set(constraints, forms);
  return forms;
}

function firstViolation(names: readonly GeneralName[], subtrees: FormSubtrees): NameViolation | undefined {
  for (const name of names) {
    const violation = violationOf(name, subtrees);
    if (violation !== undefined) return violation;
  }
  return undefined;
}

function violationOf(name: GeneralName, { permitted, excluded }: FormSubtrees): NameViolation | undefined {
  const violation = (reason: NameViolation['reason']): NameViolation => ({
    reason,
    name: `${FORMS[name.type]} ${name.value}`,
  });
  // RFC 5280 section 6.1.3 (c): in none of the excluded subtrees, not even partly.
  for (const subtree of excluded) {
    const found = relation(name, subtree);
    if (found === undefined) return violation('unsupported');
    if (found === 'malformed') return violation('malformed');
    if (found !== 'outside') return violation('excluded');
  }
  if (permitted.length === 0) return undefined;
  // RFC 5280 section 6.1.3 (b): within one of the permitted subtrees, as a whole.
  for (const subtree of permitted) {
    const found = relation(name, subtree);
    if (found === undefined) return violation('unsupported');
    if (found === 'malformed') return violation('malformed');
    if (found === 'inside') return undefined;
  }
  return violation('not-permitted');
}

/** RFC 5280 section 4.2.1.10: minimum is 0 and maximum absent; nothing says what else would mean. */
function relation(name: GeneralName, { base, minimum, maximum }: GeneralSubtree): ReturnType<typeof containment> {
  return minimum === 0 && maximum === undefined ? containment(name, base) : undefined;
}

const asGeneralName = (subject: Name): GeneralName => ({
  type: 'directoryName',
  value: subject.text,
  ...(subject.undecoded ? { undecoded: true } : {}),
  bytes: subject.der,
  name: subject,
});
