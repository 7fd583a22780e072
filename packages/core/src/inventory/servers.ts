import type { Holding, Source } from './model.ts';

/** Id of the source in which servers that were looked at are held. */
export const SERVERS = 'network.servers';

/** Whether it is what a server of somebody else sent: nothing of it is stored on this side, and its operator renews it. */
export function isSentByServer({ source }: Pick<Holding, 'source'>): boolean {
  return source === SERVERS || source.startsWith('tls:');
}

/** Whether a name is that of what a server sends, or of the chain that it has for the other kind of key. */
export function isNameOfServer(name: string, server: string): boolean {
  return name === server || name.startsWith(`${server} (`);
}

/** What a scan of this side's own configuration and certificates found, without the servers that it looked at. */
export function withoutServers<
  Part extends { readonly holdings: readonly Holding[]; readonly sources: readonly Source[] },
>(inventory: Part): Part {
  const isOwn = ({ source }: Holding): boolean => !isSentByServer({ source });
  if (inventory.holdings.every(isOwn)) return inventory;
  return {
    ...inventory,
    holdings: inventory.holdings.filter(isOwn),
    sources: inventory.sources.filter(({ id }) => id !== SERVERS),
  };
}
