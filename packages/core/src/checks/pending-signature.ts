import { defaultSettings } from '../findings/index.ts';
import { isoDay, plural, when } from '../findings/wording.ts';
import type { Holding } from '../inventory/index.ts';
import { isPending } from '../inventory/index.ts';
import type { Check, CheckContext, Observation } from './check.ts';
import { nameOf, referTo } from './check.ts';

const DAY = 86_400_000;

/** A signing request was made and its signed chain was never uploaded. */
export const pendingSignature: Check = {
  id: 'pending-signature',
  title: 'A certificate cannot be used because its signed chain was never uploaded.',
  severity: 'warning',
  source: {
    document: 'Salesforce Tooling API',
    section: 'Certificate, OptionsIsUnusable',
    url: 'https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_certificate.htm',
  },
  needs: 'whether the record waits for its chain, and when it was created',
  inputs: ['certificates'],
  remedy: 'Have the request signed and upload the chain, or delete the record.',
  run(context) {
    const waiting = context.inventory.holdings.filter(isPending);
    return { observations: waiting.map((holding) => observe(holding, context)), notChecked: [] };
  },
};

function observe(holding: Holding, { at, settings }: CheckContext): Observation {
  const limit = (settings.pendingSignature ?? defaultSettings.pendingSignature)?.warningDays ?? 0;
  const since = holding.record?.createdDate;
  const waited = since ? Math.max(0, Math.floor((at.getTime() - since.getTime()) / DAY)) : undefined;
  // Since when is not known: it may have been forgotten, so it is not taken for recent.
  const recent = waited !== undefined && waited < limit;
  return {
    severity: recent ? 'info' : 'warning',
    title: `${nameOf(holding)} cannot be used: its signed certificate was never uploaded`,
    detail: since
      ? `Its signing request (CSR) was made ${when(since, at, 'day')} and has waited ${plural(waited ?? 0, 'day')} for the chain.`
      : 'Its signing request (CSR) waits for the chain; since when is not known.',
    remedy:
      `Send the request to the certificate authority and upload what it returns under Setup > Certificate and Key ` +
      `Management > ${nameOf(holding)} > Upload Signed Certificate. If nobody needs it any more, delete it there.`,
    evidence: {
      waitingDays: waited ?? null,
      createdOn: since ? isoDay(since) : null,
      ...(holding.request ? { subject: holding.request.subject.text } : {}),
    },
    holding: referTo(holding),
  };
}
