import { listOf, plural } from '../findings/wording.ts';
import type { OtherUse, ResolvedReference, ResolvedUse } from '../uses/index.ts';
import { referenceUseOf, referrerOf, useById } from '../uses/index.ts';
import type { Check, CheckContext, Observation } from './check.ts';
import { labelsOf, useFields } from './uses-of-holding.ts';

/** From how many components on a change of one certificate is worth a word, and from when on it is a warning. */
const limits = { info: { components: 3 }, warning: { components: 10, uses: 3 } } as const;
const NAMED = 5;

/** One certificate serves many things. */
export const sharedCertificate: Check = {
  id: 'shared-certificate',
  title: 'One certificate serves several uses, so its end or its loss hits all of them at once.',
  severity: 'warning',
  source: {
    document: 'NIST SP 800-57 Part 1 Rev. 5',
    section: '5.2',
    url: 'https://doi.org/10.6028/NIST.SP.800-57pt1r5',
  },
  needs: 'what every certificate is used for',
  inputs: ['configuration'],
  remedy: 'Give each use, or each partner, a certificate of its own.',
  run(context) {
    return { observations: [...groupsIn(context)].flatMap((group) => observe(group) ?? []), notChecked: [] };
  },
};

type Entry = (ResolvedUse | OtherUse) & Required<Pick<ResolvedReference, 'holding'>>;

/** What leads to the same certificate, wherever that is held. A server that several components call is not theirs. */
function groupsIn({ uses }: CheckContext): Iterable<readonly Entry[]> {
  const entries = [...uses.uses, ...uses.others].filter(
    (entry): entry is Entry =>
      entry.holding !== undefined &&
      !entry.ambiguous &&
      (entry.kind === 'names' || entry.kind === 'carries') &&
      isUser(entry.reference.field),
  );
  return Map.groupBy(
    entries,
    ({ certificate, holding }) => certificate ?? `${holding.source}\0${holding.name}`,
  ).values();
}

/** Places that hold names among other texts: how code comes to them. The code is counted. */
const storing: ReadonlySet<string> = new Set(['custom-labels', 'custom-metadata', 'custom-settings', 'flows']);

/** Of an unknown field nothing is known to stop. */
function isUser(field: string): boolean {
  const row = referenceUseOf(field);
  return row !== undefined && !storing.has(row.place);
}

function observe(group: readonly Entry[]): Observation | undefined {
  const [first] = group;
  // A project and its org show the same component: it counts once.
  const components = [...new Map(group.map((entry) => [componentOf(entry), entry])).values()];
  const uses = group.filter((entry): entry is ResolvedUse & Entry => 'use' in entry);
  const ids = [...new Set(uses.map(({ use }) => use))];
  // TLS on one side, signatures in messages, which ask for no purpose, on the other.
  const mixed = new Set(ids.map((id) => useById(id).purposeNeeded === 'none')).size > 1;
  const { info, warning } = limits;
  if (!first || (components.length < info.components && !mixed)) return undefined;
  const grave = components.length >= warning.components || ids.length >= warning.uses;
  const more = components.length - NAMED;
  const places = components.slice(0, NAMED).map(({ reference, label }) => `${referrerOf(reference)} (${label})`);
  return {
    severity: grave ? 'warning' : 'info',
    title: `When ${first.name} ends or its key is lost, ${plural(components.length, 'thing stops', 'things stop')} at once`,
    detail:
      `It is used by ${listOf([...places, ...(more > 0 ? [`${more} more`] : [])])}` +
      `${ids.length > 1 ? `, for ${labelsOf(uses)}` : ''}. Each renewal has to reach everybody who verifies it on the same day.`,
    remedy:
      'Give each partner a certificate of its own in Setup > Certificate and Key Management and choose it where they are ' +
      'called. Until then, plan one change for all of them.',
    evidence: { components: components.map(({ reference }) => `${reference.field} of ${reference.name}`), uses: ids },
    holding: first.holding,
    ...useFields(uses),
    ...(first.certificate === null ? {} : { certificate: first.certificate }),
  };
}

/** The settings of one app lie in several components. */
function componentOf({ reference }: Entry): string {
  const { source } = reference;
  return `${source.slice(source.indexOf('.') + 1)}\0${referrerOf(reference)}`;
}
