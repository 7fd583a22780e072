import type { Draft, Named, Planting } from '../planting.ts';
import { meeting, namingById } from '../planting.ts';

/** A named credential of the kind from before version 56: address and certificate in one. */
export function legacyNamedCredential(plan: {
  readonly name: string;
  readonly label: string;
  readonly endpoint: string;
  readonly certificate?: Named;
  readonly jwtSigning?: Named;
  readonly tokenUrl?: string;
}): Planting {
  const { name, label, endpoint, certificate, jwtSigning, tokenUrl } = plan;
  const of = (field: string) => ({ place: 'named-credentials', name, field: `NamedCredential.${field}` }) as const;
  const draft: Draft = {
    type: 'NamedCredential',
    fullName: name,
    values: {
      allowMergeFieldsInBody: false,
      allowMergeFieldsInHeader: false,
      authTokenEndpointUrl: tokenUrl,
      certificate: certificate?.target,
      endpoint,
      generateAuthorizationHeader: true,
      jwtAudience: jwtSigning && tokenUrl,
      jwtIssuer: jwtSigning && name,
      jwtSigningCertificate: jwtSigning?.target,
      jwtValidityPeriodSeconds: jwtSigning && 120,
      label,
      namedCredentialType: 'Legacy',
      principalType: jwtSigning === undefined ? 'Anonymous' : 'NamedUser',
      protocol: jwtSigning === undefined ? 'NoAuthentication' : 'JwtExchange',
    },
  };
  const references = [
    ...namingById(of('certificate'), certificate),
    ...namingById(of('jwtSigningCertificate'), jwtSigning),
    ...meeting(of('endpoint'), endpoint),
    ...meeting(of('authTokenEndpointUrl'), tokenUrl),
  ];
  return { drafts: [draft], references };
}

/** A named credential of the kind since version 56; the private one goes through a network connection. */
export function securedEndpoint(plan: {
  readonly name: string;
  readonly label: string;
  readonly url: string;
  readonly certificate?: Named;
  readonly externalCredential?: string;
  readonly private?: true;
}): Planting {
  const { name, label, url, certificate, externalCredential } = plan;
  const of = (parameter: string) =>
    ({ place: 'named-credentials', name, field: `NamedCredential.namedCredentialParameters.${parameter}` }) as const;
  const parameters = [
    { parameterName: 'Url', parameterType: 'Url', parameterValue: url },
    externalCredential && {
      externalCredential,
      parameterName: 'ExternalCredential',
      parameterType: 'Authentication',
    },
    certificate && {
      certificate: certificate.target,
      parameterName: 'ClientCertificate',
      parameterType: 'ClientCertificate',
    },
  ];
  const draft: Draft = {
    type: 'NamedCredential',
    fullName: name,
    values: {
      allowMergeFieldsInBody: false,
      allowMergeFieldsInHeader: false,
      calloutStatus: 'Enabled',
      generateAuthorizationHeader: true,
      label,
      namedCredentialParameters: parameters.filter((parameter) => parameter !== undefined && parameter !== ''),
      namedCredentialType: plan.private === true ? 'PrivateEndpoint' : 'SecuredEndpoint',
    },
  };
  return {
    drafts: [draft],
    references: [...meeting(of('Url'), url), ...namingById(of('ClientCertificate'), certificate)],
  };
}

/** How named credentials log in: by a signature, by tokens from an address, or by both. */
export function externalCredential(plan: {
  readonly name: string;
  readonly label: string;
  readonly protocol: 'Jwt' | 'JwtExchange' | 'Oauth' | 'AwsSv4';
  readonly signing?: Named;
  readonly tokenUrl?: string;
}): Planting {
  const { name, label, protocol, signing, tokenUrl } = plan;
  const of = (parameter: string) =>
    ({
      place: 'external-credentials',
      name,
      field: `ExternalCredential.externalCredentialParameters.${parameter}`,
    }) as const;
  const parameters = [
    signing && {
      certificate: signing.target,
      parameterName: 'SigningCertificate',
      parameterType: 'SigningCertificate',
    },
    tokenUrl === undefined
      ? undefined
      : { parameterName: 'AuthProviderUrl', parameterType: 'AuthProviderUrl', parameterValue: tokenUrl },
    {
      parameterGroup: 'Main',
      parameterName: 'Main',
      parameterType: 'NamedPrincipal',
      sequenceNumber: 1,
    },
  ];
  const draft: Draft = {
    type: 'ExternalCredential',
    fullName: name,
    values: {
      authenticationProtocol: protocol,
      externalCredentialParameters: parameters.filter((parameter) => parameter !== undefined),
      label,
    },
  };
  const references = [...namingById(of('SigningCertificate'), signing), ...meeting(of('AuthProviderUrl'), tokenUrl)];
  return { drafts: [draft], references };
}

export function externalDataSource(plan: {
  readonly name: string;
  readonly label: string;
  readonly endpoint: string;
  readonly certificate?: Named;
}): Planting {
  const { name, label, endpoint, certificate } = plan;
  const of = (field: string) =>
    ({ place: 'external-data-sources', name, field: `ExternalDataSource.${field}` }) as const;
  const draft: Draft = {
    type: 'ExternalDataSource',
    fullName: name,
    values: {
      certificate: certificate?.target,
      endpoint,
      isWritable: false,
      label,
      principalType: 'Anonymous',
      protocol: 'NoAuthentication',
      type: 'OpenSearch',
    },
  };
  return {
    drafts: [draft],
    references: [...meeting(of('endpoint'), endpoint), ...namingById(of('certificate'), certificate)],
  };
}

/** An address that Apex may call without a named credential. */
export function remoteSite(name: string, url: string): Planting {
  return {
    drafts: [
      { type: 'RemoteSiteSetting', fullName: name, values: { disableProtocolSecurity: false, isActive: true, url } },
    ],
    references: meeting({ place: 'remote-sites', name, field: 'RemoteSiteSetting.url' }, url),
  };
}

/** The outbound messages of an object, each with the address that it goes to. */
export function outboundMessages(object: string, addresses: Readonly<Record<string, string>>): Planting {
  const messages = Object.entries(addresses).map(([name, endpointUrl]) => ({
    fullName: name,
    apiVersion: 67,
    endpointUrl,
    fields: ['Id'],
    includeSessionId: false,
    integrationUser: 'integration@planted.example.practice',
    name: name.replaceAll('_', ' '),
    protected: false,
    useDeadLetterQueue: false,
  }));
  const references = Object.entries(addresses).flatMap(([name, address]) =>
    meeting(
      { place: 'outbound-messages', name: `${object}.${name}`, field: 'WorkflowOutboundMessage.endpointUrl' },
      address,
    ),
  );
  return { drafts: [{ type: 'Workflow', fullName: object, values: { outboundMessages: messages } }], references };
}
