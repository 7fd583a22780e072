import type { Gap } from '@cert-health/core';
import type { KeyPairNames } from './place-reader.ts';

/** Why names cannot be looked for. */
export function isUnknown(names: KeyPairNames): names is { readonly unknown: Gap } {
  return 'unknown' in names;
}
