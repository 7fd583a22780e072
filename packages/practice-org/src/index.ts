export { startPracticeOrg } from './practice-org.ts';
export type { PracticeOrg, PracticeOrgOptions } from './practice-org.ts';
export type { LoggedRequest } from './server/http.ts';
export type { Faults, Permission } from './faults/fault.ts';
export type { Company } from './org/org.ts';
export { acmeFreight } from './seed/acme-freight.ts';
export { quietHarbor } from './seed/quiet-harbor.ts';
