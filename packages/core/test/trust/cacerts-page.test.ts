import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCacertsPage, type CacertsPage, type Fingerprints } from '@cert-health/core';
import {
  colons,
  definitions,
  javaName,
  keytoolShort,
  keytoolVerbose,
  listed,
  page,
  spaces,
  table,
  type ListedRoot,
} from './cacerts-pages.ts';

const [g2, g5] = listed as [ListedRoot, ListedRoot, ListedRoot];

/** Everything on the page was understood, and these hashes of each root were read, in order. */
function reads(html: string, hashes: readonly (keyof Fingerprints)[]): CacertsPage {
  const read = readCacertsPage(html);
  assert.deepEqual(
    read.entries.map(({ fingerprints }) => fingerprints),
    listed.map((root) => Object.fromEntries(hashes.map((hash) => [hash, root[hash]]))),
  );
  assert.equal(read.understood, listed.length);
  assert.equal(read.notUnderstood, 0, read.problems.join('\n'));
  return read;
}

describe('a page of PEM blocks', () => {
  const expectCertificates = (html: string): CacertsPage => {
    const read = readCacertsPage(html);
    assert.deepEqual(
      read.entries.map(({ certificate }) => certificate?.fingerprint),
      listed.map(({ sha256 }) => sha256),
    );
    assert.equal(read.notUnderstood, 0, read.problems.join('\n'));
    return read;
  };

  it('is read as plain text', () => void expectCertificates(listed.map(({ pem }) => pem).join('\n')));
  it('is read with Windows line ends', () =>
    void expectCertificates(listed.map(({ pem }) => pem.replaceAll('\n', '\r\n')).join('')));
  it('is read from <pre>', () => void expectCertificates(page(`<pre>${listed.map(({ pem }) => pem).join('')}</pre>`)));
  it('is read from a <pre> each', () =>
    void expectCertificates(page(listed.map(({ pem }) => `<div><pre>\n${pem}</pre></div>`).join('\n'))));
  it('is read with <br> for line ends', () =>
    void expectCertificates(page(listed.map(({ pem }) => `<p>${pem.replaceAll('\n', '<br/>')}</p>`).join(''))));
  it('is read with all line ends lost', () =>
    void expectCertificates(page(listed.map(({ pem }) => `<p>${pem.replaceAll('\n', ' ')}</p>`).join(''))));
  it('is read from cells of a table', () =>
    void expectCertificates(
      page(`<table>${listed.map(({ pem, alias }) => `<tr><td>${alias}</td><td>${pem}</td></tr>`).join('')}</table>`),
    ));

  it('takes the subject above a block as its label', () => {
    const read = expectCertificates(
      page(listed.map((root) => `<p>Subject: ${javaName(root)}</p><pre>${root.pem}</pre>`).join('\n')),
    );
    assert.deepEqual(
      read.entries.map(({ subject }) => subject),
      listed.map(javaName),
    );
  });

  it('counts a damaged block and reads the others', () => {
    const damaged = (listed[0]?.pem ?? '').replace(/\n.{64}\n/, '\n');
    const read = readCacertsPage([damaged, listed[1]?.pem, listed[2]?.pem].join('\n'));
    assert.deepEqual([read.understood, read.notUnderstood], [2, 1]);
    assert.match(read.problems[0] ?? '', /cannot be read/);
  });

  it('counts a block that the page cuts off', () => {
    const read = readCacertsPage(`${listed[0]?.pem}${listed[1]?.pem.slice(0, 400)}`);
    assert.deepEqual([read.understood, read.notUnderstood], [1, 1]);
  });
});

