import type { RotationKind } from '@cert-health/core';
import { carried } from './carried.ts';
import { guided } from './guided.ts';
import type { KindExecution } from './kind-execution.ts';
import { mutualAuthentication } from './mutual-authentication.ts';
import { newRecord } from './new-record.ts';
import { renewInPlace } from './renew-in-place.ts';
import { userCertificate } from './user-certificate.ts';

/** How each kind is carried out; what is not here is only planned. */
export const executions: Partial<Record<RotationKind, KindExecution>> = {
  'renew-in-place': renewInPlace,
  'new-key': newRecord,
  'self-signed': newRecord,
  'mutual-authentication': mutualAuthentication,
  'user-certificate': userCertificate,
  carried,
  guided,
};
