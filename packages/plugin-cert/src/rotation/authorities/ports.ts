import type { CaaRecord } from '@cert-health/core';
import type { Memory } from './authority.ts';
import type { Http } from './http.ts';
import type { Processes } from './processes.ts';

export interface Clock {
  now(): Date;
  /** @param duration Milliseconds. */
  sleep(duration: number): Promise<void>;
}

/** What the world shows of a name, before an authority is told to look. */
export interface Outside {
  /** CAA records of exactly this name; none where it has none. Rejects when that cannot be told. */
  caa(name: string): Promise<readonly CaaRecord[]>;
  /** TXT records of exactly this name, each in one piece; none where it has none or that cannot be told. */
  txt(name: string): Promise<readonly string[]>;
  /** What a web server answers with; undefined when there is no good answer. */
  page(address: string): Promise<string | undefined>;
}

/** Every effect that an authority has. */
export interface AuthorityPorts {
  readonly clock: Clock;
  readonly processes: Processes;
  readonly outside: Outside;
  /** Makes what speaks HTTP to one server. `trust`: roots (PEM) that its own certificate may lead to beside the usual ones. */
  readonly http: (server: { readonly trust?: string }) => Http;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Folder of the settings file: paths in it start there, and commands run there. */
  readonly settingsFolder: string;
  /** `rotation.folder`: keys of ACME accounts lie there. */
  readonly rotationFolder: string;
  /**
   * What an authority knows beyond single rotations: accounts, when which names were certified. The same object each time for
   * the same authority; best where other machines read it too.
   */
  readonly shared: (authority: string) => Memory;
}
