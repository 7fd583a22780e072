import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calloutMock, makeCalloutMock } from '../../src/library/http.ts';
import type { HttpRequestValue } from '../../src/library/http-message.ts';
import { jobsOf } from '../../src/library/job-queue.ts';
import type { Job } from '../../src/library/job-queue.ts';
import { DeployResult } from '../../src/library/metadata-results.ts';
import { uncommittedWork } from '../../src/library/uncommitted-work.ts';
import { OrgRefusal, type OrgRequest } from '../../src/org/org.ts';
import type { PlatformObject } from '../../src/values/scalar.ts';
import { plainText } from '../../src/semantics/text.ts';
import { primitive } from '../../src/values/type-of.ts';
import { ApexList, ApexObject, ApexSet, type ClassInfo, type Value } from '../../src/values/value.ts';
import { BareTransaction, thrownBy, type BareClass } from '../values/bare-transaction.ts';
import { addTo } from '../../src/library/set.ts';
import { assign, call } from './members.ts';

const USER = '005000000000002AAA';

function request(tx: BareTransaction): Value {
  const made = call(tx, 'HttpRequest', 'new()');
  call(tx, 'HttpRequest', 'void setEndpoint(String endpoint)', made, 'callout:Tooling/query');
  call(tx, 'HttpRequest', 'void setMethod(String method)', made, 'POST');
  call(tx, 'HttpRequest', 'void setHeader(String name, String value)', made, 'Content-Type', 'text/plain');
  call(tx, 'HttpRequest', 'void setBody(String body)', made, 'é');
  return made;
}

function send(tx: BareTransaction): Value {
  return call(tx, 'Http', 'HttpResponse send(HttpRequest request)', call(tx, 'Http', 'new()'), request(tx));
}

describe('callouts', () => {
  it('go to the mock in a test, and count', () => {
    const tx = new BareTransaction();
    const mock: BareClass = {
      name: 'Mock',
      type: { kind: 'class', name: 'Mock' },
      superclass: undefined,
      ancestors: new Set(['HttpCalloutMock']),
      fields: [],
      allocate: () => new ApexObject(mock),
      create: () => new ApexObject(mock),
      methods: {
        respond: (_self, asked) => {
          const response = call(tx, 'HttpResponse', 'new()');
          call(tx, 'HttpResponse', 'void setStatusCode(Integer statusCode)', response, 201);
          call(tx, 'HttpResponse', 'void setBody(String body)', response, (asked as HttpRequestValue).method);
          return response;
        },
      },
    };
    tx.session.state(calloutMock, makeCalloutMock).mock = mock.create();
    const response = send(tx);
    assert.equal(call(tx, 'HttpResponse', 'Integer getStatusCode()', response), 201);
    assert.equal(call(tx, 'HttpResponse', 'String getBody()', response), 'POST');
    assert.equal(call(tx, 'Limits', 'static Integer getCallouts()'), 1);
  });

  it('are refused in a test without a mock, and behind writes', () => {
    const tx = new BareTransaction();
    assert.equal(
      thrownBy(() => send(tx)),
      'TypeException: Methods defined as TestMethod do not support Web service callouts',
    );
    uncommittedWork(tx).isPending = true;
    assert.equal(
      thrownBy(() => send(tx)),
      'CalloutException: You have uncommitted work pending. Please commit or rollback before calling out',
    );
  });

  it('go through the org outside of tests', () => {
    const asked: OrgRequest[] = [];
    const callout = (sent: OrgRequest) => {
      asked.push(sent);
      return { status: 200, reason: 'OK', headers: { 'X-Name': 'a' }, body: new TextEncoder().encode('ü') };
    };
    const tx = new BareTransaction({ isTest: false, org: { callout } });
    const response = send(tx);
    assert.equal(call(tx, 'HttpResponse', 'String getHeader(String name)', response, 'x-nAME'), 'a');
    assert.equal(call(tx, 'HttpResponse', 'String getBody()', response), 'ü');
    assert.deepEqual(asked, [
      {
        method: 'POST',
        endpoint: 'callout:Tooling/query',
        headers: { 'Content-Type': 'text/plain' },
        body: 'é',
        timeout: 10_000,
        user: tx.user.id,
      },
    ]);
    const refusing = new BareTransaction({
      isTest: false,
      org: {
        callout: () => {
          throw new OrgRefusal('CalloutException', 'HOST', 'Unknown host');
        },
      },
    });
    assert.equal(
      thrownBy(() => send(refusing)),
      'CalloutException: Unknown host',
    );
  });
});

