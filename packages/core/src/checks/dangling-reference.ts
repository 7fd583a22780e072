import type { Severity } from '../findings/index.ts';
import type { DanglingReference } from '../uses/index.ts';
import { placeById, referenceUseOf } from '../uses/index.ts';
import type { Check, Observation } from './check.ts';
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
    if (uses.dangling.length === 0) return { observations: [], notChecked: [] };
    const unmet = [...uses.uses, ...uses.others].filter(({ match }) => match === 'none');
    const stops = new Map(unmet.map(({ reference, consequence }) => [idOf(reference), consequence]));
    return { observations: uses.dangling.map((one) => observe(one, stops.get(idOf(one)) ?? '')), notChecked: [] };
  },
};

function observe(dangling: DanglingReference, stops: string): Observation {
  const { field, name, target = '', searched, line } = dangling;
  const row = referenceUseOf(field);
  const place = row && placeById(row.place);
  const orgSearched = searched.some(inOrg);
  const isId = /^\d/.test(target);
  return {
    severity: severityOf(dangling, orgSearched),
    title: orgSearched
      ? `${capital(stops)}: ${name} names the certificate "${target}", which does not exist`
      : `${name} names the certificate "${target}", which the project does not hold`,
    detail: orgSearched
      ? `No certificate in Certificate and Key Management has that ${isId ? 'record Id' : 'name'}.` +
        (inOrg(dangling.source) ? '' : ' Deployed to that org, this configuration does not work.')
      : `It need not: the org may have it. If it has not, ${stops}.`,
    remedy: orgSearched
      ? `Choose an existing certificate under ${place?.setup ?? 'Setup'} > ${name}` +
        (isId ? '.' : `, or create one with the unique name "${target}" in Setup > Certificate and Key Management.`)
      : `Run "sf cert health" with --target-org as well, to see whether the org has "${target}".`,
    evidence: { target, searched, ...(line === undefined ? {} : { line }) },
    ...(row?.use ? { use: row.use } : {}),
    reference: whereOf(dangling),
    discriminator: `${idOf(dangling)}/${target}`,
  };
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
