import { dayOf } from '../findings/wording.ts';
import { heldChain } from '../inventory/index.ts';
import { factsAsOf, policyRule } from '../policy/index.ts';
import { chromeStore, dataAge, mozillaStore, staleAfterDays } from '../trust/index.ts';
import type { TrustStore } from '../trust/index.ts';
import type { Check, CheckContext } from './check.ts';

/** What is built in about root programs and rules is too old to rely on. */
export const trustDataTooOld: Check = {
  id: 'trust-data-too-old',
  title: 'What is known here about roots and rules is old, so that recent changes are missing from the report.',
  severity: 'info',
  source: policyRule('mozilla.distrust-after.2024-11-30').source,
  needs: 'the day of the scan and the dates of the data that is built in',
  inputs: ['certificates'],
  also: ['org-list'],
  remedy: 'Update the plugin: each release brings current data.',
  servers: true,
  run(context) {
    // What is self-signed is judged by no list.
    const used = context.inventory.holdings.some(
      ({ certificates }) => heldChain(certificates)?.leaf.selfIssued === false,
    );
    return { observations: [], notChecked: used ? staleParts(context) : [] };
  },
};

/** Age is counted to the scan, not to the day that is judged: looking ahead does not make data older. */
function staleParts({
  generatedAt,
  trustStore,
}: CheckContext): { readonly subject: string; readonly reason: string }[] {
  const builtIn: Pick<TrustStore, 'label' | 'asOf'>[] = [
    chromeStore,
    mozillaStore,
    { label: 'Dated rules (policy)', asOf: factsAsOf },
  ];
  const parts = builtIn.map((store) => ({ ...store, remedy: 'Update the plugin.' }));
  // A list without a date is of unknown age, which the findings that use it say.
  if (trustStore?.asOf !== undefined) {
    parts.push({ ...trustStore, remedy: 'Save the page /cacerts.jsp of your org again.' });
  }
  return parts.flatMap(({ label, asOf, remedy }) => {
    const age = dataAge({ label, ...(asOf === undefined ? {} : { asOf }) }, generatedAt);
    if (!age.stale) return [];
    const since = asOf === undefined ? 'an unknown day' : dayOf(new Date(asOf), generatedAt);
    return [
      {
        subject: label,
        reason: `Changes since ${since} are not known here: the data was ${age.days ?? 'an unknown number of'} days old at the time of the scan, and more than ${staleAfterDays} are too many. ${remedy}`,
      },
    ];
  });
}
