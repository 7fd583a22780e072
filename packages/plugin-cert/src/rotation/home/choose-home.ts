import { SfError } from '@salesforce/core';
import type { Connection } from '@salesforce/core';
import { OrgApiError } from '../../org/api.ts';
import { isDenied, isNotFound } from '../../org/access.ts';
import { MissingObjectsError, requireObjects } from '../../org/required-objects.ts';
import { soqlText } from '../../org/soql-text.ts';
import { StepProblem } from '../execution/step-problem.ts';
import { rotationExitCodes } from '../rotation-result.ts';
import { localHome } from './local-home.ts';
import { orgHome } from './org-home.ts';
import type { OrgHomeOptions } from './org-home.ts';
import { queryRotations } from './org-reading.ts';
import type { OrgRecords } from './org-records.ts';
import { connectionRecords } from './org-records.ts';
import { lockOf } from './org-rows.ts';
import { runnerSet } from './org-writing.ts';
import { rotationNeeds } from './rotation-needs.ts';
import type { RotationHome } from './rotation-home.ts';

export interface HomeChoice extends Pick<OrgHomeOptions, 'folder' | 'byItself'> {
  readonly connection: Connection;
  /** `local`: this machine alone rotates. */
  readonly lock: 'local' | undefined;
}

/**
 * Where rotations of an org are kept: in its records, or in a folder of this machine where that is said.
 *
 * @throws {SfError} with exit code 2 where the app is not in the org, 1 where the user may not write its records.
 */
export async function chooseHome({ connection, lock, ...options }: HomeChoice): Promise<RotationHome> {
  const records = connectionRecords(connection);
  if (lock === 'local') return unlessInOrg(localHome(options.folder), records);
  await requireRotations(connection);
  return orgHome({ ...options, records });
}

/** Where rotations of an org are read: its records where this user sees them, and the folder of this machine. */
export async function readableHome(connection: Connection, folder: string): Promise<RotationHome> {
  const needs = rotationNeeds.map((one) => ({ ...one, writes: [] }));
  try {
    await requireObjects(connectionRecords(connection), needs, runnerSet);
  } catch (error) {
    if (error instanceof MissingObjectsError && error.isAbsent) return localHome(folder);
    throw asSfError(error);
  }
  return orgHome({ records: connectionRecords(connection), folder });
}

async function requireRotations(connection: Connection): Promise<void> {
  try {
    await requireObjects(connectionRecords(connection), rotationNeeds, runnerSet);
  } catch (error) {
    if (error instanceof MissingObjectsError && error.isAbsent) {
      throw new SfError(
        `${error.message} Or say with --lock local that this machine alone rotates; no run on another machine is kept out then.`,
        'UsageError',
        [],
        2,
      );
    }
    throw asSfError(error);
  }
}

function asSfError(error: unknown): unknown {
  return error instanceof MissingObjectsError
    ? new SfError(error.message, 'RotationError', [], rotationExitCodes.failed)
    : error;
}

/** A rotation that other machines go on with is none for one machine alone. */
function unlessInOrg(home: RotationHome, records: OrgRecords): RotationHome {
  return {
    ...home,
    async hold(rotation) {
      const lock = soqlText(lockOf(rotation.stored.plan));
      const [row] = await queryRotations(records, `Lock__c = '${lock}'`).catch((error: unknown) => {
        // The app is not there, or not for this user.
        if (isDenied(error) || isNotFound(error) || isUnknownField(error)) return [];
        throw error;
      });
      if (row) {
        throw new StepProblem(
          `${row.Key__c} is under way in the org's records, where other machines see it: leave --lock local out.`,
          true,
        );
      }
      return home.hold(rotation);
    },
  };
}

function isUnknownField(error: unknown): boolean {
  return error instanceof OrgApiError && error.code === 'INVALID_FIELD';
}