describe("keytool's text", () => {
  it('is read in its long form, serial numbers and key identifiers not taken for hashes', () => {
    const read = reads(keytoolVerbose(listed), ['md5', 'sha1', 'sha256']);
    assert.deepEqual(
      read.entries.map(({ name }) => name),
      listed.map(({ alias }) => alias),
    );
    assert.deepEqual(
      read.entries.map(({ subject }) => subject),
      listed.map(javaName),
    );
  });

  it('is read from <pre>', () =>
    void reads(page(`<pre>${keytoolVerbose(listed).replaceAll('"', '&#34;')}</pre>`), ['md5', 'sha1', 'sha256']));
  it('is read with <br> for line ends', () =>
    void reads(page(keytoolVerbose(listed, '<br>\n')), ['md5', 'sha1', 'sha256']));
  it('is read with Windows line ends', () => void reads(keytoolVerbose(listed, '\r\n'), ['md5', 'sha1', 'sha256']));
  it('is read in its short form with MD5', () => void reads(keytoolShort(listed, 'MD5'), ['md5']));
  it('is read in its short form with SHA-1', () => void reads(keytoolShort(listed, 'SHA1'), ['sha1']));
  it('is read in its short form with SHA-256', () =>
    void reads(page(`<pre>${keytoolShort(listed, 'SHA-256')}</pre>`), ['sha256']));
});

describe('a table', () => {
  it('is read by its headings', () => {
    const read = reads(page(table(listed)), ['sha1', 'sha256']);
    assert.deepEqual(
      read.entries.map(({ name }) => name),
      listed.map(({ alias }) => alias),
    );
    assert.deepEqual(
      read.entries.map(({ subject }) => subject),
      listed.map(javaName),
    );
  });

  it('is read without headings where SHA-256 and names speak for themselves', () => {
    const rows = listed.map((root) => `<tr><td>${javaName(root)}</td><td>${colons(root.sha256)}</td></tr>`);
    const read = reads(page(`<table>${rows.join('')}</table>`), ['sha256']);
    assert.deepEqual(
      read.entries.map(({ subject }) => subject),
      listed.map(javaName),
    );
  });

  it('is read with a heading "Fingerprint", the length telling which hash', () => {
    const rows = listed.map((root) => `<tr><td>${root.alias}</td><td>${spaces(root.sha1)}</td></tr>`);
    reads(page(`<table><tr><th>Name</th><th>Fingerprint</th></tr>${rows.join('')}</table>`), ['sha1']);
  });

  it('is read with markup inside its cells', () => {
    const rows = listed.map(
      (root) =>
        `<tr><td><div><p>${root.alias}</p></div></td><td><div>${javaName(root)}</div></td><td><code>${colons(root.sha256)}</code></td></tr>`,
    );
    const read = reads(page(`<table>${rows.join('\n')}</table>`), ['sha256']);
    assert.deepEqual(
      read.entries.map(({ subject }) => subject),
      listed.map(javaName),
    );
  });

  it('does not take a serial number of 20 octets for a hash', () => {
    const rows = listed.map((root) => `<tr><td>${javaName(root)}</td><td>${colons(root.sha1)}</td></tr>`);
    const read = readCacertsPage(
      page(`<table><tr><th>Subject</th><th>Serial number</th></tr>${rows.join('')}</table>`),
    );
    assert.deepEqual([read.understood, read.nameOnly], [3, 3]);
  });

  it('counts a row whose number has no heading and may be a hash or a serial number', () => {
    const rows = [`<td>one</td><td>${g2.sha256}</td>`, `<td>two</td><td>${colons(g5.sha1)}</td>`];
    const read = readCacertsPage(page(`<table>${rows.map((row) => `<tr>${row}</tr>`).join('')}</table>`));
    assert.deepEqual([read.understood, read.notUnderstood], [1, 1]);
  });

  it('does not read a second table by the headings of the first', () => {
    const other = `<h2>Keys</h2><table><tr><td>a</td><td>b</td><td>c</td><td>d</td><td>e</td><td>${'7'.repeat(40)}</td><td>f</td></tr></table>`;
    const read = readCacertsPage(page(table(listed) + other));
    assert.deepEqual([read.understood, read.notUnderstood], [3, 1]);
  });

  it('counts a row that is not understood', () => {
    const html = page(
      table(listed).replace(
        '</tbody>',
        '<tr><td>broken</td><td>?</td><td></td><td>01</td><td></td><td>12:34</td><td>zz</td></tr></tbody>',
      ),
    );
    const read = readCacertsPage(html);
    assert.equal(read.understood, 3);
    assert.equal(read.notUnderstood, 1);
    assert.match(read.problems[0] ?? '', /broken/);
  });
});

