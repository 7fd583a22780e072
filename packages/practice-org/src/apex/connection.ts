import type { Org } from '../org/org.ts';
import { assign, permissionSetId } from './app-user.ts';
import { deployApp } from './deployed-app.ts';

/**
 * Connects the app to its own org, as an admin does once in Setup: its credentials are there, lead back to this org, and its user may
 * use them.
 *
 * @param folder With the components of the connection (`config/connection`).
 * @param url Address of the org, without a slash at the end.
 */
export async function connect(org: Org, folder: string, url: string): Promise<void> {
  await deployApp(org, folder, (text) => text.replaceAll('{{instanceUrl}}', url));
  assign(org, permissionSetId(org, 'CertHealth_Connection'));
}
