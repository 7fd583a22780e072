import type { Found } from '../step.ts';
import { jwtBearerFlow } from './documents.ts';
import type { TokenAttempt, TokenOrg, TokenStep } from './model.ts';

const PRODUCTION = 'https://login.salesforce.com';
const SANDBOX = 'https://test.salesforce.com';

/**
 * It is made out to the server that gives the access out: that for production, that for sandboxes, or an Experience Cloud site.
 *
 * unverified: that the org's own My Domain address is taken as well, and that the server for the other kind of org is not
 */
export function judgeAudience({ token, org }: TokenAttempt): TokenStep {
  return {
    id: 'audience',
    layer: 'identity',
    title: 'It is made out to the log-in server of the org (aud)',
    rule: jwtBearerFlow,
    ...judge(token.audiences, org),
  };
}

function judge(audiences: readonly string[], org: TokenOrg | undefined): Found {
  const [audience] = audiences;
  const isSandbox = org?.isSandbox ?? null;
  const kind = audience === PRODUCTION ? 'production' : audience === SANDBOX ? 'sandbox' : 'other';
  const isOwn = org !== undefined && audience === `https://${org.host}`;
  const evidence = { audiences: audiences.length, server: isOwn ? 'my-domain' : kind, isSandbox };
  const remedy = `Whoever runs the client: put ${PRODUCTION} into aud, for a sandbox ${SANDBOX}, for a site its address.`;
  if (audience === undefined)
    return { outcome: 'fail', detail: 'It does not say to whom it is made out.', evidence, remedy };
  if (audiences.length > 1) {
    const detail = 'It is made out to several. Whether Salesforce takes that no page says.';
    return { outcome: 'unknown', detail, evidence, remedy };
  }
  if (isOwn) return { outcome: 'pass', detail: "It is made out to the org's own address.", evidence };
  if (kind === 'other') {
    return {
      outcome: 'unknown',
      detail: 'It is made out to neither server for log-ins. Whether it is a site of the org does not show from here.',
      evidence,
      remedy,
    };
  }
  if (isSandbox === null) {
    return {
      outcome: 'unknown',
      detail: `It is made out to the server for ${kind === 'production' ? 'production' : 'sandboxes'}; whether the org is one is not known.`,
      evidence,
      remedy: 'You: name the org with --target-org.',
    };
  }
  if (isSandbox === (kind === 'sandbox'))
    return { outcome: 'pass', detail: 'It is made out to the server for orgs of this kind.', evidence };
  return {
    outcome: 'fail',
    detail: isSandbox
      ? 'It is made out to the server for production, and the org is a sandbox.'
      : 'It is made out to the server for sandboxes, and the org is none.',
    evidence,
    remedy,
  };
}