describe('other shapes', () => {
  it('a definition list is read', () => {
    const read = reads(page(definitions(listed)), ['sha1']);
    assert.deepEqual(
      read.entries.map(({ subject }) => subject),
      listed.map(javaName),
    );
  });

  it('lines of "hash name" are read', () =>
    void reads(listed.map((root) => `${root.sha256}  ${javaName(root)}`).join('\n'), ['sha256']));

  it("openssl's text is read", () => {
    const text = listed
      .map((root) => `subject=${root.certificate.subject.text}\nsha256 Fingerprint=${colons(root.sha256)}`)
      .join('\n');
    const read = reads(text, ['sha256']);
    assert.deepEqual(
      read.entries.map(({ subject }) => subject),
      listed.map(({ certificate }) => certificate.subject.text),
    );
  });

  it('names alone are read, and counted as names only', () => {
    const read = readCacertsPage(page(`<ul>${listed.map((root) => `<li>${javaName(root)}</li>`).join('')}</ul>`));
    assert.deepEqual(
      read.entries.map(({ subject }) => subject),
      listed.map(javaName),
    );
    assert.deepEqual([read.understood, read.nameOnly, read.notUnderstood], [3, 3, 0]);
  });

  it('an index and its details are one entry each', () => {
    const read = reads(page(`${table(listed)}<pre>${keytoolVerbose(listed)}</pre>`), ['sha1', 'sha256', 'md5']);
    assert.equal(read.entries.length, 3);
  });
});

describe('what is no list', () => {
  it('says so instead of reading an empty one', () => {
    for (const html of ['', '   ', page('<p>Log in to Salesforce</p>'), '{"error":"not found"}', '404 Not Found']) {
      const read = readCacertsPage(html);
      assert.equal(read.understood, 0, html);
      assert.equal(read.notUnderstood, 1, html);
      assert.match(read.problems[0] ?? '', /Nothing on the page/);
    }
  });

  it('does not take scripts, styles and comments for entries', () => {
    const hidden = `<!-- ${listed[0]?.sha256} CN=Hidden --><script>var x = "${listed[1]?.sha256}"</script>`;
    assert.equal(readCacertsPage(page(hidden)).understood, 0);
  });

  it('counts a hash that does not have the length it should', () => {
    const text = `Alias name: cut\nOwner issue\nSHA256: ${colons(listed[0]?.sha256 ?? '').slice(0, 60)}`;
    const read = readCacertsPage(text);
    assert.deepEqual([read.understood, read.notUnderstood], [0, 1]);
  });

  const hostile = [
    '<',
    '<a ',
    '<!--',
    '<script>',
    '<pre>',
    '<td>',
    '-----BEGIN CERTIFICATE-----',
    'aa:',
    '&#',
    'a=C, ',
    'x , ',
    ' ',
  ];
  for (const part of hostile) {
    it(`ends on a megabyte of "${part}"`, () => {
      const read = readCacertsPage(`<p>${part.repeat(1_000_000 / part.length)}`);
      assert.ok(read.entries.length <= 1, 'at most the one that repeated colons look like');
    });
  }

  it('tells of a line that is too long to be an entry', () => {
    const read = readCacertsPage(`${'x'.repeat(3_000)} ${listed[0]?.sha256}`);
    assert.deepEqual([read.understood, read.notUnderstood], [0, 1]);
  });
});

describe('the date of a page', () => {
  it('is the one it states, else when it was fetched', () => {
    const about = { fetchedAt: '2026-11-22' };
    assert.equal(readCacertsPage(page('<p>Last updated: 2026-10-01</p>'), about).pageDate, '2026-10-01');
    assert.equal(readCacertsPage(page('<p>Generated on October 3, 2026</p>'), about).pageDate, '2026-10-03');
    assert.equal(readCacertsPage(page('<p>As of 3 Nov 2026</p>'), about).pageDate, '2026-11-03');
    assert.equal(readCacertsPage(page('<p>hello</p>'), about).pageDate, '2026-11-22');
    assert.equal(readCacertsPage(page('<p>hello</p>')).pageDate, undefined);
  });
});
