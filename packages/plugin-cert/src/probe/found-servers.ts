import type { ReportReference } from '@cert-health/core';
import type { WantedServer } from './probe-servers.ts';

/** What somebody typed comes first, and is looked at whatever its address; where it was found too is told. */
export function together(typed: readonly WantedServer[], found: readonly WantedServer[]): WantedServer[] {
  const places = new Map<string, readonly ReportReference[]>(
    found.map(({ target, foundIn }) => [target.text, foundIn]),
  );
  const isTyped = new Set(typed.map(({ target }) => target.text));
  return [
    ...typed.map((server) => ({ ...server, foundIn: places.get(server.target.text) ?? [] })),
    ...found.filter(({ target }) => !isTyped.has(target.text)),
  ];
}
