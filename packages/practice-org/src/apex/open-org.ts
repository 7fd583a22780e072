import { Org } from '../org/org.ts';
import type { Company } from '../org/org.ts';
import { publishedSchema } from '../schema/published-schema.ts';
import { PracticeApexOrg } from './apex-org.ts';
import { deployApp } from './deployed-app.ts';

/** An org without a server, for Apex to run in. */
export interface OpenOrg {
  readonly org: Org;
  readonly apex: PracticeApexOrg;
}

/**
 * Makes an org with an app in it. It takes a moment, so it is done once; a savepoint brings it back to its start as often as wanted.
 *
 * @param appFolder Folder of the app's source (`force-app/main`).
 * @param now The clock of the org.
 */
export async function openOrg(company: Company, appFolder: string, now: () => Date): Promise<OpenOrg> {
  const org = new Org(company, now);
  const [schema] = await Promise.all([publishedSchema(), deployApp(org, appFolder)]);
  return { org, apex: new PracticeApexOrg(org, schema) };
}
