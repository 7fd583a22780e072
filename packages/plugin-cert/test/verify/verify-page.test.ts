import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainPaint } from '../../src/terminal/paint.ts';
import { columnsOf } from '../../src/terminal/text.ts';
import { verifyPage } from '../../src/terminal/verify-page.ts';
import type { PathStep, Verification } from '../../src/verify/verify-file.ts';

const step = (name: string): PathStep => ({
  fingerprint: name,
  subject: `CN=${name}`,
  issuer: 'CN=x',
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2027-01-01T00:00:00.000Z',
  irregularities: [],
  trustSettings: null,
});
const steps = [step('leaf'), step('middle'), step('root')];
const trusted: Verification = {
  trusted: true,
  at: '2026-06-01T00:00:00.000Z',
  file: [],
  path: steps,
  candidate: null,
  problems: [],
  hints: [],
  revocation: [],
  ignored: [],
  cost: { signatures: 2, steps: 2 },
};
const refused: Verification = { ...trusted, trusted: false, path: null, candidate: steps };
const show = (verification: Verification, columns = 80): string =>
  verifyPage(verification, { columns, paint: plainPaint });

test('a trusted path is a tree from the anchor down, each step with its verdict', () => {
  assert.deepEqual(show(trusted).split('\n'), [
    '✔ TRUSTED      A complete path leads to an anchor.          1 Jun 2026 00:00 UTC',
    '',
    '✔ CN=root (anchor: given as trusted)',
    '  until Fri 1 Jan 2027',
    '   └ ✔ CN=middle (intermediate)',
    '       until Fri 1 Jan 2027',
    '      └ ✔ CN=leaf (the certificate in question)',
    '          until Fri 1 Jan 2027',
  ]);
});

test('a problem stands with the certificate that it is about, with its rule', () => {
  const problem = {
    code: 'expired',
    certificate: 'middle',
    message: 'It ended yesterday.',
    rule: 'RFC 5280 section 6.1.3 (a)(2)',
  };
  const page = show({ ...refused, problems: [problem] });
  assert.match(page, /^✖ NOT TRUSTED {2}It ended yesterday\./);
  assert.match(
    page,
    /└ ✖ CN=middle \(intermediate\)\n.*\n +It ended yesterday\.\n +RFC 5280 section 6\.1\.3 \(a\)\(2\)/,
  );
  assert.match(page, /✔ CN=leaf/);
});

test('what is wrong with the file stands above the verdict', () => {
  const file = [{ code: 'wrong-order', certificate: 'leaf', message: 'Wrong order: it is second of 2.' }] as const;
  const lines = show({ ...trusted, file }).split('\n');
  assert.match(lines[0] ?? '', /^▲ THE FILE {5}Wrong order: it is second of 2\.$/);
  assert.match(lines[2] ?? '', /^✔ TRUSTED/);
});

test('a step tells what it breaks, and the settings that it was given with', () => {
  const irregularity = { code: 'set-order', message: 'It is not in order.', rule: 'X.690 section 11.6', offset: 5 };
  const told = {
    ...step('root'),
    irregularities: [irregularity],
    trustSettings: { trusted: ['1.3.6.1.5.5.7.3.1'], rejected: ['1.3.6.1.5.5.7.3.2'], alias: 'Mine' },
  };
  const page = show({ ...trusted, path: [step('leaf'), told] }, 120);
  assert.match(page, /breaks a rule of its form, harmlessly: It is not in order\. \(X\.690 section 11\.6\)/);
  assert.match(page, /trust settings: trusted for serverAuth only; rejected for clientAuth; called "Mine"/);
});

test('an anchor is only called trusted on a trusted path', () => {
  assert.doesNotMatch(show({ ...refused, problems: [] }), /given as trusted/);
});

test('a problem with a certificate off the path is told too', () => {
  const problem = {
    code: 'no-issuer',
    certificate: 'elsewhere',
    message: 'Nobody vouches for it.',
    rule: 'RFC 5280 section 6.1',
  };
  assert.match(
    show({ ...refused, candidate: null, problems: [problem] }),
    /why {2}Nobody vouches for it\. \(RFC 5280 section 6\.1\)/,
  );
});

test('hints come with where to get what is missing', () => {
  const hint = {
    code: 'missing-intermediate',
    message: 'Fetch the intermediate:',
    url: 'http://aia.example/ca.cer',
  } as const;
  assert.match(show({ ...refused, hints: [hint] }), /try {2}Fetch the intermediate: http:\/\/aia\.example\/ca\.cer/);
});

test('a status that is not known is said, not left out', () => {
  const page = show({
    ...trusted,
    revocation: [{ certificate: 'leaf', status: 'unknown', reason: 'no list at hand' }],
  });
  assert.match(page, /not known whether it was revoked: no list at hand/);
});

test('input that was left out is said', () => {
  assert.match(
    show({ ...trusted, ignored: ['The second list could not be read.'] }),
    /Left out: The second list could not be read\./,
  );
});

test('a certificate that is itself an anchor stands alone', () => {
  assert.match(show({ ...trusted, path: [step('leaf')] }), /^✔ CN=leaf$/m);
});

test('no line is wider than the terminal', () => {
  const long = { ...trusted, path: steps.map((one) => ({ ...one, subject: `CN=${'x'.repeat(90)}` })) };
  for (const columns of [40, 80])
    assert.ok(
      show(long, columns)
        .split('\n')
        .every((line) => columnsOf(line) <= columns),
    );
});
