import type { Draft, Planting } from '../planting.ts';
import { meeting } from '../planting.ts';

/** An authentication provider with addresses of its own; browsers go to the first of them, Salesforce to the others. */
export function authProvider(plan: {
  readonly name: string;
  readonly label: string;
  readonly authorizeUrl: string;
  readonly tokenUrl?: string;
  readonly userInfoUrl?: string;
}): Planting {
  const { name, label, authorizeUrl, tokenUrl, userInfoUrl } = plan;
  const of = (field: string) => ({ place: 'auth-providers', name, field: `AuthProvider.${field}` }) as const;
  const values = { authorizeUrl, friendlyName: label, providerType: 'OpenIdConnect', tokenUrl, userInfoUrl };
  return {
    drafts: [{ type: 'AuthProvider', fullName: name, values }],
    references: [...meeting(of('tokenUrl'), tokenUrl), ...meeting(of('userInfoUrl'), userInfoUrl)],
  };
}

/** An identity provider that named credentials get tokens from: each address is a parameter. */
export function externalAuthIdentityProvider(
  name: string,
  label: string,
  addresses: Readonly<Record<string, string>>,
): Planting {
  const type = 'ExternalAuthIdentityProvider';
  const parameters = 'externalAuthIdentityProviderParameters';
  const draft: Draft = {
    type,
    fullName: name,
    values: {
      authenticationFlow: 'ClientCredentials',
      authenticationProtocol: 'OAuth',
      [parameters]: Object.entries(addresses).map(([kind, parameterValue]) => ({
        parameterName: kind,
        parameterType: kind,
        parameterValue,
      })),
      label,
    },
  };
  const fields: Readonly<Record<string, string>> = { TokenUrl: 'TokenUrl', UserInfoUrl: 'UserInfoUrl' };
  const references = Object.entries(addresses)
    .filter(([kind]) => kind !== 'AuthorizeUrl')
    .flatMap(([kind, address]) => {
      const field = `${type}.${parameters}.${fields[kind] ?? 'parameterValue'}`;
      return meeting({ place: 'external-auth-identity-providers', name, field }, address);
    });
  return { drafts: [draft], references };
}
