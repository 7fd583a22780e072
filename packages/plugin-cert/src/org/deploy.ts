import type { Connection } from '@salesforce/core';
import { OrgApiError } from './api.ts';
import { answer, refuseJwt } from './connection.ts';
import type { Manifest } from './retrieve.ts';
import { storedZip } from './stored-zip.ts';
import { untilDone, usualWaiting } from './until-done.ts';

/** What is deployed together: it all succeeds, or nothing is changed. */
export interface DeployedPackage {
  /** Components that the files are of, by type. */
  readonly members: Manifest;
  /** Content by path within the package, such as `certs/Partner.crt`. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** Components that are deleted, by type. */
  readonly deletions?: Manifest;
}

/** What became of one component. */
export interface DeployedComponent {
  readonly type: string;
  readonly fullName: string;
  /** Why it could not be deployed, as the org says it; undefined: it was. */
  readonly problem?: string;
}

/** A deployment that the org refused: nothing of it was done. The message has what the org says of each component. */
export class DeployRefusedError extends Error {
  override readonly name = 'DeployRefusedError';
  readonly components: readonly DeployedComponent[];

  constructor(message: string, components: readonly DeployedComponent[]) {
    super(message);
    this.components = components;
  }
}

/** The part of jsforce's Metadata API that is used; its declarations leave out what comes. */
interface MetadataCalls {
  deploy(zip: Buffer, options: object): PromiseLike<{ readonly id?: string }>;
  checkDeployStatus(id: string, includeDetails: boolean): PromiseLike<DeployStatus>;
}

interface DeployStatus {
  /** Text where jsforce does not know the type. */
  readonly done?: boolean | string;
  readonly success?: boolean | string;
  readonly status?: string;
  readonly errorMessage?: string | null;
  readonly details?: {
    readonly componentSuccesses?: Message | readonly Message[] | null;
    readonly componentFailures?: Message | readonly Message[] | null;
  } | null;
}

interface Message {
  readonly componentType?: string | null;
  readonly fullName?: string;
  readonly problem?: string | null;
  readonly problemType?: string | null;
}

/**
 * Deploys files and deletions in one deployment that succeeds as a whole or changes nothing (Metadata API, deploy() and
 * checkDeployStatus(), rollbackOnError). No wait is without an end; what goes on after it, the org knows alone.
 *
 * unverified: that an org ends such a deployment before it begins the next one.
 *
 * @returns What became of each component, none with a problem.
 * @throws {DeployRefusedError} when the org refused it.
 * @throws {OrgApiError} when it is not known what became of it.
 */
export async function deployFiles(
  connection: Connection,
  { members, files, deletions = new Map() }: DeployedPackage,
  waiting = usualWaiting,
): Promise<readonly DeployedComponent[]> {
  refuseJwt(connection);
  const metadata = connection.metadata as unknown as MetadataCalls;
  const version = connection.getApiVersion();
  const zip = storedZip({
    'package.xml': packageXml(members, version),
    // It must not have a version of its own, and only what is deleted makes it be there. unverified: in an org.
    ...(deletions.size === 0 ? {} : { 'destructiveChanges.xml': packageXml(deletions) }),
    ...Object.fromEntries(files),
  });
  const options = { checkOnly: false, rollbackOnError: true, singlePackage: true };
  const { id } = await answer(Promise.resolve().then(() => metadata.deploy(zip, options)));
  if (typeof id !== 'string' || id === '') {
    throw new OrgApiError('UNEXPECTED_ANSWER', 'a deployment began without an Id');
  }
  const status = await untilDone(
    () => answer(Promise.resolve().then(() => metadata.checkDeployStatus(id, true))),
    'a deployment',
    waiting,
  );
  const { componentSuccesses, componentFailures } = status.details ?? {};
  const isTaken = String(status.success) === 'true' && status.status === 'Succeeded';
  // What only warned was deployed (Metadata API, DeployMessage, problemType).
  const failures = [componentFailures ?? []]
    .flat()
    .filter(({ problemType }) => !(isTaken && problemType === 'Warning'))
    .map((message) => componentOf(message, 'no reason was given'));
  const components = [...[componentSuccesses ?? []].flat().map((message) => componentOf(message)), ...failures];
  // A deployment that succeeded in part did not succeed, whatever it says.
  if (isTaken && failures.length === 0) return components;
  const reasons = failures.map(({ type, fullName, problem = '' }) => `${type} ${fullName}: ${problem}`.trim());
  const said = status.errorMessage ? [status.errorMessage, ...reasons] : reasons;
  const why = said.length === 0 ? `It ended as ${status.status ?? 'failed'}.` : said.map(sentence).join(' ');
  throw new DeployRefusedError(`The org refused the deployment. ${why}`, components);
}

function componentOf({ componentType, fullName = '', problem }: Message, otherwise?: string): DeployedComponent {
  const said = problem ?? otherwise;
  return { type: componentType ?? '', fullName, ...(said === undefined ? {} : { problem: said }) };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** A list of components as packages have it (Metadata API, package.xml and destructiveChanges.xml). */
function packageXml(members: Manifest, version?: string): string {
  const types = [...members].map(([name, fullNames]) => {
    const lines = fullNames.map((fullName) => `        <members>${escaped(fullName)}</members>\n`);
    return `    <types>\n${lines.join('')}        <name>${escaped(name)}</name>\n    </types>\n`;
  });
  const end = version === undefined ? '' : `    <version>${version}</version>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Package xmlns="http://soap.sforce.com/2006/04/metadata">\n${types.join('')}${end}</Package>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
