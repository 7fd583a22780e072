import type { WantedServer } from './probe-servers.ts';

/** What somebody typed comes first, and is looked at whatever its address; where it was found too is told. */
export function together(typed: readonly WantedServer[], found: readonly WantedServer[]): WantedServer[] {
  const known = new Map(found.map((server) => [server.target.text, server]));
  const isTyped = new Set(typed.map(({ target }) => target.text));
  return [
    ...typed.map((server) => ({ ...server, ...known.get(server.target.text), typed: true as const })),
    ...found.filter(({ target }) => !isTyped.has(target.text)),
  ];
}
