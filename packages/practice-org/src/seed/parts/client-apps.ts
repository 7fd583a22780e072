import type { X509Certificate } from '@peculiar/x509';
import { inBase64 } from '../../xml/xml.ts';
import type { PlantedReference } from '../../org/planted-reference.ts';
import { toPem } from '../../certificates/issue.ts';
import type { Draft, Named, Planting } from '../planting.ts';
import { carrying, naming } from '../planting.ts';

/** An external client app: the app, and a component for each side of it that has to do with certificates. */
export function externalClientApp(plan: {
  readonly name: string;
  readonly label: string;
  readonly contactEmail: string;
  /** JWT bearer flow: what verifies the app's tokens. */
  readonly jwt?: X509Certificate;
  readonly assetSigning?: Named;
  readonly clientAssertion?: Named;
  /** Mutual TLS: the name that the client's certificate must have. */
  readonly tlsClient?: { readonly type: 'subject_dn' | 'san_dns' | 'san_uri' | 'san_email'; readonly value: string };
  readonly saml?: {
    readonly url: string;
    readonly certificate?: X509Certificate;
    readonly encryption?: Named;
    /** What signs assertions, by Id; the Metadata API has no field for it. */
    readonly signing?: Named;
  };
  /** What the app proves itself by to Apple's push service: a PKCS #12 file, in base64. */
  readonly applePush?: string;
}): Planting {
  const { name, label, jwt, assetSigning, clientAssertion, tlsClient, saml, applePush } = plan;
  const drafts: Draft[] = [];
  const references: PlantedReference[] = [];
  const component = (type: string, suffix: string, values: Draft['values'], tooling?: Draft['tooling']) => {
    const fullName = suffix === '' ? name : `${name}_${suffix}`;
    const owner = suffix === '' ? {} : { externalClientApplication: name };
    drafts.push({
      type,
      fullName,
      values: { ...values, ...owner, label },
      ...(tooling === undefined ? {} : { tooling }),
    });
    return (field: string, as = type) =>
      ({ place: 'external-client-apps', name: fullName, field: `${as}.${field}` }) as const;
  };
  component('ExternalClientApplication', '', {
    contactEmail: plan.contactEmail,
    distributionState: 'Local',
    isProtected: false,
  });
  if (jwt !== undefined || tlsClient !== undefined) {
    const of = component('ExtlClntAppGlobalOauthSettings', 'glbloauth', {
      callbackUrl: `https://${name.toLowerCase().replaceAll('_', '-')}.example/callback`,
      // The PEM text as a whole in base64, which is how published projects have it.
      certificate: jwt && inBase64(toPem([jwt])),
      isMtlsEnabled: tlsClient !== undefined,
      isNamedUserJwtEnabled: jwt !== undefined,
    });
    references.push(...carrying(of('certificate'), jwt));
  }
  if (assetSigning !== undefined || clientAssertion !== undefined) {
    const of = component('ExtlClntAppOauthSettings', 'oauth', {
      assetTokenSigningCertificate: assetSigning?.target,
      clientAssertionCertificate: clientAssertion?.target,
      commaSeparatedOauthScopes: 'Api, RefreshToken',
    });
    references.push(...naming(of('assetTokenSigningCertificate'), assetSigning));
    references.push(...naming(of('clientAssertionCertificate'), clientAssertion));
  }
  if (tlsClient !== undefined) {
    const of = component('ExtlClntAppOauthSecuritySettings', 'oauthsecurity', {
      tlsClientAuthCertParamType: `tls_client_auth_${tlsClient.type}`,
      tlsClientAuthCertParamValue: tlsClient.value,
    });
    references.push({ ...of('tlsClientAuthCertParamValue'), kind: 'pins' });
  }
  if (saml !== undefined) {
    const of = component(
      'ExtlClntAppSamlConfigurablePolicies',
      'saml',
      {
        acsUrl: `${saml.url}/saml/acs`,
        certificate: saml.certificate && toPem([saml.certificate]),
        encryptionCertificate: saml.encryption?.target,
        encryptionType: 'AES_256',
        entityUrl: saml.url,
        signingAlgorithmType: 'SHA256',
        subjectType: 'Username',
      },
      saml.signing && { IdpCertificateId: saml.signing.target },
    );
    references.push(...carrying(of('certificate'), saml.certificate));
    references.push(...naming(of('encryptionCertificate'), saml.encryption));
    references.push(...naming(of('IdpCertificateId', 'ExtlClntAppSamlPlcyCnfg'), saml.signing));
  }
  if (applePush !== undefined) {
    const of = component('ExtlClntAppPushSettings', 'push', {
      // unverified: that the keystore stands there in base64
      applePushConfig: { certificate: applePush, environment: 'Production', password: 'not a real one' },
      pushServiceType: 'Apple',
    });
    references.push({ ...of('applePushConfig.certificate'), kind: 'carries' });
  }
  return { drafts, references };
}
