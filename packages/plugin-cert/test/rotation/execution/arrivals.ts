/** What an org holds of clients, read by a test. */
import { entryPath } from '../../../src/rotation/execution/inbound-entry.ts';
import type { Rotating } from './rotating.ts';

/** Entries of the mutual authentication list by name: content and properties, as the org gives them. */
export async function entriesOf({ port }: Pick<Rotating, 'port'>): Promise<Record<string, string>> {
  const { files } = await port.retrieve(new Map([['InboundCertificate', ['*']]]));
  const own = [...files].filter(([path]) => path !== 'package.xml');
  return Object.fromEntries(own.map(([path, bytes]) => [path, Buffer.from(bytes).toString()]));
}

export const contentIn = (entries: Record<string, string>, name: string): string | undefined =>
  entries[entryPath(name)];

/** Certificates of users by name, with whose they are. */
export async function loginsOf({ logins, stored }: Pick<Rotating, 'logins' | 'stored'>) {
  const found = await logins.find(['Dispatcher_Login', stored.plan.successor ?? '']);
  return Object.fromEntries(
    [...found.values()].map(({ name, userId, chain }) => [
      name,
      { userId, chain: chain.map((one) => one.fingerprint) },
    ]),
  );
}
