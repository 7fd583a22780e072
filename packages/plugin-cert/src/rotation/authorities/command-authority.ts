import { forbiddenPurpose } from '@cert-health/core';
import type { CommandAuthoritySettings } from '../../settings/authorities-shape.ts';
import type { Authority, SigningRequest } from './authority.ts';
import { beforeAsking } from './before-asking.ts';
import type { LookedAt } from './before-asking.ts';
import { judgedAnswer } from './judged-answer.ts';
import type { AuthorityPorts } from './ports.ts';
import { later, usualTimeLimit } from './processes.ts';
import { asText, recall } from './remembered.ts';
import { outcomeOf, Refused, told, toldInLine, Waits } from './stopped.ts';

/**
 * Any authority that can be scripted: a command gets the request on standard input, and `CERT_NAME`, `CERT_NAMES` and
 * `CERT_PURPOSES` (separated by commas) in its environment, with `CERT_REQUEST` (SHA-256 of the request) to know one again
 * that it was asked about before. 0 and PEM on standard output is a chain, 75 means later, anything else is a refusal; what
 * it writes to standard error reaches the person.
 */
export function commandAuthority(name: string, settings: CommandAuthoritySettings, ports: AuthorityPorts): Authority {
  const { purposes } = settings;
  const facts = { name, ...(purposes === undefined ? {} : { purposes }) };
  const { clock } = ports;
  return {
    name,
    type: 'command',
    forbids: (wanted) => forbiddenPurpose(facts, wanted, clock.now()),
    close: () => Promise.resolve(),
    sign: (asked, memory) =>
      outcomeOf(async (notes) => {
        const looked = await beforeAsking(facts, 'other', asked, clock.now(), notes);
        const { request, digest } = looked;
        const known = await recall(memory);
        const kept = known['csr'] === digest ? asText(known['answer']) : undefined;
        if (kept !== undefined && 'chain' in (await judgedAnswer(kept, request, asked, clock.now()))) {
          return { outcome: 'chain', chain: kept, alternates: [] };
        }
        const answer = await answerOf(name, settings, ports, asked, looked, notes);
        const judged = await judgedAnswer(answer, request, asked, clock.now());
        if ('fault' in judged) throw new Refused(`What the authority "${name}" gave cannot be used. ${judged.message}`);
        // Whoever is ended right after this need not ask a second time.
        await memory.write({ csr: digest, answer: judged.chain });
        notes.push(...judged.notes);
        return { outcome: 'chain', chain: judged.chain, alternates: [] };
      }),
  };
}

/** What the command writes. @throws {Refused} @throws {Waits} */
async function answerOf(
  name: string,
  { command, 'time-limit': timeLimit = usualTimeLimit }: CommandAuthoritySettings,
  { processes, environment, settingsFolder }: AuthorityPorts,
  { csr, certificate, names, purposes }: SigningRequest,
  { judgment, digest }: LookedAt,
  notes: string[],
): Promise<string> {
  const wanted = names.length > 0 ? names : judgment.asked.identifiers.map(({ value }) => value);
  const { code, problem, output, errors } = await processes.run({
    command,
    folder: settingsFolder,
    input: csr,
    environment: {
      ...environment,
      CERT_NAME: certificate,
      CERT_NAMES: wanted.join(','),
      CERT_PURPOSES: purposes.join(','),
      CERT_REQUEST: digest,
    },
    timeLimit,
  });
  const said = told(errors);
  if (code === later) {
    throw new Waits(
      said === '' ? `The command of the authority "${name}" says that the chain comes later.` : toldInLine(said),
    );
  }
  if (code !== 0) {
    const why = problem ?? `it ended with ${code}`;
    const all = toldInLine(said === '' ? why : `${why}, and wrote: ${said}`);
    throw new Refused(`The command of the authority "${name}" (${command[0]}) gave no chain: ${all}`);
  }
  if (said !== '') notes.push(`The command of the authority "${name}" wrote: ${toldInLine(said)}`);
  return output;
}
