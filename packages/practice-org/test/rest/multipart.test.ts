import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readMultipart } from '../../src/rest/multipart.ts';
import type { Request } from '../../src/http/message.ts';
import { RestError } from '../../src/http/message.ts';

function request(contentType: string | undefined, body: string | Buffer): Request {
  return {
    method: 'POST',
    path: '/',
    search: new URLSearchParams(),
    headers: contentType === undefined ? {} : { 'content-type': contentType },
    body: Buffer.from(body),
  };
}

describe('a multipart body', () => {
  it('gives its parts by name, byte for byte', () => {
    const bytes = Buffer.from([0, 13, 10, 45, 45, 255, 13, 10]);
    const body = Buffer.concat([
      Buffer.from(
        '--b\r\nContent-Disposition: form-data; name="file"; filename="package.xml"\r\nContent-Type: application/zip\r\n\r\n',
      ),
      bytes,
      Buffer.from('\r\n--b\r\nContent-Disposition: form-data; name="json"\r\n\r\n{"a":1}\r\n--b--\r\n'),
    ]);
    const parts = readMultipart(request('multipart/form-data; boundary=b', body));
    assert.deepEqual([...parts.keys()], ['file', 'json']);
    assert.deepEqual(Buffer.from(parts.get('file')!), bytes);
    assert.equal(Buffer.from(parts.get('json')!).toString(), '{"a":1}');
  });

  it('may have a boundary in quotes', () => {
    const body = '--a b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n--a b--';
    assert.equal(readMultipart(request('multipart/form-data; boundary="a b"', body)).size, 1);
  });

  it('that ends too early gives the parts that are whole', () => {
    const body = '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1';
    assert.equal(readMultipart(request('multipart/form-data; boundary=b', body)).size, 0);
  });

  it('without a boundary is refused', () => {
    for (const type of [undefined, 'application/json', 'multipart/form-data']) {
      assert.throws(() => readMultipart(request(type, '')), RestError);
    }
  });
});
