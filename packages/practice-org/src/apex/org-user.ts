import type { OrgUser } from '@cert-health/apex-runner';
import type { Row } from '../org/row.ts';
import { idOf } from '../org/row.ts';

/** A record of User as the user that it is. */
export function orgUser(row: Row): OrgUser {
  const text = (field: string, otherwise = ''): string => (typeof row[field] === 'string' ? row[field] : otherwise);
  return {
    id: idOf(row),
    username: text('Username'),
    name: text('Name'),
    firstName: text('FirstName'),
    lastName: text('LastName'),
    email: text('Email'),
    profileId: text('ProfileId'),
    isActive: row['IsActive'] !== false,
    timeZone: text('TimeZoneSidKey', 'GMT'),
    locale: text('LocaleSidKey', 'en_US'),
    language: text('LanguageLocaleKey', 'en_US'),
  };
}
