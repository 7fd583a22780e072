import { OrgRefusal, type OrgValue } from '../org/org.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { isNumber, toNumber } from '../values/numbers.ts';
import { PlatformObject } from '../values/scalar.ts';
import { ApexDate, ApexDatetime, dateText, isoText } from '../values/time.ts';
import { typeOf } from '../values/type-of.ts';
import { runtimeTypeText } from '../values/type-text.ts';
import { ApexList, type ApexObject, type Value } from '../values/value.ts';
import { member, type PlatformType } from './declaration.ts';
import { enumValue } from './enum.ts';
import { jobsOf } from './job-queue.ts';
import type { CustomMetadata } from './metadata-records.ts';
import { DeployDetails, DeployMessage, DeployResult, deployStatus } from './metadata-results.ts';
import { referencePage } from './page.ts';

/** Components of one deployment, in the order in which they were added. */
export class DeployContainer extends PlatformObject {
  readonly typeName = 'Metadata.DeployContainer';
  readonly components = new ApexList({ kind: 'platform', name: 'Metadata.Metadata' });
}

function orgValue(tx: Transaction, value: Value): OrgValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (isNumber(value)) return toNumber(value);
  if (value instanceof ApexDate) return dateText(value);
  if (value instanceof ApexDatetime) return isoText(value);
  return tx.throw('TypeException', `Unsupported value of custom metadata: ${runtimeTypeText(typeOf(value))}`); // unverified
}

function recordOf(tx: Transaction, component: CustomMetadata) {
  return {
    fullName: component.get('fullName') as string,
    label: component.get('label') as string,
    values: Object.fromEntries(
      component.values.map((value) => [String(value.get('field') as string), orgValue(tx, value.get('value'))]),
    ),
  };
}

const MESSAGES = { kind: 'platform', name: 'Metadata.DeployMessage' } as const;

function resultOf(id: string, components: readonly CustomMetadata[], problem: string | undefined): DeployResult {
  const result = new DeployResult();
  const messages = components.map((component) => {
    const message = new DeployMessage();
    message.fields.set('fullName', component.get('fullName'));
    message.fields.set('success', problem === undefined);
    if (problem !== undefined) message.fields.set('problem', problem);
    return message;
  });
  const details = new DeployDetails();
  details.fields.set('componentFailures', new ApexList(MESSAGES, problem === undefined ? [] : messages));
  details.fields.set('componentSuccesses', new ApexList(MESSAGES, problem === undefined ? messages : []));
  for (const [name, value] of Object.entries({
    id,
    done: true,
    success: problem === undefined,
    status: enumValue(deployStatus, problem === undefined ? 'Succeeded' : 'Failed')!,
    details,
    numberComponentsTotal: components.length,
    numberComponentErrors: problem === undefined ? 0 : components.length,
    numberComponentsDeployed: problem === undefined ? components.length : 0,
  }))
    result.fields.set(name, value);
  return result;
}

/**
 * Deploys records of custom metadata types; the callback waits with the jobs, and is told in a transaction of its own.
 *
 * @throws System.AsyncException in a test (unverified: type and wording)
 */
function enqueueDeployment(tx: Transaction, container: DeployContainer | null, callback: ApexObject | null): string {
  if (container === null) return tx.throw('NullPointerException', 'Argument 1 cannot be null');
  if (tx.isTest) return tx.throw('AsyncException', 'Metadata cannot be deployed from within a test');
  const components = container.components.items as CustomMetadata[];
  const { waiting } = jobsOf(tx.session);
  let id = `0Af${String(waiting.length + 1).padStart(12, '0')}AAA`;
  let problem: string | undefined;
  try {
    id = tx.org.deployCustomMetadata(components.map((component) => recordOf(tx, component)));
  } catch (refusal) {
    if (!(refusal instanceof OrgRefusal)) throw refusal;
    problem = refusal.message;
  }
  if (callback !== null)
    waiting.push({
      id,
      kind: 'deployment',
      job: callback,
      delay: 0,
      by: tx.user,
      result: resultOf(id, components, problem),
    });
  return id;
}

export const deployContainer: PlatformType = {
  name: 'Metadata.DeployContainer',
  page: referencePage('apex_class_Metadata_DeployContainer'),
  members: [
    member('new()', () => new DeployContainer()),
    member('void addMetadata(Metadata.Metadata component)', (_tx, self: DeployContainer, component: Value) => {
      self.components.items.push(component);
    }),
    member('List<Metadata.Metadata> getMetadata()', (_tx, self: DeployContainer) => self.components),
  ],
};

export const operations: PlatformType = {
  name: 'Metadata.Operations',
  page: referencePage('apex_class_Metadata_Operations'),
  members: [
    member(
      'static Id enqueueDeployment(Metadata.DeployContainer container, Metadata.DeployCallback callback)',
      enqueueDeployment,
    ),
  ],
};
