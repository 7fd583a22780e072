import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readFolder, referencesIn, sourceOf } from './read-folder.ts';

const known = { certificateNames: ['Partner_Client', 'Partner'] };
const flow = (inner: string, status = 'Active'): string =>
  `<?xml version="1.0"?>\n<Flow xmlns="x">\n${inner}\n<status>${status}</status>\n</Flow>`;
const value = (text: string): string => `<value><stringValue>${text}</stringValue></value>`;
const condition = (text: string): string =>
  `<conditions>\n<operator>EqualTo</operator>\n<rightValue><stringValue>${text}</stringValue></rightValue>\n</conditions>`;

describe('the name of a certificate in a flow', () => {
  for (const [what, xml, field, line] of [
    [
      'an input of an action',
      `<actionCalls>\n<inputParameters><name>c</name>${value('Partner_Client')}</inputParameters></actionCalls>`,
      'stringValue',
      4,
    ],
    [
      'an input of a subflow',
      `<subflows><inputAssignments><name>c</name>${value('Partner_Client')}</inputAssignments></subflows>`,
      'stringValue',
      3,
    ],
    ['a constant', `<constants>\n<name>c</name>\n${value('Partner_Client')}</constants>`, 'stringValue', 5],
    ['the default of a variable', `<variables><name>c</name>${value('partner_client')}</variables>`, 'stringValue', 3],
    [
      'an assignment',
      `<assignments><assignmentItems><assignToReference>c</assignToReference>${value('Partner_Client')}</assignmentItems></assignments>`,
      'stringValue',
      3,
    ],
    [
      'a formula',
      '<formulas>\n<name>c</name>\n<expression>IF({!Test}, &quot;Other&quot;, &quot;Partner_Client&quot;)</expression></formulas>',
      'formulas.expression',
      5,
    ],
    [
      'a template',
      '<textTemplates><name>c</name>\n<text>&lt;p&gt;Partner_Client&lt;/p&gt;</text></textTemplates>',
      'textTemplates.text',
      4,
    ],
  ] as const) {
    test(`is found in ${what}, in its line`, async (t) => {
      const read = await readFolder(t, { 'f/Send.flow-meta.xml': flow(xml) }, known);
      assert.deepEqual(
        read.references.map((one) => [one.name, one.field, one.target?.toLowerCase(), one.line]),
        [['Send', `Flow.${field}`, 'partner_client', line]],
      );
    });
  }

  for (const [what, xml] of [
    ['a decision that compares it', `<decisions><rules>${condition('Partner_Client')}</rules></decisions>`],
    [
      'a filter of records',
      '<recordLookups><filters><field>Name</field><value><stringValue>Partner_Client</stringValue></value></filters></recordLookups>',
    ],
    ['a choice on a screen', `<choices><name>c</name>${value('Partner_Client')}</choices>`],
    ['a label or a description', '<label>Partner_Client</label><description>Partner_Client</description>'],
    ['a template with more words', '<textTemplates><text>Dear Partner_Client</text></textTemplates>'],
    ['a comment', `<!-- <constants>${value('Partner_Client')}</constants> -->`],
  ] as const) {
    test(`is none in ${what}`, async (t) => {
      assert.deepEqual((await readFolder(t, { 'f/A.flow-meta.xml': flow(xml) }, known)).references, []);
    });
  }

  test('keeps its line behind what is only compared', async (t) => {
    const xml = flow(`${condition('Partner_Client')}\n<constants>${value('Partner_Client')}</constants>`);
    const { references } = await readFolder(t, { 'f/A.flow-meta.xml': xml }, known);
    assert.deepEqual(
      references.map(({ line }) => line),
      [7],
    );
  });

  test('that is a mere word counts where a certificate is spoken of, and nowhere else', async (t) => {
    const input = (name: string): string =>
      flow(`<actionCalls><inputParameters><name>${name}</name>${value('Partner')}</inputParameters></actionCalls>`);
    const read = await readFolder(
      t,
      { 'f/A.flow-meta.xml': input('certificateName'), 'f/B.flow-meta.xml': input('recordType') },
      known,
    );
    assert.deepEqual(referencesIn(read), ['A Flow.stringValue Partner']);
  });

  test('is left out where the flow is not active, and the source says so', async (t) => {
    const constant = `<constants>${value('Partner_Client')}</constants>`;
    const read = await readFolder(
      t,
      {
        'f/Draft.flow-meta.xml': flow(constant, 'Draft'),
        'f/Old.flow-meta.xml': flow(constant, 'Obsolete'),
        'f/Other.flow-meta.xml': flow('', 'Draft'),
        'f/Now.flow-meta.xml': flow(constant),
      },
      known,
    );
    assert.deepEqual(referencesIn(read), ['Now Flow.stringValue Partner_Client']);
    assert.equal(sourceOf(read, 'project.flows').detail, '1 entry found. 2 switched off, left out.');
  });
});

describe('the name of a certificate in a label', () => {
  const label = (name: string, text: string): string =>
    `<CustomLabels><labels><fullName>${name}</fullName><value>${text}</value></labels></CustomLabels>`;

  test('is found in translations too', async (t) => {
    const xml =
      '<Translations>\n<customLabels>\n<label>Partner_Client</label>\n<name>Client_Name</name>\n</customLabels>\n' +
      '<customTabs><label>Partner_Client</label><name>T</name></customTabs></Translations>';
    const read = await readFolder(t, { 'translations/de.translation-meta.xml': xml }, known);
    assert.deepEqual(referencesIn(read), ['Client_Name Translations.customLabels.label Partner_Client']);
    assert.equal(sourceOf(read, 'project.custom-labels').items, 1);
  });

  test('that is a mere word is text, unless the label is about a certificate', async (t) => {
    const read = await readFolder(
      t,
      {
        'a/CustomLabels.labels': label('Partner_Title', 'Partner'),
        'b/CustomLabels.labels': label('Client_Cert', 'Partner'),
      },
      known,
    );
    assert.deepEqual(referencesIn(read), ['Client_Cert CustomLabel.value Partner']);
  });
});
