import { arrivals, callouts, logins, texts, xml } from './planted-metadata.ts';

/**
 * A project as people keep it, in source format. A line that names, carries, pins or meets a certificate ends in
 * `→ field [target]`; no other line does. Bodies of certificates are filled in where `{{body}}` stands. The tests read
 * the marks.
 */
const main = 'force-app/main/default';

/** Names of the certificates in the project. */
export const keyPairNames = [
  'Partner_Client',
  'Jwt_Signer',
  'Idp_Signing',
  'Saml_Decrypt',
  'Site_2026',
  'acme__Managed',
];

/** Certificates of the project that nothing refers to, but test code. */
export const unusedNames = ['Only_In_Tests'];

/** Names that no certificate of the project has. */
export const missingNames = ['Gone_2024'];

const apex: Readonly<Record<string, string>> = {
  'classes/Gateway.cls': `public class Gateway {
    static final String CERT = 'Partner_Client';
    public void send(HttpRequest req) {
        req.setClientCertificateName(CERT); // → ApexClass.HttpRequest.setClientCertificateName Partner_Client
        req.setClientCertificateName('Gone_2024'); // → ApexClass.HttpRequest.setClientCertificateName Gone_2024
        req.setClientCertificateName(UserInfo.getUserName()); // → ApexClass.HttpRequest.setClientCertificateName
        req.setClientCertificateName(System.Label.Signing_Certificate); // → ApexClass.HttpRequest.setClientCertificateName Idp_Signing
        req.setClientCertificateName(Partner__mdt.getInstance('Backup').Certificate__c); // → ApexClass.HttpRequest.setClientCertificateName Jwt_Signer
        // req.setClientCertificateName('Old');
    }
    public Blob sign(Blob input) {
        return Crypto.signWithCertificate('RSA-SHA256', input, 'Jwt_Signer'); // → ApexClass.Crypto.signWithCertificate Jwt_Signer
    }
    public String token(Auth.JWT jwt) {
        return new Auth.JWS(jwt, 'Jwt_Signer').getCompactSerialization(); // → ApexClass.Auth.JWS Jwt_Signer
    }
    public Auth.JWT read(String token) {
        return Auth.JWTUtil.validateJWTWithCert(token, 'Idp_Signing'); // → ApexClass.Auth.JWTUtil.validateJWTWithCert Idp_Signing
    }
}`,
  'classes/Stub.cls': `public class Stub {
    public class Port {
        public String clientCertName_x = 'acme__Managed'; // → ApexClass.clientCertName_x acme__Managed
    }
}`,
  'classes/Adapter.cls': `global class Adapter extends DataSource.Connection {
    global Adapter(DataSource.ConnectionParams params) {
        HttpRequest req = new HttpRequest();
        req.setClientCertificateName(params.certificateName); // → ApexClass.HttpRequest.setClientCertificateName Partner_Client
        Blob mac = Crypto.signWithCertificate('RSA-SHA256', Blob.valueOf('x'), Settings__c.getOrgDefaults().Cert__c); // → ApexClass.Crypto.signWithCertificate
    }
}`,
  'classes/Plain.cls': `public class Plain { String s = 'Partner_Client'; }`,
  'classes/GatewayTest.cls': `@IsTest
private class GatewayTest {
    @IsTest static void sends() {
        new HttpRequest().setClientCertificateName('Only_In_Tests');
    }
}`,
  'triggers/Orders.trigger': `trigger Orders on Order (after insert) {
    HttpRequest req = new HttpRequest();
    req.setClientCertificateName('Partner_Client'); // → ApexTrigger.HttpRequest.setClientCertificateName Partner_Client
}`,
};

/** Certificates that lie in files of their own; each is one reference without a line. */
const held = {
  'inboundCertificates/Billing.inboundCertificate': 'InboundCertificate',
  'userAuthCertificates/Ada.userAuthCertificate': 'UserAuthCertificate',
} as const;

/** A reference that must be found. */
export interface Planted {
  readonly path: string;
  readonly field: string;
  readonly target?: string;
  readonly line?: number;
}

/** What the marks of all files say. */
export function plantedReferences(): Planted[] {
  const marked = Object.entries({ ...callouts, ...logins, ...arrivals, ...texts, ...apex }).flatMap(([path, text]) =>
    text.split('\n').flatMap((line, index): Planted[] => {
      const [, field, target] = /→ (\S+)(?: (?!-->)(\S+))?(?: -->)?$/.exec(line) ?? [];
      if (field === undefined) return [];
      return [{ path: `${main}/${path}`, field, line: index + 1, ...(target ? { target } : {}) }];
    }),
  );
  return [...marked, ...Object.entries(held).map(([path, field]) => ({ path: `${main}/${path}`, field }))];
}

/**
 * The project's files.
 *
 * @param bodyOf Base64 of a new certificate, by the number of the place that it is for.
 */
export function plantedFiles(bodyOf: (place: number) => string): Record<string, string> {
  let place = 0;
  const files: Record<string, string> = {
    'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }] }),
  };
  for (const [path, text] of Object.entries({ ...callouts, ...logins, ...arrivals, ...texts, ...apex })) {
    files[`${main}/${path}`] = text.replaceAll('{{body}}', () => bodyOf(place++));
    if (/\.(cls|trigger)$/.test(path))
      files[`${main}/${path}-meta.xml`] = xml('ApexClass', '\n<status>Active</status>');
  }
  for (const [path, element] of Object.entries(held)) {
    files[`${main}/${path}`] = pem(bodyOf(place++));
    files[`${main}/${path}-meta.xml`] = xml(element, '\n<masterLabel>Held</masterLabel>');
  }
  for (const name of [...keyPairNames, ...unusedNames]) {
    files[`${main}/certs/${name}.crt`] = pem(bodyOf(place++));
    files[`${main}/certs/${name}.crt-meta.xml`] = xml('Certificate', `\n<masterLabel>${name}</masterLabel>`);
  }
  return files;
}

function pem(base64: string): string {
  return `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`;
}
