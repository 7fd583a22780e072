/**
 * The connection of the app to its own org: `npm run org:connect -- --target-org NAME [--run-as USERNAME]`.
 * What holds a secret is left to a person, who is told where to enter it. With --print nothing is asked or changed.
 */
import { join } from 'node:path';
import { explain, optionsOf, root } from '../project.ts';
import { readConnectedOrg, type ConnectedOrg } from './connected-org.ts';
import { writeConnection } from './connection.ts';
import { pinnedSf, runSteps, type Step } from './step.ts';
import { assign, deployConnection } from './steps.ts';

const folder = 'build/connection';

export interface ConnectOptions {
  readonly org: string;
  /** Undefined: the user sf is logged in as. */
  readonly runAs?: string;
  readonly print: boolean;
}

export function connectOptions(argv: readonly string[]): ConnectOptions {
  const values = optionsOf(
    {
      'target-org': { type: 'string', short: 'o' },
      'run-as': { type: 'string' },
      print: { type: 'boolean', default: false },
    },
    argv,
  );
  const org = values['target-org'];
  const runAs = values['run-as'];
  if (org === undefined) throw new Error('Say which org to connect: --target-org NAME.');
  return { org, print: values.print, ...(runAs === undefined ? {} : { runAs }) };
}

export function connectionSteps({ org, runAs }: Pick<ConnectOptions, 'org' | 'runAs'>): readonly Step[] {
  if (runAs === undefined) {
    return [deployConnection(org, folder), assign(org, ['CertHealth_Reader', 'CertHealth_Connection'])];
  }
  return [
    deployConnection(org, folder),
    assign(org, ['CertHealth_Reader'], runAs),
    assign(org, ['CertHealth_Connection']),
  ];
}

/** What is left to a person, in the order to do it. */
export const byHand: readonly string[] = [
  'Now in Setup, since a secret stands in no file:',
  '  1. External Client App Manager > Certificate Health > Settings > OAuth Settings: copy consumer key and secret.',
  '  2. Named Credentials > External Credentials > Certificate Health: login to this org > principal Org > Edit:',
  '     enter the key as Client ID and the secret as Client Secret.',
  '  3. Certificate Health > Settings > Test connection.',
];

async function connect(): Promise<void> {
  const options = connectOptions(process.argv.slice(2));
  const say = (line: string) => process.stdout.write(`${line}\n`);
  if (!options.print) {
    const { instanceUrl, username }: ConnectedOrg = await readConnectedOrg(options.org);
    const runAs = options.runAs ?? username;
    writeConnection(root, join(root, folder), { instanceUrl, runAs, contactEmail: username });
  }
  await runSteps(connectionSteps(options), { print: options.print, root, sf: pinnedSf, say });
  for (const line of byHand) say(line);
}

if (import.meta.main) await connect().catch(explain);
