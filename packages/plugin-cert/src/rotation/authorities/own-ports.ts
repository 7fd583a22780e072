import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Memory } from './authority.ts';
import { diskMemory } from './disk-memory.ts';
import { httpTo } from './http.ts';
import { outsideOf } from './outside.ts';
import type { AuthorityPorts } from './ports.ts';
import { processes } from './processes.ts';

/** The ports of this computer. What authorities know lies beside the keys of their accounts, one file each. */
export function ownPorts(folders: {
  readonly settingsFolder: string;
  readonly rotationFolder: string;
}): AuthorityPorts {
  const memories = new Map<string, Memory>();
  return {
    ...folders,
    shared: (authority) => {
      const memory =
        memories.get(authority) ?? diskMemory(join(folders.rotationFolder, 'authorities', `${authority}.json`));
      memories.set(authority, memory);
      return memory;
    },
    clock: { now: () => new Date(), sleep: (duration) => sleep(duration) },
    processes,
    outside: outsideOf(),
    http: httpTo,
    environment: process.env,
    random: Math.random,
  };
}
