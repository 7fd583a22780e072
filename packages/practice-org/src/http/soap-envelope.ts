import type { XmlRecord } from '../xml/xml.ts';
import { element, escapeXml, parseXml, recordAt, textAt } from '../xml/xml.ts';
import type { Reply } from './message.ts';

/** A call of the SOAP Metadata API. */
export interface SoapCall {
  readonly operation: string;
  readonly sessionId: string | undefined;
  readonly body: XmlRecord;
}

const namespaces =
  'xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://soap.sforce.com/2006/04/metadata" ' +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" ' +
  'xmlns:sf="http://soap.sforce.com/2006/04/metadata"';

/** A SOAP fault that an operation answers with. */
export class SoapError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'SoapError';
    this.code = code;
  }
}

/** Reads an envelope. Throws {@link SoapError} when it is none. */
export function readEnvelope(text: string): SoapCall {
  let envelope: XmlRecord;
  try {
    envelope = recordAt(parseXml(text), 'Envelope');
  } catch {
    throw new SoapError('UNKNOWN_EXCEPTION', 'The request is not well-formed XML.');
  }
  const body = recordAt(envelope, 'Body');
  const [operation] = Object.keys(body);
  if (operation === undefined) throw new SoapError('UNKNOWN_EXCEPTION', 'The envelope has no operation in its body.');
  const session = recordAt(recordAt(envelope, 'Header'), 'SessionHeader');
  return { operation, sessionId: textAt(session, 'sessionId'), body: recordAt(body, operation) };
}

/** An answer: `result` is already written XML. */
export function soapReply(operation: string, result: string): Reply {
  const answer = `<${operation}Response>${result}</${operation}Response>`;
  return xml(200, `<soapenv:Body>${answer}</soapenv:Body>`);
}

/** A fault, with status 500 as SOAP 1.1 over HTTP asks. */
export function soapFault(code: string, message: string): Reply {
  const fault = element('faultcode', `sf:${code}`) + `<faultstring>${escapeXml(`${code}: ${message}`)}</faultstring>`;
  return xml(500, `<soapenv:Body><soapenv:Fault>${fault}</soapenv:Fault></soapenv:Body>`);
}

function xml(status: number, body: string): Reply {
  return {
    status,
    headers: { 'content-type': 'text/xml;charset=UTF-8' },
    body: `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope ${namespaces}>${body}</soapenv:Envelope>`,
  };
}
