import { OrgRefusal } from '../org/org.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { Blob, PlatformObject } from '../values/scalar.ts';
import type { Value } from '../values/value.ts';
import { textOfBlob } from './blob.ts';
import { member, strict, type PlatformType } from './declaration.ts';
import { HttpResponseValue, type HttpRequestValue } from './http-message.ts';
import { referencePage } from './page.ts';
import { uncommittedWork } from './uncommitted-work.ts';

/** The key of the mock of a session, which Test.setMock(HttpCalloutMock.class, …) sets. */
export const calloutMock = {};

export interface CalloutMock {
  mock: Value;
}

export const makeCalloutMock = (): CalloutMock => ({ mock: null });

class HttpValue extends PlatformObject {
  readonly typeName = 'Http';
}

/**
 * Sends a request: in a test to the mock, else through the org.
 *
 * @throws System.CalloutException after DML in the same transaction, or as the org refuses
 * @throws System.TypeException in a test without a mock
 */
function send(tx: Transaction, _self: HttpValue, request: HttpRequestValue): Value {
  if (uncommittedWork(tx).isPending)
    tx.throw('CalloutException', 'You have uncommitted work pending. Please commit or rollback before calling out');
  if (request.endpoint === null) tx.throw('CalloutException', 'no protocol: null'); // unverified: the wording
  tx.limits.use('callouts');
  const { mock } = tx.session.state(calloutMock, makeCalloutMock);
  if (mock !== null) return tx.call(mock, 'respond', request);
  if (tx.isTest) tx.throw('TypeException', 'Methods defined as TestMethod do not support Web service callouts');
  return sendOut(tx, request, request.endpoint);
}

function sendOut(tx: Transaction, request: HttpRequestValue, endpoint: string): Value {
  try {
    const answer = tx.org.callout({
      method: request.method ?? 'GET',
      endpoint,
      headers: Object.fromEntries(request.headers().map(({ name, value }) => [name, value])),
      body: request.body === null ? '' : textOfBlob(tx, request.body),
      timeout: request.timeout,
      user: tx.user.id,
      ...(request.certificate === null ? {} : { certificate: request.certificate }),
    });
    const response = new HttpResponseValue();
    response.statusCode = answer.status;
    response.status = answer.reason;
    response.body = new Blob(answer.body);
    tx.limits.use('heapSize', answer.body.length);
    for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
    return response;
  } catch (refusal) {
    if (refusal instanceof OrgRefusal) return tx.throw(refusal.type, refusal.message);
    throw refusal;
  }
}

export const http: PlatformType = {
  name: 'Http',
  page: referencePage('apex_classes_restful_http_http'),
  members: [member('new()', () => new HttpValue()), strict('HttpResponse send(HttpRequest request)', send)],
};

export const httpCalloutMock: PlatformType = {
  name: 'HttpCalloutMock',
  page: referencePage('apex_interface_httpcalloutmock'),
  interface: ['HttpResponse respond(HttpRequest request)'],
  members: [],
};
