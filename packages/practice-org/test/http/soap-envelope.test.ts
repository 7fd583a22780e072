import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Reply } from '../../src/http/message.ts';
import { SoapError, readEnvelope, soapFault, soapReply } from '../../src/http/soap-envelope.ts';
import { parseXml, recordAt, textAt } from '../../src/xml/xml.ts';

function envelope(header: string, body: string): string {
  return `<?xml version="1.0"?><se:Envelope xmlns:se="http://schemas.xmlsoap.org/soap/envelope/">
    <se:Header>${header}</se:Header><se:Body>${body}</se:Body></se:Envelope>`;
}

describe('an envelope', () => {
  it('gives operation, session and arguments', () => {
    const call = readEnvelope(
      envelope(
        '<CallOptions><client>x</client></CallOptions><SessionHeader><sessionId>00D!t</sessionId></SessionHeader>',
        '<listMetadata><queries><type>Certificate</type></queries></listMetadata>',
      ),
    );
    assert.deepEqual(call, {
      operation: 'listMetadata',
      sessionId: '00D!t',
      body: { queries: { type: 'Certificate' } },
    });
  });

  it('may have no session and no arguments', () => {
    assert.deepEqual(readEnvelope(envelope('', '<describeMetadata/>')), {
      operation: 'describeMetadata',
      sessionId: undefined,
      body: {},
    });
  });

  it('that is none is refused', () => {
    for (const text of ['', '<a>', '<a/>', envelope('', '')]) assert.throws(() => readEnvelope(text), SoapError, text);
  });
});

/** The body of a reply as a record. */
function bodyOf({ body }: Reply) {
  assert.ok(typeof body === 'string');
  return recordAt(recordAt(parseXml(body), 'Envelope'), 'Body');
}

describe('an answer in an envelope', () => {
  it('carries the result of its operation', () => {
    const reply = soapReply('readMetadata', '<result><a>1</a></result>');
    assert.equal(reply.status, 200);
    assert.match(reply.headers?.['content-type'] ?? '', /^text\/xml/);
    assert.deepEqual(bodyOf(reply), { readMetadataResponse: { result: { a: '1' } } });
  });

  it('carries a fault with its code, by status 500', () => {
    const reply = soapFault('INVALID_TYPE', 'No <type>');
    assert.equal(reply.status, 500);
    const fault = recordAt(bodyOf(reply), 'Fault');
    assert.equal(textAt(fault, 'faultcode'), 'sf:INVALID_TYPE');
    assert.equal(textAt(fault, 'faultstring'), 'INVALID_TYPE: No <type>');
  });
});
