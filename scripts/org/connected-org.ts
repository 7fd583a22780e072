/** Who and where an org is, as sf knows it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { bin, node, root } from '../project.ts';

export interface ConnectedOrg {
  readonly instanceUrl: string;
  readonly username: string;
}

/**
 * Reads it from the JSON of `sf org display`. The access token that stands there too is not kept.
 *
 * @throws {Error} when the answer is not of that form
 */
export function connectedOrg(json: string): ConnectedOrg {
  const { result } = JSON.parse(json) as { result?: Partial<ConnectedOrg> };
  if (typeof result?.instanceUrl !== 'string' || typeof result.username !== 'string') {
    throw new Error('sf did not say where the org is.');
  }
  return { instanceUrl: result.instanceUrl, username: result.username };
}

/** @throws {Error} with one sentence when sf does not know the org */
export async function readConnectedOrg(org: string): Promise<ConnectedOrg> {
  try {
    const { stdout } = await promisify(execFile)(node, [bin('sf'), 'org', 'display', '--target-org', org, '--json'], {
      cwd: root,
      maxBuffer: 1024 * 1024,
    });
    return connectedOrg(stdout);
  } catch {
    throw new Error(`sf does not know the org "${org}". Log in first: sf org login web --alias ${org}`);
  }
}
