import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { planted } from '../../src/index.ts';
import { childComponents, fileOwner, parentType, withChildren } from '../../src/metadata/child-components.ts';
import type { Component } from '../../src/org/component.ts';
import { recordAt, recordsAt, textAt } from '../../src/xml/xml.ts';
import type { OrgClient } from '../org-client.ts';
import { now, startOrg } from '../org-client.ts';

const dates = { createdDate: now, lastModifiedDate: now };
const workflow: Component = {
  type: 'Workflow',
  fullName: 'Order',
  id: 'w',
  ...dates,
  values: {
    outboundMessages: [
      { fullName: 'One', endpointUrl: 'https://one.example' },
      { fullName: 'Two', endpointUrl: 'https://two.example' },
    ],
  },
};
const labels: Component = {
  type: 'CustomLabels',
  fullName: 'CustomLabels',
  id: 'l',
  ...dates,
  values: { labels: { fullName: 'Only', value: 'text' } },
};

describe('components in the files of others', () => {
  it('are named with or without their parent', () => {
    const names = (type: string) => childComponents(type, [workflow, labels])?.map(({ fullName }) => fullName);
    assert.deepEqual(names('WorkflowOutboundMessage'), ['Order.One', 'Order.Two']);
    assert.deepEqual(names('CustomLabel'), ['Only']);
    assert.equal(names('NamedCredential'), undefined);
    assert.equal(names('toString'), undefined);
  });

  it('hold their own fields, the name apart', () => {
    const [one] = childComponents('WorkflowOutboundMessage', [workflow]) ?? [];
    assert.deepEqual(one?.values, { endpointUrl: 'https://one.example' });
  });

  it('lie in the file of their parent', () => {
    assert.equal(fileOwner({ type: 'WorkflowOutboundMessage', fullName: 'Order.One' }), 'Order');
    assert.equal(fileOwner({ type: 'CustomLabel', fullName: 'Only' }), 'CustomLabels');
    assert.equal(fileOwner({ type: 'CustomMetadata', fullName: 'A.B' }), 'A.B');
    assert.deepEqual([parentType('CustomLabel'), parentType('Workflow')], ['CustomLabels', undefined]);
  });

  it('can be taken out of their parent one by one', () => {
    const part = withChildren(workflow, 'WorkflowOutboundMessage', ['Order.Two', 'Other.One']);
    assert.deepEqual(part?.values, {
      outboundMessages: [{ fullName: 'Two', endpointUrl: 'https://two.example' }],
    });
    assert.equal(withChildren(workflow, 'WorkflowOutboundMessage', ['Other.One']), undefined);
    assert.equal(withChildren(labels, 'WorkflowOutboundMessage', ['Order.One']), undefined);
  });
});

describe('the Metadata API', () => {
  let org: OrgClient;
  before(async () => {
    org = await startOrg({ seed: planted });
  });
  after(() => org.close());

  async function retrieved(...types: readonly (readonly [string, string])[]): Promise<ReadonlyMap<string, string>> {
    const manifest = types.map(([name, member]) => `<types><members>${member}</members><name>${name}</name></types>`);
    const started = await org.soap(
      'retrieve',
      `<request><unpackaged>${manifest.join('')}<version>67.0</version></unpackaged></request>`,
    );
    const id = textAt(recordAt(recordAt(started.body, 'retrieveResponse'), 'result'), 'id');
    const answer = await org.soap('checkRetrieveStatus', `<asyncProcessId>${id}</asyncProcessId>`);
    const result = recordAt(recordAt(answer.body, 'checkRetrieveStatusResponse'), 'result');
    const zip = unzipSync(Buffer.from(textAt(result, 'zipFile') ?? '', 'base64'));
    return new Map(Object.entries(zip).map(([path, bytes]) => [path, strFromU8(bytes)]));
  }

  it('lists children with the file of their parent', async () => {
    const answer = await org.soap('listMetadata', '<queries><type>WorkflowOutboundMessage</type></queries>');
    const results = recordsAt(recordAt(answer.body, 'listMetadataResponse'), 'result');
    assert.deepEqual(
      results.map((result) => [textAt(result, 'fullName'), textAt(result, 'fileName')]),
      [
        ['Order.Notify_ERP', 'unpackaged/workflows/Order.workflow'],
        ['Order.Notify_Warehouse', 'unpackaged/workflows/Order.workflow'],
        ['Account.Notify_CRM', 'unpackaged/workflows/Account.workflow'],
      ],
    );
  });

  it('retrieves one child within its parent, and the whole where both are asked for', async () => {
    const one = await retrieved(['WorkflowOutboundMessage', 'Order.Notify_ERP']);
    const part = one.get('unpackaged/workflows/Order.workflow') ?? '';
    assert.match(part, /Notify_ERP/);
    assert.doesNotMatch(part, /Notify_Warehouse/);
    assert.equal(one.has('unpackaged/workflows/Account.workflow'), false);
    const both = await retrieved(['WorkflowOutboundMessage', 'Order.Notify_ERP'], ['Workflow', 'Order']);
    assert.match(both.get('unpackaged/workflows/Order.workflow') ?? '', /Notify_Warehouse/);
  });

  it('retrieves labels in their one file', async () => {
    const files = await retrieved(['CustomLabel', '*']);
    assert.match(files.get('unpackaged/labels/CustomLabels.labels') ?? '', /<value>Добро пожаловать<\/value>/);
  });

  it('marks what packages installed', async () => {
    const answer = await org.soap('listMetadata', '<queries><type>NamedCredential</type></queries>');
    const results = recordsAt(recordAt(answer.body, 'listMetadataResponse'), 'result');
    const states = new Map(results.map((result) => [textAt(result, 'fullName'), textAt(result, 'manageableState')]));
    assert.deepEqual([states.get('acme__Orders'), states.get('Orders')], ['installed', 'unmanaged']);
    const packaged = results.find((result) => textAt(result, 'fullName') === 'acme__Orders');
    assert.equal(textAt(packaged ?? {}, 'namespacePrefix'), 'acme');
  });

  it('reads types whose names end in Settings and are no settings', async () => {
    const answer = await org.soap(
      'readMetadata',
      '<type>ExtlClntAppPushSettings</type><fullNames>Field_App_push</fullNames>',
    );
    assert.match(answer.text, /<applePushConfig><certificate>/);
  });
});
