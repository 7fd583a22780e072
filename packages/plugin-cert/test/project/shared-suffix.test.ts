import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readMetadata } from '../../src/project/metadata-text.ts';
import { fileNameParts } from '../../src/metadata/file-name-parts.ts';
import { folderWith, metadataXml } from '../fixtures/folder.ts';
import { readFolder, referencesIn, sourceOf } from './read-folder.ts';

const site = `<?xml version="1.0" encoding="UTF-8"?>
<CustomSite xmlns="http://soap.sforce.com/2006/04/metadata">
    <customWebAddresses><certificate>Shop_Wild</certificate><domainName>www.shop.example</domainName></customWebAddresses>
</CustomSite>`;

/** Files of other types whose names end as those of types that are read. */
const others: Readonly<Record<string, string>> = {
  'siteDotComSites/Portal1.site-meta.xml': metadataXml('SiteDotCom', { label: 'Portal' }),
  'experiences/Portal.site-meta.xml': metadataXml('ExperienceBundle', { label: 'Portal' }),
  'mktDataSources/Home.dataSource-meta.xml': metadataXml('DataSource', { masterLabel: 'Home' }),
  'hub/Security.settings-meta.xml': metadataXml('IntegrationHubSettings', { on: 'true' }),
  'hub/IdentityProvider.settings': metadataXml('HubProviderSettings', { certificateName: 'Other' }),
  'marketing/Api.Main.md-meta.xml': metadataXml('MarketingData', { value: 'Shop_Wild' }),
  'words/Terms.labels-meta.xml': metadataXml('GlossaryTerms', { labels: 'Shop_Wild' }),
  'steps/Order.flow-meta.xml': metadataXml('OrderFlowDefinition', { stringValue: 'Shop_Wild' }),
  'steps/Account.workflow-meta.xml': metadataXml('ApprovalChart', { outboundMessages: 'x' }),
  'people/Guest.profile-meta.xml': metadataXml('ChatProfile', { name: 'ManageCertificates' }),
  'people/Guest.permissionset-meta.xml': metadataXml('DevicePermissions', { name: 'ManageCertificates' }),
  'other/A.namedCredential-meta.xml': metadataXml('AgentCredential', { certificate: 'Other' }),
  'other/B.crt-meta.xml': metadataXml('AgentCertificate', { masterLabel: 'B' }),
  'other/C.inboundCertificate-meta.xml': metadataXml('AgentCertificate', { masterLabel: 'C' }),
  'README.md': '# Shop_Wild',
  'docs/index.md': '<p align="center">Shop_Wild</p>',
  'home/.profile': 'export PATH',
  'home/login.profile': 'export PATH',
};

describe('files of other types that share a suffix', () => {
  test('make no gap, and nothing is taken from them', async (t) => {
    const read = await readFolder(
      t,
      { ...others, 'sites/Shop.site-meta.xml': site },
      { certificateNames: ['Shop_Wild'] },
    );
    assert.deepEqual(
      read.sources.filter(({ status }) => status !== 'read').map(({ id, detail }) => `${id}: ${detail}`),
      [],
    );
    assert.deepEqual(referencesIn(read), ['Shop CustomSite.customWebAddresses.certificate Shop_Wild']);
    assert.deepEqual(read.holdings, []);
  });

  test('are told apart in any folder: folders may have any name', async (t) => {
    const moved = Object.fromEntries(Object.entries(others).map(([path, xml]) => [`x/${path.split('/').at(-1)}`, xml]));
    const read = await readFolder(t, { ...moved, 'x/Shop.site-meta.xml': site }, { certificateNames: ['Shop_Wild'] });
    assert.deepEqual([...new Set(read.sources.map(({ status }) => status))], ['read']);
    assert.equal(read.references.length, 1);
  });

  for (const [path, id] of [
    ['sites/Shop.site-meta.xml', 'sites'],
    ['sites/Shop.site', 'sites'],
    ['dataSources/Home.dataSource', 'external-data-sources'],
    ['settings/Security.settings', 'security-settings'],
    ['settings/IdentityProvider.settings-meta.xml', 'identity-provider'],
    ['customMetadata/Api.Main.md', 'custom-metadata'],
    ['labels/CustomLabels.labels', 'custom-labels'],
    ['flows/Order.flow', 'flows'],
    ['workflows/Account.workflow', 'outbound-messages'],
    ['profiles/Guest.profile', 'permissions'],
  ] as const) {
    for (const [what, text] of [
      ['is cut off in its first tag', '<?xml version="1.0" encoding="UTF-8"?>\n<Cus'],
      ['is empty', ''],
      ['holds zero bytes', '<A>\0</A>'],
    ] as const) {
      test(`${path} that ${what} is told as unread`, async (t) => {
        const read = await readFolder(t, { [path]: text }, { certificateNames: ['Shop_Wild'] });
        assert.equal(sourceOf(read, `project.${id}`).status, 'failed');
      });
    }
  }

  test('a file of the type that is cut off behind its first tag is told as unread', async (t) => {
    const read = await readFolder(t, { 'any/Shop.site-meta.xml': site.slice(0, 200) });
    assert.equal(sourceOf(read, 'project.sites').status, 'failed');
  });

  test('a certificate whose description is of another type lies about', async (t) => {
    const read = await readFolder(t, {
      'x/B.crt': '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
      'x/B.crt-meta.xml': others['other/B.crt-meta.xml'] ?? '',
    });
    assert.deepEqual(
      read.holdings.map(({ source }) => source),
      ['project.files'],
    );
  });

  test('the text of a file is what its root element says, by whatever prefix', (t) => {
    const folder = folderWith(t, { 'a.site': '<sf:CustomSite xmlns:sf="urn:x"><sf:a/></sf:CustomSite>' });
    const file = { path: 'a.site', shown: 'a.site', absolute: `${folder}/a.site`, metadata: true };
    const meta = { file, ...fileNameParts('a.site') };
    assert.deepEqual(readMetadata(meta, 'CustomSite'), { text: '<CustomSite xmlns:sf="urn:x"><a/></CustomSite>' });
    assert.equal(readMetadata(meta, 'SiteDotCom'), undefined);
  });
});
