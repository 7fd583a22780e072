import type { ApiAdmission } from '@cert-health/core';

/**
 * Reads the answer to a call of the REST API on the port for mutual authentication. Nothing of the page is repeated but the code of
 * an error.
 *
 * @param body as much of it as was read
 * @source MUTUAL_AUTHENTICATION_FAILED is an exception code of the API (fault namespace of its WSDL). unverified: that REST answers
 * with it as SOAP does, with which HTTP status, and the page "Client certificate error" of the port itself: both were
 * seen in one published trial of 2018 (SOAP) only
 */
export function readApiAnswer(status: number, contentType: string, body: string): ApiAdmission {
  if (/client certificate error/i.test(body)) {
    const isMissing = /no client certificate/i.test(body);
    return {
      status,
      admitted: false,
      error: isMissing
        ? 'The port lets nobody in without a client certificate.'
        : 'The port refused the client certificate.',
    };
  }
  if (status === 200 && isJsonObject(contentType, body)) return { status, admitted: true };
  const code = errorCodeIn(body);
  if (code === 'MUTUAL_AUTHENTICATION_FAILED') {
    const error = 'The user must come with a client certificate of the Mutual Authentication list, and did not.';
    return { status, admitted: false, code, error };
  }
  if (code === 'INVALID_SESSION_ID' || (status === 401 && code === undefined)) {
    const error = 'The session is not valid there, which says nothing about the certificate; log in to the org again.';
    return { status, admitted: null, ...(code === undefined ? {} : { code }), error };
  }
  if (status >= 300 && status < 400) {
    return { status, admitted: null, error: 'It sent the client elsewhere, where the session was not taken.' };
  }
  const what = code === undefined ? `HTTP status ${status}` : `${code}, HTTP status ${status}`;
  const error = `It answered with something that does not tell (${what}).`;
  return { status, admitted: null, ...(code === undefined ? {} : { code }), error };
}

function isJsonObject(contentType: string, body: string): boolean {
  return /^application\/json\b/i.test(contentType) && /^\s*\{/.test(body);
}

/** Errors are a list of objects with `errorCode` (REST API Developer Guide, "Status Codes and Error Responses"). */
function errorCodeIn(body: string): string | undefined {
  return /"errorCode"\s*:\s*"([A-Z][A-Z_]{1,60})"/.exec(body)?.[1];
}
