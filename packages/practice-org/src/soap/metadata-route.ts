import type { Reply } from '../http/message.ts';
import type { Call, Route } from '../routing/route.ts';
import { SoapError, readEnvelope, soapFault, soapReply } from '../http/soap-envelope.ts';
import { deployOperations } from './deploy-operations.ts';
import type { Operation } from './read-operations.ts';
import { readOperations } from './read-operations.ts';
import { retrieveOperations } from './retrieve-operations.ts';

/** The SOAP Metadata API; the session Id travels in the envelope, not in a header of the request. */
export function metadataRoute(): Route {
  const operations: Readonly<Record<string, Operation>> = {
    ...readOperations,
    ...retrieveOperations(),
    ...deployOperations,
  };
  return {
    method: 'POST',
    path: /^\/services\/Soap\/m\/(?<version>[\d.]+)(\/\w+)?$/,
    open: true,
    answer: (call) => perform(call, operations),
  };
}

async function perform(call: Call, operations: Readonly<Record<string, Operation>>): Promise<Reply> {
  try {
    const { operation: name, sessionId, body } = readEnvelope(call.request.body.toString('utf8'));
    if (!call.sessions.allowSoap(sessionId, call.parameters['version'] ?? '')) {
      throw new SoapError('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
    }
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (operation === undefined) throw new SoapError('INVALID_OPERATION', `${name} is not offered by this org.`);
    // Source: Metadata API Developer Guide, listMetadata() and readMetadata(): "Required Permissions".
    if (call.faults.denies('ModifyMetadata')) {
      throw new SoapError(
        'INSUFFICIENT_ACCESS',
        'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions',
      );
    }
    return soapReply(name, await operation(body, call));
  } catch (error) {
    if (error instanceof SoapError) return soapFault(error.code, error.message);
    throw error;
  }
}
