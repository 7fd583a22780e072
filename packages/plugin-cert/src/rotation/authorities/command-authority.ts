import { forbiddenPurpose } from '@cert-health/core';
import type { CommandAuthoritySettings } from '../../settings/authorities-shape.ts';
import type { Authority } from './authority.ts';
import { beforeAsking } from './before-asking.ts';
import { judgedAnswer } from './judged-answer.ts';
import type { AuthorityPorts } from './ports.ts';
import { asText, recall } from './remembered.ts';
import { outcomeOf, Refused, told, toldInLine, Waits } from './stopped.ts';

/** Exit code that means "later" (EX_TEMPFAIL of sysexits.h). */
export const later = 75;
/** Milliseconds that a command may take unless told. */
export const usualTimeLimit = 300_000;

/**
 * Any authority that can be scripted: a command gets the request on standard input, and `CERT_NAME`, `CERT_NAMES` and
 * `CERT_PURPOSES` (separated by commas) in its environment, with `CERT_REQUEST` (SHA-256 of the request) to know one again
 * that it was asked about before. 0 and PEM on standard output is a chain, 75 means later, anything else is a refusal; what
 * it writes to standard error reaches the person.
 */
export function commandAuthority(name: string, settings: CommandAuthoritySettings, ports: AuthorityPorts): Authority {
  const { command, purposes } = settings;
  const facts = { name, ...(purposes === undefined ? {} : { purposes }) };
  const { clock, processes, environment, settingsFolder } = ports;
  return {
    name,
    type: 'command',
    forbids: (wanted) => forbiddenPurpose(facts, wanted, clock.now()),
    close: () => Promise.resolve(),
    sign: (asked, memory) =>
      outcomeOf(async (notes) => {
        const { request, judgment, digest } = await beforeAsking(facts, 'other', asked, clock.now(), notes);
        const known = await recall(memory);
        const kept = known['csr'] === digest ? asText(known['answer']) : undefined;
        let answer = kept;
        if (answer === undefined) {
          const names = asked.names.length > 0 ? asked.names : judgment.asked.identifiers.map(({ value }) => value);
          const end = await processes.run({
            command,
            folder: settingsFolder,
            input: asked.csr,
            environment: {
              ...environment,
              CERT_NAME: asked.certificate,
              CERT_NAMES: names.join(','),
              CERT_PURPOSES: asked.purposes.join(','),
              CERT_REQUEST: digest,
            },
            timeLimit: settings['time-limit'] ?? usualTimeLimit,
          });
          const said = told(end.errors);
          if (end.code === later) {
            throw new Waits(
              said === ''
                ? `The command of the authority "${name}" says that the chain comes later.`
                : toldInLine(said),
            );
          }
          if (end.code !== 0) {
            const why = end.problem ?? `it ended with ${end.code}`;
            throw new Refused(
              `The command of the authority "${name}" (${command[0]}) gave no chain: ${toldInLine(said === '' ? why : `${why}, and wrote: ${said}`)}`,
            );
          }
          if (said !== '') notes.push(`The command of the authority "${name}" wrote: ${toldInLine(said)}`);
          answer = end.output;
        }
        const judged = await judgedAnswer(answer, request, asked, clock.now());
        if ('fault' in judged) {
          // The next attempt asks again: what was kept is of no use.
          if (kept !== undefined) await memory.write({ csr: digest });
          throw new Refused(`What the authority "${name}" gave cannot be used. ${judged.message}`);
        }
        // Whoever is ended right after this need not ask a second time.
        if (kept === undefined) await memory.write({ csr: digest, answer: judged.chain });
        notes.push(...judged.notes);
        return { outcome: 'chain', chain: judged.chain, alternates: [] };
      }),
  };
}
