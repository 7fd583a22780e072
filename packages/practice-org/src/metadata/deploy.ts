import { formulasOf } from '../dml/formulas.ts';
import { FormulaError } from '../formula/scope.ts';
import { customObjectSchemas } from '../org/custom-objects.ts';
import type { XmlRecord } from '../xml/xml.ts';
import type { Org } from '../org/org.ts';
import type { Component } from '../org/component.ts';
import { awaitsChain } from '../org/key-pair-record.ts';
import { carriedProblem } from './carried-bodies.ts';
import { childMembers } from './child-components.ts';
import { deployKeyPair } from './deploy-certificate.ts';
import type { DeployPackage, Member, PackagedComponent } from './deploy-package.ts';
import { DeployProblem, readPackage } from './deploy-package.ts';
import { inboundEntry } from './deploy-inbound-certificate.ts';
import { namedCertificates } from './references.ts';

/** What became of one component. */
export interface Outcome {
  readonly componentType: string;
  readonly fullName: string;
  readonly fileName: string;
  readonly id?: string;
  readonly created: boolean;
  readonly changed: boolean;
  readonly deleted: boolean;
  readonly problem?: string;
}

export interface DeployOptions {
  readonly checkOnly: boolean;
  readonly rollbackOnError: boolean;
}

export interface DeployResult extends DeployOptions {
  readonly id: string;
  readonly startDate: Date;
  readonly outcomes: readonly Outcome[];
  /** The package as a whole could not be read. */
  readonly errorMessage?: string;
}

/** A deployed component with the change that it makes, or why it cannot. */
interface Step {
  readonly outcome: Outcome;
  commit?(): void;
}

/** Deploys a zip into the org. With `rollbackOnError`, as in production, one failure undoes all. */
export async function deployZip(zip: Uint8Array, options: DeployOptions, org: Org, id: string): Promise<DeployResult> {
  const result = { id, ...options, startDate: org.now() };
  let contents: DeployPackage;
  try {
    contents = readPackage(zip);
  } catch (error) {
    if (!(error instanceof DeployProblem)) throw error;
    return { ...result, outcomes: [], errorMessage: error.message };
  }
  const steps = [
    ...(await Promise.all(contents.components.map((component) => stepOf(component, contents, org)))),
    ...contents.deletions.map((member) => deletion(member, org)),
    ...missing(contents),
  ];
  const failed = steps.some(({ outcome }) => outcome.problem !== undefined);
  if (!options.checkOnly && !(failed && options.rollbackOnError)) for (const step of steps) step.commit?.();
  return { ...result, outcomes: steps.map(({ outcome }) => outcome) };
}

async function stepOf(packaged: PackagedComponent, contents: DeployPackage, org: Org): Promise<Step> {
  const type = packaged.type.name;
  const { fullName, path } = packaged;
  const outcome = { componentType: type, fullName, fileName: path, deleted: false };
  try {
    if (!contents.members.some((member) => member.type === type && [fullName, '*'].includes(member.fullName))) {
      throw new DeployProblem('Not in package.xml');
    }
    const existing = org.components().find((component) => component.type === type && component.fullName === fullName);
    const id = existing?.id ?? org.newComponentId(type, fullName);
    const commit =
      type === 'Certificate' ? await keyPairChange(packaged, id, org) : change(packaged, existing, id, contents, org);
    return { outcome: { ...outcome, id, created: existing === undefined, changed: true }, commit };
  } catch (error) {
    if (!(error instanceof DeployProblem)) throw error;
    return { outcome: { ...outcome, created: false, changed: false, problem: error.message } };
  }
}

async function keyPairChange(packaged: PackagedComponent, newId: string, org: Org): Promise<() => void> {
  const { fullName, values, content = '' } = packaged;
  const existing = org.keyPairs.find((record) => record.developerName === fullName && !record.deleted);
  const { id: orgId } = org.identity;
  const record = await deployKeyPair({ name: fullName, values, body: content, existing, newId, orgId, now: org.now() });
  return () => {
    org.keyPairs =
      existing === undefined ? [...org.keyPairs, record] : org.keyPairs.with(org.keyPairs.indexOf(existing), record);
  };
}

