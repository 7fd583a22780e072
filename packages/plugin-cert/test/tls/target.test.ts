import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTarget, TargetError } from '../../src/tls/target.ts';

test('a server is read as people write it', () => {
  const cases: Record<string, [host: string, port: number, text: string]> = {
    'api.example.com': ['api.example.com', 443, 'api.example.com:443'],
    'API.example.com:8443': ['api.example.com', 8443, 'api.example.com:8443'],
    'https://api.example.com/path?x=1': ['api.example.com', 443, 'api.example.com:443'],
    'https://user@api.example.com:99': ['api.example.com', 99, 'api.example.com:99'],
    '127.0.0.1:1': ['127.0.0.1', 1, '127.0.0.1:1'],
    '[::1]:8443': ['::1', 8443, '[::1]:8443'],
    '[::1]': ['::1', 443, '[::1]:443'],
    '::1': ['::1', 443, '[::1]:443'],
    my_host: ['my_host', 443, 'my_host:443'],
    'müller.example': ['xn--mller-kva.example', 443, 'xn--mller-kva.example:443'],
  };
  for (const [written, [host, port, text]] of Object.entries(cases)) {
    assert.deepEqual(parseTarget(written), { host, port, text }, written);
  }
});

test('what names no server is refused in one sentence', () => {
  for (const written of [
    ...['', ':443', 'a b', 'host:0', 'host:65536', 'host:port', '[::1', '[host]:1', 'http://host', 'ldaps://host'],
    ...['--cert', '-host', 'host..example', `${'a'.repeat(64)}.example`],
  ]) {
    assert.throws(() => parseTarget(written), TargetError, written);
  }
});
