import { Resolver } from 'node:dns/promises';

/** How servers are reached. */
export interface ZoneAccess {
  /** A resolver for where the zone is; made anew for each name. */
  readonly resolver: () => Resolver;
  readonly port: number;
}

/** Servers of a zone that are asked. */
const mostServers = 4;
/** Names that are followed from one to the next. */
const mostAliases = 4;
/** Milliseconds for one question. */
const patience = 3000;

/**
 * TXT records that every server of the zone gives at this moment. A resolver keeps "there is none" for as long as the zone
 * allows, often an hour, so that asking it too early hides a record which an authority would see.
 *
 * @returns undefined where no server of the zone can be asked from here.
 */
export async function txtInZone(name: string, access: ZoneAccess, aliases = 0): Promise<readonly string[] | undefined> {
  const servers = await serversOf(name, access);
  const answers = await Promise.all(servers.map((address) => askedOf(name, address)));
  const given = answers.filter((one) => one !== undefined);
  const [first, ...others] = given;
  if (!first) return undefined;
  const alias = given.find((one) => 'alias' in one);
  if (alias) return aliases < mostAliases ? txtInZone(alias.alias, access, aliases + 1) : undefined;
  const values = 'values' in first ? first.values : [];
  return values.filter((value) => others.every((one) => 'values' in one && one.values.includes(value)));
}

/** Addresses of the servers of the zone that a name is in. */
async function serversOf(name: string, { resolver, port }: ZoneAccess): Promise<string[]> {
  const labels = name.split('.');
  const asked = resolver();
  for (const position of labels.keys()) {
    const hosts = await asked.resolveNs(labels.slice(position).join('.')).catch(() => []);
    if (hosts.length === 0) continue;
    const addresses = await Promise.all(
      hosts.slice(0, mostServers).map((host) => asked.resolve4(host).catch(() => [])),
    );
    return addresses.flatMap(([first]) => (first === undefined ? [] : [`${first}:${port}`]));
  }
  return [];
}

type Answered = { readonly values: readonly string[] } | { readonly alias: string };

async function askedOf(name: string, address: string): Promise<Answered | undefined> {
  const server = new Resolver({ timeout: patience, tries: 1 });
  server.setServers([address]);
  const values = await server.resolveTxt(name).then(
    (records) => records.map((pieces) => pieces.join('')),
    ({ code }: NodeJS.ErrnoException) => (code === 'ENODATA' || code === 'ENOTFOUND' ? [] : undefined),
  );
  if (values?.length !== 0) return values && { values };
  // A server that has the name alone does not tell what is behind it.
  const [alias] = await server.resolveCname(name).catch(() => []);
  return alias === undefined ? { values } : { alias };
}
