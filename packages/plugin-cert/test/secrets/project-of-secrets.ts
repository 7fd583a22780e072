import { metadataXml } from '../fixtures/folder.ts';

/** One way by which a text gets from a project into what is read of it. */
export interface Route {
  /** For the name of a test. */
  readonly route: string;
  /** Files by their paths. */
  readonly files: (text: string) => Readonly<Record<string, string>>;
  /** The place that the finding must name; undefined: there is no such place, and none needs to be found. */
  readonly place?: string;
}

const base = 'force-app/main/default';

/** A text as the content of an element. */
const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A text as a literal of Apex. */
export const literal = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\r', '\\r').replaceAll('\n', '\\n')}'`;

const cls = (name: string, ...lines: readonly string[]): Record<string, string> => ({
  [`${base}/classes/${name}.cls`]: `public class ${name} {\n${lines.join('\n')}\n}\n`,
});
const call = (expression: string): string =>
  `  public void go() { HttpRequest r = new HttpRequest(); r.setClientCertificateName(${expression}); }`;
const meta = (
  folder: string,
  name: string,
  type: string,
  fields: Readonly<Record<string, string>>,
): Record<string, string> => {
  const suffix = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  return { [`${base}/${folder}/${name}.${suffix}-meta.xml`]: metadataXml(type, fields) };
};
const record = (name: string, field: string, text: string): Record<string, string> => ({
  [`${base}/customMetadata/${name}.md-meta.xml`]: `<?xml version="1.0" encoding="UTF-8"?>\n<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">\n<label>Main</label>\n<values><field>${field}</field><value xsi:type="xsd:string">${xml(text)}</value></values>\n</CustomMetadata>\n`,
});

export const routes: readonly Route[] = [
  { route: 'a literal', files: (text) => cls('Written', call(literal(text))), place: 'Written' },
  {
    route: 'a constant of another class',
    files: (text) => ({
      ...cls('Keys', `  public static final String KEY = ${literal(text)};`),
      ...cls('Caller', call('Keys.KEY')),
    }),
    place: 'Keys',
  },
  {
    route: 'pieces that code puts together',
    files: (text) => cls('Pieces', call((text.match(/[^]{1,70}/g) ?? []).map(literal).join(' +\n      '))),
    place: 'Pieces',
  },
  {
    route: 'an expression that nobody can follow',
    files: (text) => cls('Computed', call(`Vault.open(${literal(text)}, UserInfo.getUserId())`)),
    place: 'Computed',
  },
  {
    route: 'a class that is no Apex',
    files: (text) =>
      cls('Broken', `  HttpRequest r; void x() { r.setClientCertificateName( ${literal(text)} ${literal(text)} }`),
    place: 'Broken',
  },
  {
    route: 'custom metadata that code reads',
    files: (text) => ({
      ...record('Push.Main', 'Private_Key__c', text),
      ...cls('FromRecord', call("Push__mdt.getInstance('Main').Private_Key__c")),
    }),
    place: 'Push.Main',
  },
  {
    route: 'custom metadata that no code reads',
    files: (text) => record('Push.Other', 'Note__c', text),
    place: 'Push.Other',
  },
  {
    route: 'a label that code reads',
    files: (text) => ({
      [`${base}/labels/CustomLabels.labels-meta.xml`]: `<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata">\n<labels><fullName>Caller_Key</fullName><value>${xml(text)}</value></labels>\n</CustomLabels>\n`,
      ...cls('FromLabel', call('System.Label.Caller_Key')),
    }),
    place: 'Caller_Key',
  },
  {
    route: 'a flow',
    files: (text) => ({
      [`${base}/flows/Sign.flow-meta.xml`]: `<Flow xmlns="http://soap.sforce.com/2006/04/metadata"><constants><name>K</name><value><stringValue>${xml(text)}</stringValue></value></constants></Flow>\n`,
    }),
    place: 'Sign',
  },
  ...(
    [
      ['namedCredentials', 'NamedCredential', 'certificate'],
      ['namedCredentials', 'NamedCredential', 'endpoint'],
      ['connectedApps', 'ConnectedApp', 'description'],
      ['externalClientApps', 'ExternalClientApplication', 'label'],
    ] as const
  ).map(([folder, type, field]): Route => ({
    route: `${type}.${field}`,
    files: (text) => meta(folder, `${type}_${field}`, type, { [field]: xml(text) }),
    place: `${type}_${field}`,
  })),
  ...(
    [
      ['ecaOauth', 'ExtlClntAppOauthSettings', 'clientAssertionCertificate'],
      ['ecaOauth', 'ExtlClntAppOauthSettings', 'assetTokenSigningCertificate'],
      ['ecaGlblOauth', 'ExtlClntAppGlobalOauthSettings', 'certificate'],
      ['ecaSamlPlcy', 'ExtlClntAppSamlConfigurablePolicies', 'encryptionCertificate'],
      ['ecaOauthSecurity', 'ExtlClntAppOauthSecuritySettings', 'tlsClientAuthCertParamValue'],
      ['samlssoconfig', 'SamlSsoConfig', 'validationCert'],
      ['samlssoconfig', 'SamlSsoConfig', 'decryptionCertificate'],
      ['PublicKeyCertificate', 'PublicKeyCertificate', 'jsonWebKey'],
    ] as const
  ).map(([suffix, type, field]): Route => ({
    route: `${type}.${field}`,
    files: (text) => ({ [`${base}/apps/A_${field}.${suffix}-meta.xml`]: metadataXml(type, { [field]: xml(text) }) }),
    place: `A_${field}`,
  })),
  {
    route: 'an element within elements',
    files: (text) => ({
      [`${base}/connectedApps/Deep.connectedApp-meta.xml`]: `<ConnectedApp xmlns="http://soap.sforce.com/2006/04/metadata"><label>Deep</label><oauthConfig><certificate>${xml(text)}</certificate></oauthConfig></ConnectedApp>`,
    }),
    place: 'Deep',
  },
  {
    route: 'a parameter of a credential',
    files: (text) => ({
      [`${base}/externalCredentials/Bank.externalCredential-meta.xml`]: `<ExternalCredential xmlns="http://soap.sforce.com/2006/04/metadata"><externalCredentialParameters><parameterType>SigningCertificate</parameterType><parameterValue>${xml(text)}</parameterValue></externalCredentialParameters></ExternalCredential>`,
    }),
    place: 'Bank',
  },
  {
    route: 'the label of a certificate',
    files: (text) => ({
      [`${base}/certs/Odd.crt-meta.xml`]: metadataXml('Certificate', { caSigned: 'true', masterLabel: xml(text) }),
    }),
    place: 'Odd',
  },
  {
    route: 'metadata that is not well-formed',
    files: (text) => ({
      [`${base}/samlssoconfigs/Cut.samlssoconfig-meta.xml`]: `<SamlSsoConfig xmlns="http://soap.sforce.com/2006/04/metadata"><validationCert ${text.replaceAll(/[^\w=]/g, '')}>${xml(text)}</decryptionCertificate`,
    }),
    place: 'Cut',
  },
  {
    route: 'a file that lies about',
    files: (text) => ({ 'ci/notes.txt': `the key:\n${text}\n` }),
    place: 'ci/notes.txt',
  },
  { route: 'a hidden file', files: (text) => ({ '.env': `KEY="${text}"\n` }), place: '.env' },
];
