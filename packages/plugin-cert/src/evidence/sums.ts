import { createHash } from 'node:crypto';

export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Digests as `sha256sum` writes them and `sha256sum -c` reads them (GNU coreutils). */
export function sumsOf(files: ReadonlyMap<string, string | Uint8Array>): string {
  return [...files].map(([name, content]) => `${sha256Of(content)}  ${name}\n`).join('');
}

/** Digests by file; undefined: this is no such list. */
export function readSums(text: string): Map<string, string> | undefined {
  const sums = new Map<string, string>();
  for (const line of text.split('\n').slice(0, -1)) {
    const [, digest, name] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    if (digest === undefined || name === undefined || sums.has(name)) return undefined;
    sums.set(name, digest);
  }
  return text.endsWith('\n') && sums.size > 0 ? sums : undefined;
}
