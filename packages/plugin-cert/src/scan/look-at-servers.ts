import { judgeServers } from '@cert-health/core';
import type { Inventory, ServersJudgment, TrustStore } from '@cert-health/core';
import { isPublicAddress } from '../network/public-address.ts';
import { patience } from '../tls/patience.ts';
import { probeTargets } from '../tls/probe-targets.ts';
import { calledServers } from './called-servers.ts';
import type { Progress } from './read-inventory.ts';

export interface ServersRequest {
  readonly at: Date;
  readonly trustStore?: TrustStore | undefined;
  /** Configuration may make this computer call its own neighbors. */
  readonly allowPrivate?: boolean | undefined;
}

/**
 * Looks at the servers that the configuration of an org or project names, and judges them as Salesforce would as the caller. Each
 * has its time, so many at once, as with `sf cert probe`.
 */
export async function lookAtServers(
  inventory: Inventory,
  { at, trustStore, allowPrivate = false }: ServersRequest,
  progress: Progress,
): Promise<ServersJudgment> {
  const { servers } = calledServers(inventory);
  const tell = (done: number): void => progress(`called servers (${done} of ${servers.length})`);
  if (servers.length > 0) tell(0);
  const seen = await probeTargets(
    servers.map(({ target }) => target),
    {
      atOnce: patience.atOnce,
      of: () => ({ timeout: patience.seconds * 1000, ...(allowPrivate ? {} : { mayCall: isPublicAddress }) }),
      onSeen: tell,
    },
  );
  return judgeServers(seen, { at, ...(trustStore ? { trustStore } : {}) });
}
