import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError, parseFaults, permissions } from './faults/fault.ts';
import type { PracticeOrgOptions } from './practice-org.ts';
import { acmeFreight } from './seed/acme-freight.ts';
import { planted } from './seed/planted/planted.ts';
import { quietHarbor } from './seed/quiet-harbor.ts';

export const usage = `Usage: practice-org [--port N] [--now ISO-DATE] [--company NAME] [--fault NAME[=VALUE]]...
                    [--console-folder FOLDER] [--app-folder FOLDER] [--connection-folder FOLDER]

Serves a Salesforce org of a practice company on 127.0.0.1 until interrupted. The first line of output is one JSON
object with url, consoleUrl, accessToken and username.

--console-folder serves the app's page from where scripts/build-console.ts put it; --app-folder takes the app's objects
and classes from its source, as if it had been deployed; --connection-folder connects the app to this org.

Companies: acme-freight (the default: every kind of trouble), quiet-harbor (small and healthy), planted (a reference to
a certificate in every place that can hold one; GET /practice-org/references lists them).

Faults: deny=PERMISSION, missing-type=TYPE, session-expired, rate-limited=N, unavailable=N, api-requests-left=N,
limit-exceeded, slow=MILLISECONDS, truncated, malformed. Sessions that may not see: jwt-token,
session-policy-empty, session-policy-error, empty-lists, html-login-page, faults-as-200, withheld-rows, no-root-list, unlisted-root. Of the app's Apex (CLASS or CLASS.METHOD): apex-fails=NAME,
apex-hangs=NAME, apex-denied=NAME, apex-slow=MILLISECONDS, no-connection.
Permissions: ${permissions.slice(0, 4).join(', ')},
${permissions.slice(4).join(', ')}.
`;

/** Reads the command line. Throws {@link UsageError} with one sentence for what cannot be understood. */
export function readArguments(argv: readonly string[]): PracticeOrgOptions | 'help' {
  const { port, now, company, fault, help, ...folders } = parse(argv);
  if (help === true) return 'help';
  return {
    ...(port === undefined ? {} : { port: portNumber(port) }),
    ...(now === undefined ? {} : { now: moment(now) }),
    ...(company === undefined ? {} : { seed: companyNamed(company) }),
    ...(fault === undefined ? {} : { faults: parseFaults(fault) }),
    ...(folders['console-folder'] === undefined ? {} : { consoleFolder: resolve(folders['console-folder']) }),
    ...(folders['app-folder'] === undefined ? {} : { appFolder: resolve(folders['app-folder']) }),
    ...(folders['connection-folder'] === undefined ? {} : { connectionFolder: resolve(folders['connection-folder']) }),
  };
}

function parse(argv: readonly string[]): {
  port?: string;
  now?: string;
  company?: string;
  fault?: string[];
  help?: boolean;
  'console-folder'?: string;
  'app-folder'?: string;
  'connection-folder'?: string;
} {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string' },
        now: { type: 'string' },
        company: { type: 'string' },
        fault: { type: 'string', multiple: true },
        'console-folder': { type: 'string' },
        'app-folder': { type: 'string' },
        'connection-folder': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    const [sentence = ''] = error instanceof Error ? error.message.split('. ') : [];
    throw new UsageError(`${sentence}. Try --help.`);
  }
}

const companies: ReadonlyMap<string, NonNullable<PracticeOrgOptions['seed']>> = new Map([
  ['acme-freight', acmeFreight],
  ['quiet-harbor', quietHarbor],
  ['planted', planted],
]);

function companyNamed(name: string): NonNullable<PracticeOrgOptions['seed']> {
  const seed = companies.get(name);
  if (seed === undefined) throw new UsageError(`--company takes ${[...companies.keys()].join(' or ')}, not '${name}'.`);
  return seed;
}

function portNumber(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError(`--port takes a number from 0 to 65535, not '${text}'.`);
  return port;
}

function moment(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new UsageError(`--now takes an ISO date such as 2026-11-22, not '${text}'.`);
  return at;
}
