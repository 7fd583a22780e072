import { isNotFound } from './access.ts';
import type { OrgApi } from './api.ts';

/**
 * Fields of an object with their types. A query that names an object or field which is not there fails as a whole, so
 * what only some orgs have is described first.
 *
 * @returns null when the org does not show the object: it lacks the feature, or the user a permission.
 * @throws {OrgApiError}
 */
export async function shownFields(
  api: OrgApi,
  sobject: string,
  through: 'data' | 'tooling' = 'data',
): Promise<ReadonlyMap<string, string> | null> {
  try {
    return await api.fieldTypes(sobject, through);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
