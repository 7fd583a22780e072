import { buildUseMap } from '@cert-health/core';
import type { Inventory, ReportReference } from '@cert-health/core';
import { parseTarget } from '../tls/target.ts';
import type { Target } from '../tls/target.ts';

/** A server that Salesforce calls by the configuration of an org or project. */
export interface CalledServer {
  readonly target: Target;
  /** Every place that names it. */
  readonly foundIn: readonly ReportReference[];
}

export interface CalledServers {
  /** Each once. */
  readonly servers: readonly CalledServer[];
  /** What names one by an address that is only put together at run time: nobody can look at what is behind it. */
  readonly atRunTime: readonly ReportReference[];
}

/** Servers that the configuration of an org or project makes Salesforce call. */
export function calledServers(inventory: Inventory): CalledServers {
  const servers = new Map<string, CalledServer>();
  const atRunTime: ReportReference[] = [];
  for (const { use, kind, target, reference } of buildUseMap(inventory).uses) {
    if (use !== 'outbound-apex-one-way-tls' || kind !== 'meets') continue;
    const server = target === undefined ? undefined : read(target);
    if (!server) {
      atRunTime.push(reference);
      continue;
    }
    const known = servers.get(server.text);
    servers.set(server.text, { target: server, foundIn: [...(known?.foundIn ?? []), reference] });
  }
  return { servers: [...servers.values()], atRunTime };
}

function read(text: string): Target | undefined {
  try {
    return parseTarget(text);
  } catch {
    return undefined;
  }
}
