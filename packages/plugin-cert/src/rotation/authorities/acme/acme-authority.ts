import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { forbiddenPurpose, nameSetKey } from '@cert-health/core';
import type { AcmeAuthoritySettings } from '../../../settings/authorities-shape.ts';
import type { Authority } from '../authority.ts';
import { beforeAsking } from '../before-asking.ts';
import type { LookedAt } from '../before-asking.ts';
import type { Http } from '../http.ts';
import { judgedAnswer } from '../judged-answer.ts';
import type { AuthorityPorts } from '../ports.ts';
import { outcomeOf, Refused, toldInLine, Waits } from '../stopped.ts';
import { Hooks } from './hook.ts';
import { Issuance } from './issuance.ts';
import type { IssuancePlace } from './issuance-place.ts';
import { Ledger } from './ledger.ts';
import { ProblemError, problemWords } from './problem.ts';
import { Progress } from './progress.ts';
import { cleanUp } from './proof.ts';
import { renewalAdvice } from './renewal-info.ts';
import type { RenewalRound } from './renewal-info.ts';

/** An authority that speaks ACME (RFC 8555), with requests that were made elsewhere. */
export function acmeAuthority(name: string, settings: AcmeAuthoritySettings, ports: AuthorityPorts): Authority {
  const { directory, purposes } = settings;
  const facts = { name, directoryHost: new URL(directory).hostname, ...(purposes === undefined ? {} : { purposes }) };
  const { clock } = ports;
  const ledger = new Ledger(ports.shared(name));
  const round: RenewalRound = { spent: 0 };
  let opened: Promise<Http> | undefined;
  const http = (): Promise<Http> => (opened ??= open(settings, ports));
  return {
    name,
    type: 'acme',
    forbids: (wanted) => forbiddenPurpose(facts, wanted, clock.now()),
    async close() {
      await (await opened?.catch(() => undefined))?.close();
    },
    renewalWindow: (certificate, memory) =>
      renewalAdvice(certificate, memory, { name, directory, ports, http, ledger, round }),
    sign: (asked, memory) =>
      outcomeOf(async (notes) => {
        const looked = await beforeAsking(facts, 'acme', asked, clock.now(), notes);
        const progress = await Progress.of(memory, looked.digest);
        const hooks = new Hooks(settings, ports, asked.certificate);
        // What an attempt left that was ended.
        await cleanUp({ hooks, progress, notes });
        const kept = progress.answer;
        if (kept) {
          const judged = await judgedAnswer(kept.chain, looked.request, asked, clock.now());
          if ('chain' in judged) return { outcome: 'chain', ...kept };
          await progress.setAnswer(undefined);
        }
        const place = { name, settings, ports, http: await http(), ledger, progress, hooks, notes, asked, looked };
        await tryAtStaging(place);
        const { eab } = settings;
        const production = { ...place, address: directory, isTrial: false, ...(eab ? { eab } : {}) };
        const answer = await worded(name, () => new Issuance(production).run());
        await progress.setAnswer(answer);
        return { outcome: 'chain', ...answer };
      }),
  };
}

type Place = Omit<IssuancePlace, 'address' | 'isTrial' | 'eab'>;

/** A set-up that is new goes through the test system first: its mistakes cost nothing there. */
async function tryAtStaging(place: Place): Promise<void> {
  const { settings, ledger, progress, notes, ports, looked } = place;
  const { staging, directory } = settings;
  const setUp = setUpOf(settings, looked);
  if (staging === undefined || progress.order(directory) || (await ledger.wasTried(setUp))) return;
  const eab = settings['staging-eab'];
  const there = { ...place, address: staging, isTrial: true, ...(eab ? { eab } : {}) };
  const host = new URL(staging).host;
  await worded(place.name, () => new Issuance(there).run()).catch((error: unknown) => {
    if (error instanceof Refused)
      throw new Refused(
        `At the test system (${host}), where a new set-up is tried first: ${error.message}`,
        error.tryAgainAt,
      );
    if (error instanceof Waits)
      throw new Waits(
        `At the test system (${host}), where a new set-up is tried first: ${error.message}`,
        error.tryAgainAt,
      );
    throw error;
  });
  await ledger.setTried(setUp, ports.clock.now());
  notes.push(`The set-up was tried at ${host} first, and worked.`);
}

/** What a trial at the test system says something about: directories, ways of proof, profile and names. */
function setUpOf(
  { directory, staging = '', profile = '', dns = [], http = [] }: AcmeAuthoritySettings,
  { judgment }: LookedAt,
): string {
  const parts = [directory, staging, profile, dns, http, nameSetKey(judgment.asked.identifiers)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** A problem that nobody knew how to go on with is a refusal. */
async function worded<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProblemError)
      throw new Refused(`The authority "${name}" refuses: ${toldInLine(problemWords(error.problem))}`);
    throw error;
  }
}

async function open({ trust }: AcmeAuthoritySettings, { http, settingsFolder }: AuthorityPorts): Promise<Http> {
  if (trust === undefined) return http({});
  try {
    return http({ trust: await readFile(resolve(settingsFolder, trust), 'utf8') });
  } catch (error) {
    throw new Refused(
      `The file of roots ${trust} could not be read (${(error as NodeJS.ErrnoException).code}); check trust in the settings.`,
    );
  }
}
