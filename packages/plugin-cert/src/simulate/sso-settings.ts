import { SfError } from '@salesforce/core';
import { heldChain } from '@cert-health/core';
import type { Known, SsoSetting } from '@cert-health/core';
import type { OrgApi } from '../org/api.ts';
import { textOf } from '../org/component.ts';
import { samlSsoConfigs } from '../org/logins/saml-sso-configs.ts';
import { MetadataReader } from '../org/metadata-reader.ts';
import { OwnPermissions } from '../org/own-permissions.ts';
import { readPermissionGrants } from '../org/permission-grants.ts';
import { readPlaces } from '../org/read-places.ts';
import { carriedBody } from '../project/carried-body.ts';
import { textAt } from '../project/metadata-xml.ts';
import { requireAnswer, unknownBy } from './org-facts.ts';
import { componentsIn } from './project-components.ts';

const type = 'SamlSsoConfig';

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
  requireSetting(
    config,
    holdings.map(({ name }) => name),
    'org',
  );
  const { components } = await metadata.all(type, 'single sign-on settings');
  const value = holdings.map(({ name, partner, certificates }) => {
    const component = components.find(({ fullName }) => fullName === name);
    return {
      name,
      issuer: partner,
      certificate: heldChain(certificates)?.leaf,
      audience: textOf(component, 'samlEntityId'),
      recipient: textOf(component, 'salesforceLoginUrl'),
    };
  });
  return { kind: 'known', value };
}

/**
 * The same as projects describe them.
 *
 * @throws {SfError} with exit code 2 when they have no setting of that name
 */
export function projectSsoSettings(
  folders: readonly string[],
  config: string | undefined,
): Known<readonly SsoSetting[]> {
  const { components, problems } = componentsIn(folders, 'samlssoconfig', type);
  if (problems.length > 0) {
    const remedy = 'You: correct what is named, or retrieve it again.';
    return { kind: 'unknown', reason: `Not all settings of the project could be read: ${problems.join(' ')}`, remedy };
  }
  requireSetting(
    config,
    components.map(({ name }) => name),
    'project',
  );
  const value = components.map(({ name, element }) => {
    const body = textAt(element, 'validationCert');
    const carried = body === undefined ? undefined : carriedBody(`${type}.validationCert`, body);
    return {
      name,
      issuer: textAt(element, 'issuer'),
      certificate: heldChain(carried?.certificates ?? [])?.leaf,
      audience: textAt(element, 'samlEntityId'),
      recipient: textAt(element, 'salesforceLoginUrl'),
    };
  });
  return { kind: 'known', value };
}

function requireSetting(config: string | undefined, names: readonly string[], where: 'org' | 'project'): void {
  if (config === undefined || names.includes(config)) return;
  const message = `The ${where} has no single sign-on setting "${config}" with a certificate; it has ${names.join(', ') || 'none'}.`;
  throw new SfError(message, 'UsageError', [], 2);
}
