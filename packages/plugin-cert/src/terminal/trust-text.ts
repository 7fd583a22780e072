import { purposeNames } from '@cert-health/core';
import type { TrustSettings } from '@cert-health/core';

/** Trust settings as one line: what they trust and reject a certificate for. */
export function trustText({ trusted, rejected, alias }: TrustSettings): string {
  const parts = [
    trusted && `trusted for ${purposeNames(trusted) || 'nothing'} only`,
    rejected.length > 0 && `rejected for ${purposeNames(rejected)}`,
    alias !== undefined && `called "${alias}"`,
  ].filter(Boolean);
  return `trust settings: ${parts.join('; ') || 'none'}`;
}
