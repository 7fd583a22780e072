import '../fixtures/home.ts';
import { fileURLToPath } from 'node:url';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg, PracticeOrgOptions } from '@cert-health/practice-org';
import { ComponentSet } from '@salesforce/source-deploy-retrieve';
import { connect, logIn } from '../fixtures/log-in.ts';

/** Reports of another day are not published, so that the made-up company lives today. */
export const now = new Date();

const objects = fileURLToPath(new URL('../../../../force-app/main/health/objects', import.meta.url));

/** A practice org into which the app's real objects were deployed by Salesforce's own client, and a log-in to it. */
export async function orgWithApp(options: PracticeOrgOptions = {}): Promise<PracticeOrg> {
  const practice = await startPracticeOrg({ now, ...options });
  try {
    await logIn(practice);
    await deployApp(practice);
  } catch (error) {
    await practice.close();
    throw error;
  }
  return practice;
}

export async function deployApp(practice: PracticeOrg): Promise<void> {
  const deploy = await ComponentSet.fromSource(objects).deploy({ usernameOrConnection: await connect(practice) });
  const { response } = await deploy.pollStatus({ frequency: 10 } as never);
  if (!response.success) throw new Error(`The objects were not taken: ${JSON.stringify(response.details)}`);
}
