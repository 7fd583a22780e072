import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { QueryError } from '../../src/soql/query-error.ts';
import { answer } from '../../src/server/answer.ts';
import { Sessions } from '../../src/routing/sessions.ts';
import { jsonBody, ok, RestError } from '../../src/http/message.ts';
import type { Request } from '../../src/http/message.ts';
import type { Route, Surroundings } from '../../src/routing/route.ts';

const sessions = new Sessions('00D000000000001EAA');
const around = { sessions } as Surroundings;

const table: readonly Route[] = [
  { method: 'GET', path: /^\/open$/, open: true, answer: () => ok({ open: true }) },
  { method: 'GET', path: /^\/things\/(?<id>[^/]+)(?:\/(?<part>\w+))?$/, answer: ({ parameters }) => ok(parameters) },
  { method: 'GET', path: /^\/things\/never$/, answer: () => ok('the route before comes first') },
  {
    method: 'POST',
    path: /^\/fail\/(?<how>\w+)$/,
    answer: ({ parameters: { how } }) => {
      if (how === 'rest') throw new RestError(409, 'CONFLICT', 'No.');
      if (how === 'query') throw new QueryError('INVALID_TYPE', 'No.');
      throw new Error('broken');
    },
  },
];

function ask(method: string, path: string, authorization?: string) {
  const headers = authorization === undefined ? {} : { authorization };
  const request: Request = { method, path, headers, search: new URLSearchParams(), body: Buffer.alloc(0) };
  return answer(request, table, around);
}

const token = `Bearer ${sessions.opaque}`;

describe('answering', () => {
  it('takes the first route whose method and path fit, with its parameters decoded', async () => {
    assert.deepEqual((await ask('GET', '/things/a%20b/c', token)).body, { id: 'a b', part: 'c' });
    assert.deepEqual((await ask('GET', '/things/never', token)).body, { id: 'never' }, 'an absent group is left out');
  });

  it('wants the access token, but for open routes', async () => {
    assert.equal((await ask('GET', '/open')).status, 200);
    assert.equal((await ask('GET', '/things/a')).status, 401);
    assert.equal((await ask('GET', '/things/a', 'Bearer other')).status, 401);
    assert.equal((await ask('GET', '/things/a', token)).status, 200);
  });

  it('says 404 for paths and methods that no route has', async () => {
    assert.equal((await ask('GET', '/nothing', token)).status, 404);
    assert.equal((await ask('DELETE', '/open', token)).status, 404);
  });

  it("writes refusals in Salesforce's shape", async () => {
    assert.deepEqual(await ask('POST', '/fail/rest', token), {
      status: 409,
      body: [{ message: 'No.', errorCode: 'CONFLICT' }],
    });
    assert.deepEqual((await ask('POST', '/fail/query', token)).status, 400);
  });

  it('answers 500 for a failure of its own, without a stack', async () => {
    const { status, body } = await ask('POST', '/fail/otherwise', token);
    assert.equal(status, 500);
    assert.deepEqual(body, [{ message: 'The practice org failed: broken', errorCode: 'UNKNOWN_EXCEPTION' }]);
  });
});

describe('a JSON body', () => {
  it('that is none is refused', () => {
    const request = { body: Buffer.from('{') } as Request;
    assert.throws(() => jsonBody(request), { errorCode: 'JSON_PARSER_ERROR' });
    assert.deepEqual(jsonBody({ body: Buffer.from('{"a":1}') } as Request), { a: 1 });
  });
});
