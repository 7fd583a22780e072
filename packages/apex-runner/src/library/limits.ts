import type { LimitName } from '../transaction/transaction.ts';
import { member, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

/** Names in `getX()` and `getLimitX()`, with the counters behind them. */
const COUNTERS: Readonly<Record<string, LimitName>> = {
  AggregateQueries: 'aggregateQueries',
  Callouts: 'callouts',
  CpuTime: 'cpuTime',
  DmlRows: 'dmlRows',
  DmlStatements: 'dmlStatements',
  EmailInvocations: 'emailInvocations',
  FutureCalls: 'futureCalls',
  HeapSize: 'heapSize',
  PublishImmediateDML: 'publishImmediateDml',
  Queries: 'queries',
  QueryRows: 'queryRows',
  QueueableJobs: 'queueableJobs',
};

export const limits: PlatformType = {
  name: 'Limits',
  page: referencePage('apex_methods_system_limits'),
  members: Object.entries(COUNTERS).flatMap(([name, counter]) => [
    member(`static Integer get${name}()`, (tx) => tx.limits.used(counter)),
    member(`static Integer getLimit${name}()`, (tx) => tx.limits.allowed(counter)),
  ]),
};
