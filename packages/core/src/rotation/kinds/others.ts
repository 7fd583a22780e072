import { listOf } from '../../findings/wording.ts';
import { referrerOf, useById } from '../../uses/index.ts';
import type { ResolvedUse } from '../../uses/index.ts';
import type { StepPlan } from '../model.ts';
import type { Subject, SubjectReference } from '../subject.ts';

type Used = SubjectReference & Partial<Pick<ResolvedUse, 'use'>>;

/** `Outbound Apex mTLS and Outbound SSO`; what is none of the eight is named so. */
export function usesInWords({ references }: Subject): string {
  const labels = references.map((one: Used) => (one.use === undefined ? 'what else names it' : useById(one.use).label));
  return labels.length === 0 ? 'what it may be used for' : listOf([...new Set(labels)]);
}

/**
 * What stops while the other side does not accept the new certificate, one clause each. Browsers need nothing from
 * anybody.
 */
export function breaksOf({ references }: Subject): string[] {
  const hanging = references.filter((one: Used) => one.idle !== true && one.use !== 'custom-domain');
  return [...new Set(hanging.map(({ consequence }) => consequence))];
}

/**
 * Who must have acted before the switch, in a sentence; undefined: nobody. Whoever checks signatures must have the new
 * certificate, and so must a called server where it vouches for itself.
 */
export function partnerBefore(subject: Subject, successor: string, selfSigned: boolean): StepPlan['waits'] {
  const waiting = subject.references.filter((one: Used) => {
    // What carries its certificate moves in the same deployment.
    if (one.idle || one.kind === 'carries' || one.use === undefined || one.use === 'custom-domain') return false;
    return isSigning(one) || selfSigned;
  });
  if (waiting.length === 0) return undefined;
  const places = listOf([...new Set(waiting.map(({ reference }) => referrerOf(reference)))].slice(0, 5));
  return {
    who: 'partner',
    what: `Whoever verifies what ${places} ${waiting.length === 1 ? 'shows' : 'show'} must have the public certificate of ${successor}, beside the old one where there is room for two; where there is not, agree on a moment.`,
  };
}

function isSigning({ use }: Used): boolean {
  return use === 'inbound-sso' || use === 'outbound-sso';
}

/** Uses that a certificate cannot serve that vouches for itself. */
export function refusedSelfSigned({ references }: Subject): string[] {
  const uses = new Set(
    references.flatMap((one: Used) => (one.use === undefined || one.kind === 'carries' ? [] : [one.use])),
  );
  return [...uses]
    .map(useById)
    .filter(({ id, selfSigned }) => selfSigned.value === 'forbidden' || id === 'custom-domain')
    .map(({ label }) => label);
}

/** What to know of a switch that moves the domains of sites, one sentence each. */
export function siteWarnings(repointed: readonly SubjectReference[]): string[] {
  const sites = repointed.filter(({ way }) => way?.by === 'deploy' && way.place.type === 'CustomSite');
  if (sites.length === 0) return [];
  const names = listOf([...new Set(sites.map(({ reference }) => referrerOf(reference)))]);
  return [
    `The deployment of ${names} writes all addresses of the site again as they were just read. How long Salesforce then takes until the domain shows the new certificate is not published: look with "sf cert probe" before you finish.`,
  ];
}
