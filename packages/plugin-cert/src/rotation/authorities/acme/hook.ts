import { access, constants } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { AcmeAuthoritySettings } from '../../../settings/authorities-shape.ts';
import type { AuthorityPorts } from '../ports.ts';
import { later, usualTimeLimit } from '../processes.ts';
import { Refused, told, toldInLine, Waits } from '../stopped.ts';
import type { Method } from './authorization.ts';
import type { SetChallenge } from './progress.ts';

/** Name below which the TXT record of a proof lies (RFC 8555 section 8.4). */
export const recordOf = (domain: string): string => `_acme-challenge.${domain}`;
/** Path of the file of a proof (RFC 8555 section 8.3). */
export const pathOf = (token: string): string => `/.well-known/acme-challenge/${token}`;

/**
 * Commands that put the proof of a name where the authority looks, and remove it: `HOOK… deploy` and `HOOK… clean-up`. In
 * the environment: `CERT_NAME`, `CERT_DOMAIN`, `CERT_CHALLENGE` (dns-01 or http-01), `CERT_VALUE` (text of the TXT record,
 * or content of the file), and `CERT_RECORD` (name of the record) or `CERT_PATH` and `CERT_TOKEN` (path and last part of it).
 */
export class Hooks {
  readonly #settings: AcmeAuthoritySettings;
  readonly #ports: AuthorityPorts;
  readonly #certificate: string;

  constructor(settings: AcmeAuthoritySettings, ports: AuthorityPorts, certificate: string) {
    this.#settings = settings;
    this.#ports = ports;
    this.#certificate = certificate;
  }

  /** Before anything is ordered: a hook that is not there would spend an order. @throws {Refused} */
  async assertThere(methods: ReadonlySet<Method>): Promise<void> {
    for (const method of methods) {
      const [program = ''] = this.#command(method);
      // A bare name is looked for along PATH when it is started.
      if (!/[\\/]/.test(program)) continue;
      try {
        await access(resolve(this.#ports.settingsFolder, program), constants.X_OK);
      } catch (error) {
        throw new Refused(
          `The hook ${program} cannot be run (${(error as NodeJS.ErrnoException).code}); it has to be there and executable before anything is ordered.`,
        );
      }
    }
  }

  /** @throws {Refused} when the hook fails. @throws {Waits} when it says later (75). */
  async deploy(challenge: SetChallenge): Promise<void> {
    const { code, said } = await this.#run(challenge, 'deploy');
    if (code === later) throw new Waits(`The hook for ${challenge.domain} says later: ${said}`);
    if (code !== 0) throw new Refused(`The hook for ${challenge.domain} did not put the proof in place: ${said}`);
  }

  /** @returns what went wrong, a sentence; undefined when it is gone. */
  async cleanUp(challenge: SetChallenge): Promise<string | undefined> {
    const { code, said } = await this.#run(challenge, 'clean-up');
    const where =
      challenge.method === 'dns-01'
        ? `the record ${recordOf(challenge.domain)}`
        : `the file ${pathOf(challenge.token)} of ${challenge.domain}`;
    return code === 0 ? undefined : `The hook did not remove ${where}: ${said}`;
  }

  async #run(
    challenge: SetChallenge,
    action: 'deploy' | 'clean-up',
  ): Promise<{ code: number | undefined; said: string }> {
    const { method, domain, token, value } = challenge;
    const { environment, settingsFolder, processes } = this.#ports;
    const end = await processes.run({
      command: [...this.#command(method), action],
      folder: settingsFolder,
      input: '',
      environment: {
        ...withoutSecrets(environment, this.#settings),
        CERT_NAME: this.#certificate,
        CERT_DOMAIN: domain,
        CERT_CHALLENGE: method,
        CERT_VALUE: value,
        ...(method === 'dns-01' ? { CERT_RECORD: recordOf(domain) } : { CERT_PATH: pathOf(token), CERT_TOKEN: token }),
      },
      timeLimit: this.#settings['time-limit'] ?? usualTimeLimit,
    });
    const why = end.problem ?? `it ended with ${end.code}`;
    const wrote = told(end.errors);
    return { code: end.code, said: toldInLine(wrote === '' ? why : `${why}, and wrote: ${wrote}`) };
  }

  #command(method: Method): readonly string[] {
    return (method === 'dns-01' ? this.#settings.dns : this.#settings.http) ?? [];
  }
}

/** Hooks have no business with the keys that bind accounts. */
function withoutSecrets(
  environment: AuthorityPorts['environment'],
  settings: AcmeAuthoritySettings,
): AuthorityPorts['environment'] {
  const secret = [settings.eab?.['key-env'], settings['staging-eab']?.['key-env']];
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !secret.includes(name)));
}
