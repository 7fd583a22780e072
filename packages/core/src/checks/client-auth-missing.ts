import type { Severity } from '../findings/index.ts';
import { listOf } from '../findings/wording.ts';
import type { Holding } from '../inventory/index.ts';
import { help } from '../uses/documents.ts';
import type { ResolvedUse } from '../uses/index.ts';
import { useById } from '../uses/index.ts';
import type { Certificate } from '../x509/model.ts';
import { describeExtendedKeyUsage } from '../x509/index.ts';
import type { Check, Observation } from './check.ts';
import { judgeHeldChains, nameOf, referTo } from './check.ts';
import { purposesOf } from './hierarchy.ts';
import { isClientUse, labelsOf, useFields, usesOf, whatStops } from './uses-of-holding.ts';

const ANY_PURPOSE = '2.5.29.37.0';

/** A certificate is shown by a client and does not say that it may be. */
export const clientAuthMissing: Check = {
  id: 'client-auth-missing',
  title: 'A client shows a certificate that may not be used as a client.',
  severity: 'critical',
  source: help('security_keys_uploading_mutual_auth_cert', 'Set Up a Mutual Authentication Certificate for API Login'),
  needs: 'the certificate and what it is used for',
  inputs: ['certificates', 'configuration'],
  remedy: 'Take a certificate for client authentication (extended key usage clientAuth).',
  run(context) {
    const usesOfClient = (holding: Holding): ResolvedUse[] => usesOf(context, holding).uses.filter(isClientUse);
    const holdings = context.inventory.holdings.filter((holding) => usesOfClient(holding).length > 0);
    return judgeHeldChains({ ...context.inventory, holdings }, ({ leaf }, holding) => {
      const observation = judge(leaf, holding, usesOfClient(holding));
      return observation ? { observations: [observation] } : {};
    });
  },
};

/** `refused`: it is for something else. `unsaid`: it is for anything, by saying nothing or by saying so. */
function judge(leaf: Certificate, holding: Holding, uses: readonly ResolvedUse[]): Observation | undefined {
  const purposes = leaf.extensions.extendedKeyUsage;
  if (purposesOf(leaf)?.client) return undefined;
  const unsaid = purposes === undefined || purposes.includes(ANY_PURPOSE);
  const required = uses.filter(({ use }) => useById(use).purposeNeeded === 'clientAuth');
  if (unsaid && required.length === 0) return undefined;
  const concerned = required.length > 0 ? required : uses;
  const { purpose } = useById((concerned[0] as ResolvedUse).use);
  return {
    severity: severityOf(required.length > 0, unsaid),
    title: titleOf(nameOf(holding), required.length > 0, unsaid),
    detail:
      `It is used for ${labelsOf(concerned)}. ${purpose.statement} ` +
      (unsaid
        ? 'It does not name that purpose, and whether Salesforce takes that for "any" is not known.'
        : `All that it may do is ${listOf((purposes ?? []).map(describeExtendedKeyUsage))}.`) +
      (required.length > 0 ? ` ${whatStops(concerned, 'So')}` : ''),
    remedy:
      required.length > 0
        ? 'Ask the certificate authority for a certificate for client authentication (clientAuth) and upload it in its place. ' +
          'The authority must be on the list of roots that your org trusts (/cacerts.jsp).'
        : 'Nothing to do while the called server accepts it. At the next renewal ask for client authentication (clientAuth).',
    evidence: {
      extendedKeyUsage: purposes ?? [],
      needed: purpose.value,
      uses: [...new Set(concerned.map(({ use }) => use))],
      ...(purpose.doubt === undefined ? {} : { doubt: purpose.doubt }),
    },
    holding: referTo(holding),
    ...useFields(concerned),
    certificate: leaf.fingerprint,
    source: required.length > 0 ? clientAuthMissing.source : purpose.source,
  };
}

// unverified: whether Salesforce accepts a client certificate that states no purpose, which RFC 5280 allows for any.
function severityOf(required: boolean, unsaid: boolean): Severity {
  if (!required) return 'info';
  return unsaid ? 'warning' : 'critical';
}

function titleOf(name: string, required: boolean, unsaid: boolean): string {
  if (!required) return `The called server may refuse ${name}: it is not a certificate for clients`;
  return unsaid
    ? `Salesforce may refuse ${name}: it does not say that it may be used as a client`
    : `Salesforce refuses ${name}: it may not be used as a client`;
}
