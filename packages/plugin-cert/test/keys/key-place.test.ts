import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { keyPlace } from '../../src/keys/key-place.ts';

const KEY = 'MIIEvQ';
const soap = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const place = (path: string, text: string): ReturnType<typeof keyPlace> => keyPlace(path, text, text.indexOf(KEY));

describe('the place of a key is called', () => {
  for (const [what, path, text, expected] of [
    [
      'a class by its name',
      'classes/Signer.cls',
      `public class Signer { String k = '${KEY}'; }`,
      ['Signer', 'ApexClass'],
    ],
    [
      'a trigger by its name',
      'triggers/OnOrder.trigger',
      `trigger OnOrder on Order (before insert) { /* ${KEY} */ }`,
      ['OnOrder', 'ApexTrigger'],
    ],
    [
      'a record by its type and name, with the field, whichever stands first',
      'customMetadata/Push.Main.md-meta.xml',
      `<?xml version="1.0"?>\n<CustomMetadata ${soap}>\n<values><field>Url__c</field><value>x</value></values>\n<values><value>${KEY}</value><field>Key__c</field></values>\n</CustomMetadata>`,
      ['Push.Main', 'CustomMetadata.Key__c'],
    ],
    [
      'a label by its own name',
      'labels/CustomLabels.labels-meta.xml',
      `<CustomLabels ${soap}><labels><fullName>A</fullName><value>x</value></labels><labels><value>${KEY}</value><fullName>B</fullName></labels></CustomLabels>`,
      ['B', 'CustomLabel.value'],
    ],
    [
      'other metadata by its type and element',
      'connectedApps/Portal.connectedApp-meta.xml',
      `<ConnectedApp ${soap}><oauthConfig><certificate>${KEY}</certificate></oauthConfig></ConnectedApp>`,
      ['Portal', 'ConnectedApp.certificate'],
    ],
    [
      'metadata in the format of the Metadata API',
      'src/namedCredentials/Bank.namedCredential',
      `<NamedCredential ${soap}><certificate>${KEY}</certificate></NamedCredential>`,
      ['Bank', 'NamedCredential.certificate'],
    ],
    ['any other file by its path', 'ci/server.key', KEY, ['ci/server.key', undefined]],
    [
      'XML that is no metadata by its path',
      'web/config.xml',
      `<config><key>${KEY}</key></config>`,
      ['web/config.xml', undefined],
    ],
    ['a certificate that is a key by its path', 'certs/Partner.crt', KEY, ['certs/Partner.crt', undefined]],
  ] as const) {
    test(what, () => {
      const { name, field } = place(path, text);
      assert.deepEqual([name, field], expected);
    });
  }
});
