import type { Gap } from '@cert-health/core';
import type { KeyPairNames } from './place-reader.ts';

/** Tells whether a text is the name of a certificate of the org; API names are compared without case. */
export function keyPairNameFinder(names: readonly string[]): (text: unknown) => string | undefined {
  const known = new Set(names.map((name) => name.toLowerCase()));
  return (text) => {
    if (typeof text !== 'string') return undefined;
    const trimmed = text.trim();
    return known.has(trimmed.toLowerCase()) ? trimmed : undefined;
  };
}

/** Why names cannot be looked for. */
export function isUnknown(names: KeyPairNames): names is { readonly unknown: Gap } {
  return 'unknown' in names;
}
