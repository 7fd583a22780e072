import { buildUseMap } from '@cert-health/core';
import type { Inventory, NotChecked } from '@cert-health/core';
import { parseTarget } from '../tls/target.ts';
import type { WantedServer } from './probe-servers.ts';

export interface FoundServers {
  readonly servers: readonly WantedServer[];
  /** Addresses that are only put together at run time: nobody can look at what is behind them. */
  readonly notChecked: readonly NotChecked[];
}

/** Servers that the configuration of an org or project makes Salesforce call, each once, with every place that names it. */
export function foundServers(inventory: Inventory): FoundServers {
  const servers = new Map<string, WantedServer>();
  const notChecked: NotChecked[] = [];
  for (const { use, target, name, label, reference } of buildUseMap(inventory).uses) {
    if (use !== 'outbound-apex-one-way-tls') continue;
    const server = target === undefined ? undefined : read(target);
    if (!server) {
      const reason = `The server of ${reference.name} (${label}) is only known at run time.`;
      notChecked.push({ check: 'server-not-accepted', subject: name, reason });
      continue;
    }
    const known = servers.get(server.text);
    servers.set(server.text, { target: server, foundIn: [...(known?.foundIn ?? []), reference] });
  }
  return { servers: [...servers.values()], notChecked };
}

/** What somebody typed comes first, and is looked at whatever its address; where it was found too is told. */
export function together(typed: readonly WantedServer[], found: readonly WantedServer[]): WantedServer[] {
  const known = new Map(found.map((server) => [server.target.text, server]));
  const isTyped = new Set(typed.map(({ target }) => target.text));
  return [
    ...typed.map((server) => ({ ...server, ...known.get(server.target.text), typed: true as const })),
    ...found.filter(({ target }) => !isTyped.has(target.text)),
  ];
}

function read(text: string): WantedServer['target'] | undefined {
  try {
    return parseTarget(text);
  } catch {
    return undefined;
  }
}
