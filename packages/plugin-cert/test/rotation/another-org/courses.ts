/** Whole rotations of each kind: begun and taken back, then begun again and finished. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Harbor } from './harbor.ts';
import type { Elsewhere, Told } from './rotating-elsewhere.ts';

export interface Course {
  readonly kind: string;
  readonly certificate: string;
  readonly entry: string;
  /** What somebody puts beside the settings. */
  readonly file?: (world: Harbor) => Promise<readonly [string, string]>;
  /** Said before it is finished. */
  readonly approves?: true;
}

export const courses: readonly Course[] = [
  { kind: 'new-key', certificate: 'Partner_Client', entry: '{ certificate: Partner_Client, authority: own }' },
  { kind: 'self-signed', certificate: 'Own_Signing', entry: '{ certificate: Own_Signing }', approves: true },
  {
    kind: 'renew-in-place',
    certificate: 'Partner_Client',
    entry: '{ certificate: Partner_Client, authority: own, csr: partner.csr }',
    file: ({ request }) => Promise.resolve(['partner.csr', request]),
  },
  {
    kind: 'mutual-authentication',
    certificate: 'Billing_Client',
    entry: '{ certificate: Billing_Client, from: new.pem }',
    file: async (world) => ['new.pem', await world.newChain()],
    approves: true,
  },
  {
    kind: 'user-certificate',
    certificate: 'Rae_Login',
    entry: '{ certificate: Rae_Login, from: new.pem }',
    file: async (world) => ['new.pem', await world.newChain()],
    approves: true,
  },
];

/** Everything in the org that a rotation may change, as it gives it. */
export function standing({ org }: Elsewhere): Record<string, string> {
  const users = org.rest.userCertificates.map(({ DeveloperName, body }) => [`user/${DeveloperName}`, body]);
  return { ...org.state.files(), ...(Object.fromEntries(users) as Record<string, string>) };
}

export interface Step {
  readonly command: string;
  readonly told: Told;
  /** Exit code. */
  readonly wanted: number;
}

export async function carried(
  one: Elsewhere,
  world: Harbor,
  { certificate, file, approves }: Course,
): Promise<{ readonly steps: readonly Step[]; readonly afterUndo: Record<string, string> }> {
  if (file) {
    const [name, content] = await file(world);
    writeFileSync(join(one.cwd, name), content);
  }
  const steps: Step[] = [];
  const run = async (wanted: number, ...args: string[]): Promise<Told> => {
    const told = await one.run(...args);
    steps.push({ command: args.join(' '), told, wanted });
    return told;
  };
  const plan = await run(0, 'plan', '--certificate', certificate);
  const id = plan.rotation?.id ?? 'none';
  await run(7, 'start', id);
  await run(0, 'undo', id);
  const afterUndo = standing(one);
  await run(0, 'plan', '--certificate', certificate);
  await run(7, 'start', id);
  if (approves) await run(7, 'approve', id, 'switch');
  await run(0, 'finish', id);
  return { steps, afterUndo };
}
