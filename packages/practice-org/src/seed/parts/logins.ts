import type { X509Certificate } from '@peculiar/x509';
import { toPem } from '../../certificates/issue.ts';
import type { Draft, Named, Planting } from '../planting.ts';
import { carrying, naming } from '../planting.ts';

/** The body of a PEM block without its lines, which is how SAML configuration carries a certificate. */
export function inBase64Der(certificate: X509Certificate): string {
  return Buffer.from(certificate.rawData).toString('base64');
}

/** Logins into the org by an identity provider elsewhere. */
export function samlSsoConfig(plan: {
  readonly name: string;
  readonly label?: string;
  readonly issuer: string;
  readonly entityId: string;
  readonly certificate: X509Certificate;
  /** Whole PEM text instead of the body alone; people deploy both. */
  readonly asPem?: true;
  readonly requestSigning?: Named;
  readonly decryption?: Named;
}): Planting {
  const { name, label = name, issuer, certificate, requestSigning, decryption } = plan;
  const of = (field: string) => ({ place: 'saml-sso-configs', name, field: `SamlSsoConfig.${field}` }) as const;
  const draft: Draft = {
    type: 'SamlSsoConfig',
    fullName: name,
    values: {
      decryptionCertificate: decryption?.target,
      identityLocation: 'SubjectNameId',
      identityMapping: 'FederationId',
      issuer,
      loginUrl: `${issuer.replace(/\/$/, '')}/sso`,
      name: label,
      redirectBinding: true,
      requestSignatureMethod: 'RSA-SHA256',
      requestSigningCertId: requestSigning?.target,
      samlEntityId: plan.entityId,
      samlVersion: 'SAML2_0',
      validationCert: plan.asPem === true ? toPem([certificate]) : inBase64Der(certificate),
    },
  };
  const references = [
    ...carrying(of('validationCert'), certificate),
    ...naming(of('requestSigningCertId'), requestSigning),
    ...naming(of('decryptionCertificate'), decryption),
  ];
  return { drafts: [draft], references };
}

/** An app that logs in to the org, or that the org logs its users in to. */
export function connectedApp(plan: {
  readonly name: string;
  readonly label: string;
  readonly contactEmail: string;
  /** JWT bearer flow: what verifies the app's tokens. */
  readonly jwt?: X509Certificate;
  /** What signs the asset tokens that the app gives out, by Id. */
  readonly assetSigning?: Named;
  /** SAML service provider: what verifies its requests, and what assertions are encrypted for. */
  readonly saml?: { readonly url: string; readonly certificate?: X509Certificate; readonly encryption?: Named };
}): Planting {
  const { name, label, contactEmail, jwt, assetSigning, saml } = plan;
  const of = (field: string) => ({ place: 'connected-apps', name, field: `ConnectedApp.${field}` }) as const;
  const oauth = jwt !== undefined || assetSigning !== undefined || saml === undefined;
  const draft: Draft = {
    type: 'ConnectedApp',
    fullName: name,
    values: {
      contactEmail,
      label,
      oauthConfig: oauth
        ? {
            assetTokenConfig: assetSigning && {
              assetAudiences: `https://assets.${name.toLowerCase().replaceAll('_', '-')}.example`,
              assetIncludeAttributes: false,
              assetIncludeCustomPerms: false,
              assetSigningCertId: assetSigning.target,
              assetValidityPeriod: 86_400,
            },
            callbackUrl: `https://${name.toLowerCase().replaceAll('_', '-')}.example/callback`,
            certificate: jwt && toPem([jwt]),
            consumerKey: `3MVG9.practice.${name}`,
            isAdminApproved: true,
            scopes: ['Api', 'RefreshToken'],
          }
        : undefined,
      samlConfig: saml && {
        acsUrl: `${saml.url}/saml/acs`,
        certificate: saml.certificate && toPem([saml.certificate]),
        encryptionCertificate: saml.encryption?.target,
        encryptionType: 'AES_128',
        entityUrl: saml.url,
        samlSubjectType: 'Username',
      },
    },
  };
  const references = [
    ...carrying(of('oauthConfig.certificate'), jwt),
    ...naming(of('oauthConfig.assetTokenConfig.assetSigningCertId'), assetSigning),
    ...carrying(of('samlConfig.certificate'), saml?.certificate),
    ...naming(of('samlConfig.encryptionCertificate'), saml?.encryption),
  ];
  return { drafts: [draft], references };
}

/** The org as an identity provider for others. */
export function identityProvider(certificate: Named): Planting {
  const values = { certificateName: certificate.target, enableIdentityProvider: true };
  const of = {
    place: 'identity-provider',
    name: 'IdentityProvider',
    field: 'IdentityProviderSettings.certificateName',
  } as const;
  return { drafts: [{ type: 'Settings', fullName: 'IdentityProvider', values }], references: naming(of, certificate) };
}
