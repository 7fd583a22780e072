import { SfError } from '@salesforce/core';
import { heldChain } from '@cert-health/core';
import type { Known, SsoSetting } from '@cert-health/core';
import type { OrgApi } from '../org/api.ts';
import { samlSsoConfigs } from '../org/logins/saml-sso-configs.ts';
import { MetadataReader } from '../org/metadata-reader.ts';
import { OwnPermissions } from '../org/own-permissions.ts';
import { readPermissionGrants } from '../org/permission-grants.ts';
import { readPlaces } from '../org/read-places.ts';
import { requireAnswer, unknownBy } from './org-facts.ts';

/**
 * The single sign-on settings of an org, as far as they are needed to compare them.
 *
 * @param config the one that was named
 * @throws {OrgApiError} when the org as a whole does not answer
 * @throws {SfError} with exit code 2 when it has no setting of that name
 */
export async function readSsoSettings(api: OrgApi, config: string | undefined): Promise<Known<readonly SsoSetting[]>> {
  await requireAnswer(api);
  const permissions = new OwnPermissions(api);
  const metadata = new MetadataReader(api, samlSsoConfigs.metadata ?? [], permissions);
  const grants = readPermissionGrants({ api, permissions });
  const [content] = await readPlaces({ api, metadata, permissions, grants, skipped: undefined }, [samlSsoConfigs]);
  const { source, holdings } = content as NonNullable<typeof content>;
  if (source.status !== 'read') return unknownBy(source);
  if (config !== undefined && !holdings.some(({ name }) => name === config)) {
    const names = holdings.map(({ name }) => name).join(', ') || 'none';
    throw new SfError(
      `The org has no single sign-on setting "${config}" with a certificate; it has ${names}.`,
      'UsageError',
      [],
      2,
    );
  }
  const value = holdings.map(({ name, partner, certificates }) => ({
    name,
    issuer: partner,
    certificate: heldChain(certificates)?.leaf,
  }));
  return { kind: 'known', value };
}
