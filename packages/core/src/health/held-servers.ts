import type { JudgedServer, ServersJudgment } from '../acceptance/index.ts';
import { listOf } from '../findings/index.ts';
import type { Holding, Inventory } from '../inventory/index.ts';
import { SERVERS } from '../inventory/index.ts';

/**
 * Servers that were looked at, as a place that holds certificates: each chain that one sends is a holding. One that was not
 * reached is there too, as something that could not be read: it is never taken for fine.
 */
export function heldServers({ servers, certificates }: ServersJudgment): Pick<Inventory, 'holdings' | 'sources'> {
  const chainOf = (sent: readonly string[]): Pick<Holding, 'certificates' | 'unreadable'> => {
    const read = sent.flatMap((one) => certificates.get(one) ?? []);
    if (read.length === sent.length) return { certificates: read };
    // Without the server's own certificate the others say nothing of it.
    const isOwnRead = certificates.has(sent[0] ?? '');
    return { certificates: isOwnRead ? read : [], unreadable: 'a certificate that it sends cannot be read' };
  };
  const holdings = servers.flatMap((server): Holding[] => {
    const { target, sent, alternative, problem } = server;
    const shared = { source: SERVERS, server: target, kind: 'trusted', chainNeeded: true } as const;
    const named = (name: string) => ({ ...shared, name, label: name });
    if (sent.length === 0) {
      return [{ ...named(target), certificates: [], unreadable: problem ?? 'It was not reached.' }];
    }
    return [
      { ...named(target), ...chainOf(sent) },
      ...(alternative ? [{ ...named(`${target} (${alternative.keyType})`), ...chainOf(alternative.sent) }] : []),
    ];
  });
  return { holdings, sources: [sourceOf(servers)] };
}

function sourceOf(servers: readonly JudgedServer[]): Inventory['sources'][number] {
  const reached = servers.filter(({ status }) => status === 'reached').length;
  const byProblem = Map.groupBy(
    servers.filter(({ status }) => status !== 'reached'),
    ({ problem }) => problem ?? 'Not reached.',
  );
  const missed = [...byProblem].map(([problem, those]) => `${listOf(those.map(({ target }) => target))}: ${problem}`);
  return {
    id: SERVERS,
    label: 'Servers that are called',
    status: reached > 0 || servers.length === 0 ? 'read' : 'failed',
    items: reached,
    detail: missed.length === 0 ? `${reached} reached.` : `${reached} reached. ${missed.join(' ')}`,
  };
}
