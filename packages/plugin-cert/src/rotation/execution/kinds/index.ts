import type { RotationKind } from '@cert-health/core';
import { carried } from './carried.ts';
import { guided } from './guided.ts';
import type { KindExecution } from './kind-execution.ts';
import { newRecord } from './new-record.ts';

/** How each kind is carried out; what is not here is only planned. */
export const executions: Partial<Record<RotationKind, KindExecution>> = {
  'new-key': newRecord,
  'self-signed': newRecord,
  carried,
  guided,
};
