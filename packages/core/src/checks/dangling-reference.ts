import type { Severity } from '../findings/index.ts';
import type { DanglingReference, OpenReference } from '../uses/index.ts';
import { isNameOrId, placeById, recordIdIn, referenceUseOf, referrerOf } from '../uses/index.ts';
import type { Check, CheckResult, Observation } from './check.ts';
import { idOf, whereOf } from './uses-of-holding.ts';

/** Configuration names a certificate that is not there. */
export const danglingReference: Check = {
  id: 'dangling-reference',
  title: 'Configuration names a certificate that does not exist.',
  severity: 'critical',
  source: {
    document: 'Salesforce Metadata API Developer Guide',
    section: 'Certificate',
    url: 'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_certificate.htm',
  },
  needs: 'the list in Certificate and Key Management, and the configuration that names certificates',
  inputs: ['configuration', 'key-pair-list'],
  remedy: 'Create the certificate under that name, or choose another one in the configuration.',
  run({ uses }) {
    const unmet = [...uses.uses, ...uses.others].filter(({ match }) => match === 'none');
    const stops = new Map(unmet.map(({ reference, consequence }) => [idOf(reference), consequence]));
    return {
      observations: uses.dangling.map((one) => observe(one, stops.get(idOf(one)) ?? '')),
      notChecked: uses.open.flatMap(undecided),
    };
  },
};

/** What code chooses at run time, the check for computed names tells. */
function undecided(open: OpenReference): CheckResult['notChecked'] {
  const { target = '', why } = open;
  if (why === 'runTime') return [];
  const written = isNameOrId(target) ? ` (${target})` : '';
  const reason =
    why === 'id'
      ? `Its certificate is named by a record Id${written}, and which one that is cannot be told without the org; give it with --target-org as well.`
      : `The name of its certificate is filled in at deployment${written}; scan the org to see what is deployed.`;
  return [{ subject: referrerOf(open), reason }];
}

function observe(dangling: DanglingReference, stops: string): Observation {
  const { field, searched, line } = dangling;
  const row = referenceUseOf(field);
  const place = row && placeById(row.place);
  const orgSearched = searched.some(inOrg);
  const text = dangling.target?.trim() ?? '';
  const target = isNameOrId(text) ? text : undefined;
  const isId = recordIdIn(text) !== undefined;
  const name = referrerOf(dangling);
  // A text that can be no name may be anything, a key too: it is not repeated.
  const what = target === undefined ? 'a certificate by a text that can be no name' : `the certificate "${target}"`;
  return {
    severity: severityOf(dangling, orgSearched),
    title: orgSearched
      ? `${capital(stops)}: ${name} names ${what}${target === undefined ? '' : ', which does not exist'}`
      : `${name} names ${what}${target === undefined ? '' : ', which the project does not hold'}`,
    detail: orgSearched
      ? `No certificate in Certificate and Key Management has that ${isId ? 'record Id' : 'name'}.` +
        (inOrg(dangling.source) ? '' : ' Deployed to that org, this configuration does not work.')
      : target === undefined
        ? `Names have letters, digits and underscores only. As long as that stands there, ${stops}.`
        : `It need not: the org may have it. If it has not, ${stops}.`,
    remedy: remedyOf({ target, isId, orgSearched, where: `${place?.setup ?? 'Setup'} > ${name}` }),
    evidence: {
      ...(target === undefined ? {} : { target }),
      searched,
      ...(line === undefined ? {} : { line }),
    },
    ...(row?.use ? { use: row.use } : {}),
    reference: whereOf(dangling),
    discriminator: target === undefined ? idOf(dangling) : `${idOf(dangling)}/${target}`,
  };
}

function remedyOf(about: {
  readonly target: string | undefined;
  readonly isId: boolean;
  readonly orgSearched: boolean;
  readonly where: string;
}): string {
  const { target, isId, orgSearched, where } = about;
  if (target === undefined) return `Put the unique name of a certificate in its place, under ${where}.`;
  if (!orgSearched) return `Run "sf cert health" with --target-org as well, to see whether the org has "${target}".`;
  return (
    `Choose an existing certificate under ${where}` +
    (isId ? '.' : `, or create one with the unique name "${target}" in Setup > Certificate and Key Management.`)
  );
}

/**
 * What an org is configured to use fails now. Code and texts may never be reached, a project may not be deployed, and of some
 * fields it is not known for certain what they name.
 */
function severityOf({ source, field }: DanglingReference, orgSearched: boolean): Severity {
  if (!orgSearched) return 'info';
  const row = referenceUseOf(field);
  const certain = inOrg(source) && row?.use !== undefined && row.unverified === undefined && row.place !== 'apex';
  return certain ? 'critical' : 'warning';
}

function inOrg(source: string): boolean {
  return source.startsWith('org.');
}

function capital(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`;
}
