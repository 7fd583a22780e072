import { setTimeout as sleep } from 'node:timers/promises';
import type { Memory } from './authority.ts';
import { httpTo } from './http.ts';
import { outsideOf } from './outside.ts';
import type { AuthorityPorts } from './ports.ts';
import { processes } from './processes.ts';

/** The ports of this computer. */
export function ownPorts(folders: {
  readonly settingsFolder: string;
  readonly rotationFolder: string;
  readonly shared: (authority: string) => Memory;
}): AuthorityPorts {
  return {
    ...folders,
    clock: { now: () => new Date(), sleep: (duration) => sleep(duration) },
    processes,
    outside: outsideOf(),
    http: httpTo,
    environment: process.env,
    random: Math.random,
  };
}