function change(
  packaged: PackagedComponent,
  existing: Component | undefined,
  id: string,
  contents: DeployPackage,
  org: Org,
): () => void {
  const type = packaged.type.name;
  const { fullName, content } = packaged;
  const values =
    type === 'InboundCertificate'
      ? inboundEntry({
          name: fullName,
          values: packaged.values,
          content: content ?? '',
          entries: org.components().filter((other) => other.type === type),
        })
      : packaged.values;
  for (const name of namedCertificates({ type, values })) {
    const known = org.keyPairs.some((record) => record.developerName === name && !record.deleted);
    const comes = contents.components.some((other) => other.type.name === 'Certificate' && other.fullName === name);
    if (!known && !comes) throw new DeployProblem(`In field: certificate - no Certificate named ${name} found`);
  }
  const carried = carriedProblem(type, values);
  if (carried !== undefined) throw new DeployProblem(carried);
  if (type === 'CustomSite') checkDomains(values, org);
  if (type === 'CustomObject') checkFormulas(fullName, values);
  const now = org.now();
  const component: Component = {
    type,
    fullName,
    id,
    createdDate: existing?.createdDate ?? now,
    lastModifiedDate: now,
    values,
    ...(content === undefined ? {} : { content }),
  };
  return () => org.put(component);
}

/**
 * A domain is served with a certificate that an authority has signed, and with nothing that still waits for its chain.
 *
 * Source: Salesforce Help, "Add a Certificate to a Custom Domain". unverified: what a deployment answers.
 */
function checkDomains(values: XmlRecord, { keyPairs }: Org): void {
  for (const name of namedCertificates({ type: 'CustomSite', values })) {
    const record = keyPairs.find(({ developerName, deleted }) => developerName === name && !deleted);
    if (record && (!record.caSigned || awaitsChain(record))) {
      throw new DeployProblem(`In field: certificate - ${name} is not signed by a certificate authority`);
    }
  }
}

/** A formula that is not evaluated here is told when it comes, not when a record is written. */
function checkFormulas(fullName: string, values: XmlRecord): void {
  const now = new Date(0);
  const component = { type: 'CustomObject', fullName, id: '', createdDate: now, lastModifiedDate: now, values };
  try {
    for (const schema of Object.values(customObjectSchemas([component], () => 'a00'))) formulasOf(schema);
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    throw new DeployProblem(`Error: ${error.message}`);
  }
}

function deletion({ type, fullName }: Member, org: Org): Step {
  const component = org.components().find((candidate) => candidate.type === type && candidate.fullName === fullName);
  const outcome = { componentType: type, fullName, fileName: 'destructiveChanges.xml', created: false };
  if (component === undefined) {
    // Deleting what is not there is a warning for Salesforce, not a failure.
    return { outcome: { ...outcome, changed: false, deleted: false } };
  }
  const users = org
    .components()
    .filter((other) => type === 'Certificate' && namedCertificates(other).includes(fullName));
  if (users.length > 0) {
    // unverified: Setup greys the button out and names who refers; what a deploy answers is not published
    const names = users.map((user) => `${user.type} ${user.fullName}`).join(', ');
    return { outcome: { ...outcome, changed: false, deleted: false, problem: `${fullName} is in use by ${names}` } };
  }
  return {
    outcome: { ...outcome, id: component.id, changed: true, deleted: true },
    commit: () => org.remove(component),
  };
}

function missing({ components, members, unreadable }: DeployPackage): Step[] {
  const failure = (componentType: string, fullName: string, fileName: string, problem: string): Step => ({
    outcome: { componentType, fullName, fileName, created: false, changed: false, deleted: false, problem },
  });
  const brought = new Set(
    components
      .flatMap(({ type, fullName, values }) => [
        { type: type.name, fullName },
        // The folder of a report or dashboard is a member of the same type; the CLI writes it with a slash at its end.
        { type: type.name, fullName: fullName.replace(/[^/]*$/, '') },
        ...childMembers(type.name, fullName, values),
      ])
      .map(({ type, fullName }) => `${type} ${fullName}`),
  );
  const absent = members.filter(
    ({ type, fullName }) =>
      fullName !== '*' &&
      !brought.has(`${type} ${fullName}`) &&
      !unreadable.some(({ path }) => path.includes(`/${fullName}.`)),
  );
  return [
    ...unreadable.map(({ path, problem }) => failure('', path, path, problem)),
    ...absent.map(({ type, fullName }) =>
      failure(
        type,
        fullName,
        'package.xml',
        `An object '${fullName}' of type ${type} was named in package.xml, but was not found in zipped directory`,
      ),
    ),
  ];
}
