import { deployStatus } from '../metadata/deploys.ts';
import { ok, RestError } from '../http/message.ts';
import type { Call, Route } from '../routing/route.ts';
import { readMultipart } from './multipart.ts';

/** The REST form of deploy: a zip and its options as multipart/form-data. */
export const deployRequestRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/services\/data\/v[\d.]+\/metadata\/deployRequest\/?$/,
    answer: async (call) => {
      refuseWithoutPermission(call);
      const parts = readMultipart(call.request);
      const zip = parts.get('file');
      const written = parts.get('entity_content') ?? parts.get('json');
      if (zip === undefined) throw new RestError(400, 'INVALID_MULTIPART_REQUEST', 'The part named file is missing.');
      const { deployOptions = {} } = optionsOf(written);
      const id = await call.deploys.start(zip, deployOptions);
      return { status: 201, body: { id, deployOptions } };
    },
  },
  {
    method: 'GET',
    path: /^\/services\/data\/v[\d.]+\/metadata\/deployRequest\/(?<id>\w{15,18})$/,
    answer: (call) => {
      refuseWithoutPermission(call);
      const id = call.parameters['id'] ?? '';
      const result = call.deploys.get(id);
      if (result === undefined) throw new RestError(404, 'NOT_FOUND', 'The requested resource does not exist');
      const details = call.request.search.get('includeDetails') === 'true';
      return ok({ id, deployResult: deployStatus(result, details) });
    },
  },
];

interface Posted {
  readonly deployOptions?: { readonly checkOnly?: boolean; readonly rollbackOnError?: boolean };
}

function optionsOf(part: Uint8Array | undefined): Posted {
  try {
    return part === undefined ? {} : (JSON.parse(Buffer.from(part).toString('utf8')) as Posted);
  } catch {
    throw new RestError(400, 'JSON_PARSER_ERROR', 'The deploy options are not JSON.');
  }
}

function refuseWithoutPermission({ faults }: Call): void {
  if (!faults.denies('ModifyMetadata')) return;
  throw new RestError(
    403,
    'INSUFFICIENT_ACCESS',
    'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions',
  );
}
