import { forbiddenPurpose } from '@cert-health/core';
import type { PracticeAuthoritySettings } from '../../settings/authorities-shape.ts';
import type { Authority } from './authority.ts';
import { beforeAsking } from './before-asking.ts';
import { NoAnswerError } from './http.ts';
import type { Http, HttpAnswer } from './http.ts';
import { judgedAnswer } from './judged-answer.ts';
import type { AuthorityPorts } from './ports.ts';
import { outcomeOf, Refused, toldInLine, Waits } from './stopped.ts';

/**
 * The authority of a practice org, for trying and showing rotation: `POST /practice-org/sign` with the request answers 200
 * and a chain (PEM), or 202 for later. It is on this computer only, and signs whatever is asked.
 */
export function practiceAuthority(name: string, settings: PracticeAuthoritySettings, ports: AuthorityPorts): Authority {
  const { purposes } = settings;
  const facts = { name, ...(purposes === undefined ? {} : { purposes }) };
  const { clock } = ports;
  const url = `${settings.address.replace(/\/+$/, '')}/practice-org/sign`;
  let opened: Http | undefined;
  const http = (): Http => (opened ??= ports.http({}));
  return {
    name,
    type: 'practice',
    forbids: (wanted) => forbiddenPurpose(facts, wanted, clock.now()),
    close: async () => opened?.close(),
    sign: (asked) =>
      outcomeOf(async (notes) => {
        const { request } = await beforeAsking(facts, 'other', asked, clock.now(), notes);
        const body = JSON.stringify({ csr: asked.csr, names: asked.names, purposes: asked.purposes });
        const answer = await answerOf(http(), url, body, name);
        if (answer.status === 202) throw new Waits(`The authority "${name}" signs the request later.`);
        if (answer.status !== 200) {
          throw new Refused(
            `The authority "${name}" refuses (HTTP status ${answer.status}): ${toldInLine(answer.body)}`,
          );
        }
        const judged = await judgedAnswer(answer.body, request, asked, clock.now());
        if ('fault' in judged) throw new Refused(`What the authority "${name}" gave cannot be used. ${judged.message}`);
        notes.push(...judged.notes);
        return { outcome: 'chain', chain: judged.chain, alternates: [] };
      }),
  };
}

async function answerOf(http: Http, url: string, body: string, name: string): Promise<HttpAnswer> {
  try {
    return await http.send({ method: 'POST', url, headers: { 'content-type': 'application/json' }, body });
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    throw new Waits(
      `The authority "${name}" does not answer at ${new URL(url).host}; start the practice org there. ${toldInLine(error.message)}`,
    );
  }
}
