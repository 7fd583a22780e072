/** Steps of a rotation, in their order. A kind takes those that it needs. */
export const stepIds = [
  'preflight',
  'request',
  'sign',
  'judge',
  'install',
  'verify',
  'switch',
  'confirm',
  'retire',
] as const;

export type StepId = (typeof stepIds)[number];
