import { fieldsToRead, recordObjects, refersToCertificate, recordFields } from '@cert-health/core';
import type { RecordObject } from '@cert-health/core';
import { isNotFound, sentenceOf } from '../org/access.ts';
import { PublishError } from './publish-error.ts';
import type { DescribedObject, RecordApi } from './record-api.ts';

const permissionSet = 'Certificate Health Admin (CertHealth_Admin)';

/**
 * That the app's objects are there and that this user may read and write their fields; asked before anything is written, and
 * before anybody waits for a scan.
 *
 * @throws {PublishError}
 */
export async function requireApp(api: RecordApi): Promise<void> {
  const described = await Promise.all(
    recordObjects.map(async (object) => [object, await shownObject(api, object)] as const),
  );
  const absent = described.filter(([, one]) => one === undefined).map(([object]) => object);
  if (absent.length === recordObjects.length) {
    throw new PublishError(
      `The app is not in this org, or ${api.username} may not see its records: deploy it (npm run build, then npm run org:deploy -- --target-org NAME) and assign the permission set ${permissionSet}.`,
    );
  }
  if (absent.length > 0) throw new PublishError(`${api.username} does not see ${absent.join(', ')}: ${deployOrAssign}`);
  for (const [object, one] of described) {
    if (one !== undefined) requireFields(api, object, one);
  }
}

const deployOrAssign = `deploy the present version of the app, and assign the permission set ${permissionSet}.`;

async function shownObject(api: RecordApi, object: RecordObject): Promise<DescribedObject | undefined> {
  try {
    return await api.describe(object);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw new PublishError(sentenceOf(error, api));
  }
}

function requireFields(api: RecordApi, object: RecordObject, { createable, fields }: DescribedObject): void {
  const missing = fieldsToRead(object).filter((name) => !fields.has(name));
  if (missing.length > 0) {
    throw new PublishError(`${api.username} does not see ${some(missing)} of ${object}: ${deployOrAssign}`);
  }
  const written = [...Object.keys(recordFields[object]), ...(refersToCertificate(object) ? ['Certificate__c'] : [])];
  const closed = written.filter((name) => fields.get(name) === false);
  if (!createable || closed.length > 0) {
    const what = createable ? `${some(closed)} of ${object}` : object;
    throw new PublishError(
      `${api.username} may read but not write ${what}: assign the permission set ${permissionSet}.`,
    );
  }
}

function some(names: readonly string[]): string {
  const more = names.length - 3;
  return more > 0 ? `${names.slice(0, 3).join(', ')} and ${more} more fields` : names.join(', ');
}
