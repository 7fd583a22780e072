import type { UseId } from '@cert-health/core';

/** Values of `--use`: the eight uses, as `sf cert checks --explain` and the settings call them. */
export const useWords = [
  'inbound-one-way-tls',
  'inbound-api-mtls',
  'inbound-user-mtls',
  'inbound-sso',
  'outbound-sso',
  'outbound-apex-one-way-tls',
  'outbound-apex-mtls',
  'custom-domain',
] as const satisfies readonly UseId[];
