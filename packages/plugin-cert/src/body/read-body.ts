export { readBody } from '@cert-health/core';
export type { Body } from '@cert-health/core';
