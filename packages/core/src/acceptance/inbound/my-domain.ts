import { mutualAuthentication, taxonomy } from '../../uses/documents.ts';
import type { InboundAttempt, InboundStep } from './model.ts';

/**
 * Ends of My Domain addresses (Salesforce Help, "My Domain URL Formats").
 *
 * unverified: those of Government Cloud and of the clouds in China
 */
const MY_DOMAINS = ['.my.salesforce.com', '.my.salesforce.mil', '.my.sfcrmproducts.cn', '.my.sfcrmapps.cn'];
const SALESFORCE = /\.(?:salesforce|force|cloudforce|database|site)\.(?:com|mil)$/;

const isMyDomain = (host: string): boolean => MY_DOMAINS.some((end) => host.endsWith(end) && host !== end.slice(1));

/** Mutual authentication works at the My Domain address only. */
export function judgeMyDomain({ use, called, orgHost }: InboundAttempt): InboundStep {
  const step = {
    id: 'my-domain',
    layer: 'transport',
    title: "The client calls the org's My Domain address",
    rule:
      use === 'inbound-api-mtls'
        ? mutualAuthentication('Certificate Identity Verification')
        : taxonomy('Inbound User mTLS'),
  } as const;
  const own = orgHost?.toLowerCase();
  if (!called) {
    const detail = 'Taken to be so: nobody said where the client calls.';
    return { ...step, outcome: 'pass', detail, evidence: { assumed: true, myDomain: own ?? null } };
  }
  const host = called.host.toLowerCase();
  const evidence = { assumed: false, host, myDomain: own ?? null };
  if (host === own && (isMyDomain(host) || !SALESFORCE.test(host)))
    return { ...step, outcome: 'pass', detail: `${host} is the org's own address.`, evidence };
  const remedy = `Whoever runs the client: call ${own !== undefined && isMyDomain(own) ? own : 'the My Domain address of the org (Setup > My Domain)'}.`;
  if (!isMyDomain(host)) {
    const detail = `${host} is no My Domain address${own === undefined ? '' : `; the org's is ${own}`}.`;
    return { ...step, outcome: 'fail', detail, evidence, remedy };
  }
  if (own !== undefined && isMyDomain(own)) {
    const detail = `${host} is the My Domain address of another org; this one's is ${own}.`;
    return { ...step, outcome: 'fail', detail, evidence, remedy };
  }
  return { ...step, outcome: 'pass', detail: `${host} is a My Domain address.`, evidence };
}
