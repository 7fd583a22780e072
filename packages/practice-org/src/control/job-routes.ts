import { ok } from '../http/message.ts';
import type { Route } from '../routing/route.ts';

/** What Apex put off, run at once, and schedules that fire without their time. Not part of any Salesforce API. */
export const jobRoutes: readonly Route[] = [
  { method: 'POST', path: /^\/practice-org\/jobs$/, open: true, answer: ({ apex }) => ok({ jobs: apex.runJobs() }) },
  {
    method: 'POST',
    path: /^\/practice-org\/schedule$/,
    open: true,
    answer: ({ apex }) => ok({ jobs: [...apex.runSchedules(), ...apex.runJobs()] }),
  },
];
