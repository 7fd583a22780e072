import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { CertInspectResult } from '../../src/commands/cert/inspect.ts';
import { folderWith } from '../fixtures/folder.ts';
import { issue, issueChain } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { nodeServer, rawServer } from '../tls/servers.ts';
import { jsonOf, runCommand } from './run-command.ts';

let root: Issued;
let intermediate: Issued;
let leaf: Issued;
before(async () => {
  ({ root, intermediate, leaf } = await issueChain({ dnsNames: ['localhost'] }));
});

const titles = ({ parts }: CertInspectResult): (string | undefined)[] =>
  parts.map(({ facts }) => facts.find(({ term }) => /subject/i.test(term))?.values[0]);

describe('sf cert inspect HOST:PORT', () => {
  test('decodes what was sent, in the order in which it was sent', async (t) => {
    const port = await nodeServer(t, { sends: [leaf, root, intermediate] });
    const { result, status } = jsonOf<CertInspectResult>(
      await runCommand(['inspect', `127.0.0.1:${port}`, '--json'], { cwd: folderWith(t, {}) }),
    );
    assert.equal(status, 0);
    assert.equal(result.file, `127.0.0.1:${port}`);
    assert.equal(result.server?.address, '127.0.0.1');
    assert.deepEqual(
      titles(result).map((title) => title?.replace(/^CN=/, '')),
      ['partner.example', 'Test Root', 'Test Intermediate'],
    );
    assert.equal(result.chain?.inOrder, false);
    assert.deepEqual(result.problems, []);
  });

  test('shows the page of a file, with what a server does instead', async (t) => {
    const port = await nodeServer(t, { sends: [leaf, intermediate] });
    const { stdout, exitCode } = await runCommand(['inspect', `https://localhost:${port}/path`], {
      cwd: folderWith(t, {}),
    });
    assert.equal(exitCode, 0);
    assert.match(stdout, /^What localhost:\d+ sends, in this order \(at .+, TLSv1\.3\)/);
    assert.match(stdout, /2 of 2: Certificate of a certificate authority/);
    assert.match(stdout, /not sent; a root need not be/);
    assert.match(stdout, /sf cert probe/);
  });

  test('shows both chains of a server that has two', async (t) => {
    const rsa = await issue({
      name: 'rsa.example',
      from: '2026-01-01',
      days: 100,
      issuer: intermediate,
      rsaBits: 2048,
    });
    const port = await nodeServer(t, { sends: [leaf], alsoSends: [rsa] });
    const { result } = jsonOf<CertInspectResult>(
      await runCommand(['inspect', `127.0.0.1:${port}`, '--json'], { cwd: folderWith(t, {}) }),
    );
    assert.deepEqual(titles(result).toSorted(), ['CN=partner.example', 'CN=rsa.example']);
    assert.match(result.parts[1]?.entry ?? '', /^sent to clients that take (RSA|ECDSA) keys only$/);
  });

  test('reads IPv6 addresses in brackets', async (t) => {
    const closed = await runCommand(['inspect', '[::1]:1'], { cwd: folderWith(t, {}) });
    assert.equal(closed.exitCode, 1);
    assert.match(closed.stderr.replace(/\s+/g, ' '), /\[::1\]:1 sent no certificates\./);
  });

  test('where nothing answers with certificates it fails with a sentence, not a stack', async (t) => {
    const plain = await rawServer(t, (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    for (const port of [plain, 1]) {
      const { exitCode, stderr, stdout } = await runCommand(['inspect', `127.0.0.1:${port}`], {
        cwd: folderWith(t, {}),
      });
      assert.deepEqual([exitCode, stdout], [1, '']);
      assert.match(stderr.replace(/\s+/g, ' '), new RegExp(`127\\.0\\.0\\.1:${port} sent no certificates\\. \\S`));
      assert.doesNotMatch(stderr, /\bat .+:\d+:\d+/);
    }
  });

  test('a file of that name is a file, and what is neither does not exist', async (t) => {
    const cwd = folderWith(t, { 'partner:443': leaf.pem });
    const file = jsonOf<CertInspectResult>(await runCommand(['inspect', 'partner:443', '--json'], { cwd }));
    assert.deepEqual([file.result.parts.length, file.result.server], [1, undefined]);
    for (const text of ['partner.pem', 'api.example.com', 'some/path:443']) {
      const { exitCode, stderr } = await runCommand(['inspect', text], { cwd });
      assert.equal(exitCode, 2, text);
      assert.match(stderr, /does not exist/);
    }
    const { exitCode, stderr } = await runCommand(['inspect', 'localhost:99999'], { cwd });
    assert.equal(exitCode, 2);
    assert.match(stderr.replace(/\s+/g, ' '), /port between 1 and 65535/);
    const other = await runCommand(['inspect', 'http://localhost:8080'], { cwd });
    assert.equal(other.exitCode, 2);
    assert.match(other.stderr.replace(/\s+/g, ' '), /no https address/);
  });
});