describe('mail', () => {
  const delivered: unknown[] = [];
  const tx = new BareTransaction({
    org: {
      user: (id) => (id === USER ? { ...new BareTransaction().user, id, email: 'ada@example.com' } : undefined),
      deliver: (message) => void delivered.push(message),
    },
  });
  const mail = (values: Record<string, Value>): PlatformObject => {
    const made = call(tx, 'Messaging.SingleEmailMessage', 'new()') as PlatformObject;
    for (const [name, value] of Object.entries(values)) assign(tx, 'Messaging.SingleEmailMessage', name, made, value);
    return made;
  };
  const sendAll = (isAllOrNone: boolean, ...mails: PlatformObject[]): ApexList =>
    call(
      tx,
      'Messaging',
      'static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> mails, Boolean isAllOrNone)',
      new ApexList({ kind: 'platform', name: 'Messaging.Email' }, mails),
      isAllOrNone,
    ) as ApexList;
  const good = { targetObjectId: USER, saveAsActivity: false, subject: 'S', plainTextBody: 'B' };

  it('is delivered, and what is wrong with one is told with its result', () => {
    const results = sendAll(
      false,
      mail(good),
      mail({ ...good, saveAsActivity: true }),
      mail({ plainTextBody: 'B' }),
      mail({ targetObjectId: USER, saveAsActivity: false }),
    ).items;
    const success = results.map((result) => call(tx, 'Messaging.SendEmailResult', 'Boolean isSuccess()', result));
    assert.deepEqual(success, [true, false, false, false]);
    const codes = results.slice(1).map((result) => {
      const errors = call(
        tx,
        'Messaging.SendEmailResult',
        'List<Messaging.SendEmailError> getErrors()',
        result,
      ) as ApexList;
      return plainText(tx, call(tx, 'Messaging.SendEmailError', 'StatusCode getStatusCode()', errors.items[0]!));
    });
    assert.deepEqual(codes, ['INVALID_SAVE_AS_ACTIVITY_FLAG', 'REQUIRED_FIELD_MISSING', 'REQUIRED_FIELD_MISSING']);
    assert.equal(delivered.length, 1);
    const { to, subject } = delivered[0] as { to: string[]; subject: string };
    assert.deepEqual([to, subject], [['ada@example.com'], 'S']);
    assert.equal(call(tx, 'Limits', 'static Integer getEmailInvocations()'), 1);
  });

  it('is not sent at all if one is wrong and all or none were asked for', () => {
    const before = delivered.length;
    assert.match(
      thrownBy(() => sendAll(true, mail(good), mail({ plainTextBody: 'B' }))) ?? '',
      /^EmailException: SendEmail failed\. First exception on row 1; first error: REQUIRED_FIELD_MISSING/,
    );
    assert.equal(delivered.length, before);
  });

  it('and notifications want a type, a title, a text, a target and users', () => {
    const notification = call(tx, 'Messaging.CustomNotification', 'new()');
    const users = new ApexSet(primitive('String'));
    const ring = (): Value =>
      call(tx, 'Messaging.CustomNotification', 'void send(Set<String> userIds)', notification, users);
    const fields = { NotificationTypeId: '0ML000000000001AAA', Title: 'T', Body: 'B', TargetPageRef: '{}' };
    for (const [field, value] of Object.entries(fields)) {
      assert.match(thrownBy(ring) ?? '', /^IllegalArgumentException: /);
      call(tx, 'Messaging.CustomNotification', `void set${field}(String value)`, notification, value);
    }
    assert.match(thrownBy(ring) ?? '', /recipientIds/);
    addTo(tx, users, USER);
    ring();
    assert.deepEqual(delivered.at(-1), {
      kind: 'notification',
      notificationTypeId: '0ML000000000001AAA',
      title: 'T',
      body: 'B',
      targetPageRef: '{}',
      userIds: [USER],
    });
  });
});

describe('deployments of custom metadata', () => {
  const signature = 'static Id enqueueDeployment(Metadata.DeployContainer container, Metadata.DeployCallback callback)';

  function container(tx: BareTransaction): Value {
    const value = call(tx, 'Metadata.CustomMetadataValue', 'new()');
    assign(tx, 'Metadata.CustomMetadataValue', 'field', value, 'Days__c');
    assign(tx, 'Metadata.CustomMetadataValue', 'value', value, 30);
    const record = call(tx, 'Metadata.CustomMetadata', 'new()');
    assign(tx, 'Metadata.CustomMetadata', 'fullName', record, 'Setting.Default');
    assign(tx, 'Metadata.CustomMetadata', 'label', record, 'Default');
    (
      call(tx, 'Metadata.CustomMetadata', 'List<Metadata.CustomMetadataValue> values { get; set; }', record) as ApexList
    ).items.push(value);
    const made = call(tx, 'Metadata.DeployContainer', 'new()');
    call(tx, 'Metadata.DeployContainer', 'void addMetadata(Metadata.Metadata component)', made, record);
    return made;
  }

  const callback = new ApexObject({ name: 'Told' } as ClassInfo);

  function resultOf(job: Job | undefined): DeployResult {
    assert.equal(job?.job, callback);
    assert.ok(job.result instanceof DeployResult);
    return job.result;
  }

  it('reach the org, and their result waits with the callback', () => {
    const deployed: unknown[] = [];
    const tx = new BareTransaction({
      isTest: false,
      org: {
        deployCustomMetadata: (records) => {
          deployed.push(...records);
          return '0Af000000000009AAA';
        },
      },
    });
    assert.equal(call(tx, 'Metadata.Operations', signature, container(tx), callback), '0Af000000000009AAA');
    assert.deepEqual(deployed, [{ fullName: 'Setting.Default', label: 'Default', values: { Days__c: 30 } }]);
    const [waiting] = jobsOf(tx.session).waiting;
    assert.equal(plainText(tx, resultOf(waiting).get('status')), 'Succeeded');
  });

  it('fail with what the org says, and are refused in tests', () => {
    const tx = new BareTransaction({
      isTest: false,
      org: {
        deployCustomMetadata: () => {
          throw new OrgRefusal('AsyncException', 'INVALID_FIELD', 'No field Days__c');
        },
      },
    });
    call(tx, 'Metadata.Operations', signature, container(tx), callback);
    const [waiting] = jobsOf(tx.session).waiting;
    assert.equal(plainText(tx, resultOf(waiting).get('status')), 'Failed');
    const details = resultOf(waiting).get('details');
    const failures = call(
      tx,
      'Metadata.DeployDetails',
      'List<Metadata.DeployMessage> componentFailures { get; set; }',
      details,
    ) as ApexList;
    assert.equal(
      call(tx, 'Metadata.DeployMessage', 'String problem { get; set; }', failures.items[0]!),
      'No field Days__c',
    );
    assert.match(
      thrownBy(() => call(new BareTransaction(), 'Metadata.Operations', signature, container(tx), null)) ?? '',
      /^AsyncException: /,
    );
  });
});
