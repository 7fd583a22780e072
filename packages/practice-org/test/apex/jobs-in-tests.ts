import { member, type PlatformType } from '@cert-health/apex-runner';

const unrun = (): never => {
  throw new Error('Nothing runs in this test');
};

/** The members for jobs that the app names. */
export const JOBS: readonly PlatformType[] = [
  {
    name: 'System',
    page: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_system.htm',
    members: [
      member('static Id attachFinalizer(Finalizer finalizer)', unrun),
      member('static Id enqueueJob(Queueable job, Integer minutes)', unrun),
      member('static Id schedule(String name, String expression, Schedulable job)', unrun),
      member('static void abortJob(Id job)', unrun),
    ],
  },
];
