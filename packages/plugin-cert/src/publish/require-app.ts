import { fieldsToRead, recordObjects, refersToCertificate, recordFields } from '@cert-health/core';
import { MissingObjectsError, requireObjects } from '../org/required-objects.ts';
import type { NeededObject } from '../org/required-objects.ts';
import { PublishError } from './publish-error.ts';
import type { RecordApi } from './record-api.ts';

/**
 * That the app's objects are there and that this user may read and write their fields; asked before anything is written, and
 * before anybody waits for a scan.
 *
 * @throws {PublishError}
 */
export async function requireApp(api: RecordApi): Promise<void> {
  const needed = recordObjects.map((object): NeededObject => {
    const lookup = refersToCertificate(object) ? ['Certificate__c'] : [];
    return { object, reads: fieldsToRead(object), writes: [...Object.keys(recordFields[object]), ...lookup] };
  });
  try {
    await requireObjects(api, needed, 'Certificate Health Admin (CertHealth_Admin)');
  } catch (error) {
    throw error instanceof MissingObjectsError ? new PublishError(error.message) : error;
  }
}
