import type { OrgUser } from '../org/org.ts';
import { member, type Member, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';
import { TimeZoneValue } from './time-zone.ts';

function about(name: string, read: (user: OrgUser) => string): Member {
  return member(`static String ${name}()`, (tx) => read(tx.user));
}

export const userInfo: PlatformType = {
  name: 'UserInfo',
  page: referencePage('apex_methods_system_userinfo'),
  members: [
    about('getFirstName', (user) => user.firstName),
    about('getLanguage', (user) => user.language),
    about('getLastName', (user) => user.lastName),
    about('getLocale', (user) => user.locale),
    about('getName', (user) => user.name),
    about('getUserEmail', (user) => user.email),
    about('getUserName', (user) => user.username),
    about('getProfileId', (user) => user.profileId),
    about('getUserId', (user) => user.id),
    member('static String getOrganizationId()', (tx) => tx.org.organization.id),
    member('static String getOrganizationName()', (tx) => tx.org.organization.name),
    member('static TimeZone getTimeZone()', (tx) => new TimeZoneValue(tx.user.timeZone)),
  ],
};
