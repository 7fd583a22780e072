import { defaultSettings } from '../findings/index.ts';
import { isoDay, plural, when } from '../findings/wording.ts';
import type { Holding } from '../inventory/index.ts';
import { isPending } from '../inventory/index.ts';
import type { Check, CheckContext, Observation } from './check.ts';
import { asSentence, nameOf, referTo, subjectOf } from './check.ts';
import { answerTo } from './answered-request.ts';
import type { Answer } from './answered-request.ts';
import { placeOf } from './rollover.ts';

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

function observe(holding: Holding, context: CheckContext): Observation {
  const { at, settings, inventory } = context;
  const answer = answerTo(holding, inventory);
  const limit = (settings.pendingSignature ?? defaultSettings.pendingSignature)?.warningDays ?? 0;
  const since = holding.record?.createdDate;
  const waited = since ? Math.max(0, Math.floor((at.getTime() - since.getTime()) / DAY)) : undefined;
  // Since when is not known: it may have been forgotten, so it is not taken for recent.
  const recent = waited !== undefined && waited < limit;
  return {
    severity: recent ? 'info' : 'warning',
    title: `${nameOf(holding)} cannot be used: its signed certificate was never uploaded`,
    detail:
      (since
        ? `Its signing request (CSR) was made ${when(since, at, 'day')} and has waited ${plural(waited ?? 0, 'day')} for the chain.`
        : 'Its signing request (CSR) waits for the chain; since when is not known.') +
      (holding.request || holding.unreadable === undefined ? '' : ` ${asSentence(holding.unreadable)}`) +
      (answer ? ` ${aboutAnswer(answer, holding, at)}` : ''),
    remedy: remedyOf(holding, answer, at),
    evidence: {
      waitingDays: waited ?? null,
      createdOn: since ? isoDay(since) : null,
      ...(holding.request ? { subject: holding.request.subject.text } : {}),
      ...(answer ? { answer: placeOf(answer.holding), answerBelongs: answer.belongs } : {}),
    },
    holding: referTo(holding),
  };
}

/** Whether a chain that is there is the one that is waited for. */
function aboutAnswer({ holding, certificate, belongs }: Answer, waiting: Holding, at: Date): string {
  const where = holding === waiting ? 'beside it' : `in ${placeOf(holding)}`;
  if (!belongs) {
    return `The certificate ${where} does not belong to this request: it has another key ("${subjectOf(certificate)}").`;
  }
  const over = at > certificate.notAfter ? `, and ended ${when(certificate.notAfter, at)}` : '';
  return `The chain ${where} belongs to this request: it has the same key${over}.`;
}

function remedyOf(holding: Holding, answer: Answer | undefined, at: Date): string {
  const upload = `under Setup > Certificate and Key Management > ${nameOf(holding)} > Upload Signed Certificate`;
  if (answer?.belongs && at <= answer.certificate.notAfter) {
    const which =
      answer.holding === holding ? 'the chain that stands beside it' : `the chain in ${placeOf(answer.holding)}`;
    return `Upload ${which} ${upload}, the certificate first, then each one that vouches for the one before it.`;
  }
  return (
    `Send the request to the certificate authority and upload what it returns ${upload}. If nobody needs it any more, ` +
    'delete it there.'
  );
}
