import { hostname, userInfo } from 'node:os';
import { randomBytes } from 'node:crypto';

/** Variables by which CI systems name a job: GitHub Actions, GitLab, Jenkins, Azure Pipelines, CircleCI. */
const jobVariables = ['GITHUB_RUN_ID', 'CI_JOB_ID', 'BUILD_TAG', 'BUILD_BUILDID', 'CIRCLE_BUILD_NUM'] as const;

/** A new name for a run: user, machine, process and job, and what tells it from any other. */
export function newRunName(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const job = jobVariables.map((name) => environment[name]).find((value) => value !== undefined && value !== '');
  const parts = [
    `${userHere()}@${hostname()}`,
    `process ${process.pid}`,
    ...(job === undefined ? [] : [`job ${job}`]),
    `run ${randomBytes(4).toString('hex')}`,
  ];
  return parts
    .join(', ')
    .replaceAll(/\p{Cc}/gu, ' ')
    .slice(-255)
    .trim();
}

/** A container may have a user without a name. */
function userHere(): string {
  try {
    return userInfo().username;
  } catch {
    return 'somebody';
  }
}
