import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FlightReader } from '../../src/tls/flight-reader.ts';
import type { ServerFlight } from '../../src/tls/flight-reader.ts';
import { TlsReadError } from '../../src/tls/read-error.ts';
import {
  certificate12,
  certificate13,
  done12,
  finished13,
  message,
  number,
  record,
  records,
  request12,
  request13,
  Seal,
  serverHello,
  status12,
  vector,
} from './made-flight.ts';
import { readMutated } from './mutated-flights.ts';

const bytes = (length: number, fill: number): Buffer => Buffer.alloc(length, fill);
const chain = [bytes(700, 1), bytes(900, 2), bytes(700, 1)];
const name = bytes(30, 3);
const staple = bytes(200, 4);
const secret = bytes(32, 5);
const suites = [0x1301, 0x1302, 0x1303] as const;

function read(pieces: readonly Uint8Array[], key?: Uint8Array): ServerFlight {
  const reader = new FlightReader();
  for (const piece of pieces) reader.push(piece);
  if (key) reader.useSecret(key);
  return reader.flight;
}

const flight12 = Buffer.concat([
  serverHello(2, 0xc02f),
  certificate12(chain),
  status12(staple),
  request12([name]),
  done12,
]);
const inner13 = Buffer.concat([message(8, vector(2)), request13([name]), certificate13(chain, staple), finished13]);
const flight13 = (suite: (typeof suites)[number], size?: number): Buffer[] => [
  record(22, serverHello(3, suite)),
  record(20, Buffer.from([1])),
  ...new Seal(suite, secret).records(inner13, size),
];
const fault = ({ problem }: ServerFlight): string | undefined => problem?.fault;

describe('TLS 1.2', () => {
  const expected = { version: 'TLSv1.2', suite: 0xc02f, retried: false, certificates: chain, staple, complete: true };

  for (const size of [1, 3, 255, 16_384]) {
    test(`in records of ${size} octets at most`, () => {
      assert.deepEqual(read(records(22, flight12, size)), { ...expected, request: { authorities: [name] } });
    });
  }

  test('in bytes that come one by one', () => {
    const whole = Buffer.concat(records(22, flight12));
    assert.deepEqual(read(Array.from(whole, (octet) => Buffer.from([octet]))).certificates, chain);
  });

  test('no request and no names are two things', () => {
    const without = Buffer.concat([serverHello(2, 0xc02f), certificate12(chain), done12]);
    assert.equal(read(records(22, without)).request, undefined);
    const empty = Buffer.concat([serverHello(2, 0xc02f), certificate12(chain), request12([]), done12]);
    assert.deepEqual(read(records(22, empty)).request, { authorities: [] });
  });

  test('an alert behind the certificates is told beside them', () => {
    const flight = read([...records(22, flight12), record(21, Buffer.from([2, 40]))]);
    assert.deepEqual(flight.certificates, chain);
    assert.equal(flight.alert, 40);
  });

  test('what is encrypted afterwards is not looked at', () => {
    const flight = read([...records(22, flight12), record(20, Buffer.from([1])), record(22, bytes(40, 0xff))]);
    assert.equal(flight.problem, undefined);
    assert.equal(flight.complete, true);
  });

  test('a request for another handshake (renegotiation) is not one, wherever it comes', () => {
    const again = record(22, message(0));
    const flight = read([again, ...records(22, flight12), again]);
    assert.equal(flight.problem, undefined);
    assert.deepEqual(flight.certificates, chain);
    const within = [serverHello(2, 0xc02f), message(0), certificate12(chain), done12];
    assert.deepEqual(read(within.map((one) => record(22, one))).certificates, chain);
    assert.equal(fault(read([record(22, message(0, bytes(1, 0)))])), 'malformed');
  });

  test('a warning ends nothing', () => {
    const flight = read([record(21, Buffer.from([1, 112])), ...records(22, flight12)]);
    assert.equal(flight.alert, undefined);
    assert.equal(flight.complete, true);
  });
});

describe('TLS 1.3', () => {
  for (const suite of suites) {
    test(`with suite ${suite.toString(16)}`, () => {
      assert.deepEqual(read(flight13(suite), secret), {
        version: 'TLSv1.3',
        suite,
        retried: false,
        certificates: chain,
        staple,
        request: { authorities: [name] },
        complete: true,
      });
    });
  }

  test('in records of odd sizes, padded, with the secret before or behind them', () => {
    const pieces = flight13(0x1301, 37);
    assert.deepEqual(read(pieces, secret).certificates, chain);
    const reader = new FlightReader();
    reader.push(pieces[0] as Buffer);
    reader.useSecret(secret);
    for (const piece of pieces.slice(1)) reader.push(piece);
    assert.deepEqual(reader.flight.certificates, chain);
  });

  test('without the secret nothing is said of what was sent', () => {
    const flight = read(flight13(0x1301));
    assert.equal(flight.certificates, undefined);
    assert.equal(flight.complete, false);
  });

  test('a hello that asks for another one is no hello', () => {
    const flight = read([record(22, serverHello(3, 0x1301, { retry: true })), ...flight13(0x1301)], secret);
    assert.equal(flight.retried, true);
    assert.deepEqual(flight.certificates, chain);
    const twice = [1, 2].map(() => record(22, serverHello(3, 0x1301, { retry: true })));
    assert.equal(fault(read(twice)), 'malformed');
  });

  test('compressed certificates are named as not read', () => {
    const sealed = new Seal(0x1301, secret).records(
      message(25, number(2, 2), number(9000, 3), vector(3, bytes(100, 1))),
    );
    const { problem, certificates } = read([record(22, serverHello(3, 0x1301)), ...sealed], secret);
    assert.equal(certificates, undefined);
    assert.equal(problem?.fault, 'unsupported');
    assert.match(problem?.message ?? '', /compressed \(brotli\)/);
  });

  test('an encrypted alert is read', () => {
    const sealed = new Seal(0x1301, secret).record(21, Buffer.from([2, 112]));
    assert.equal(read([record(22, serverHello(3, 0x1301)), sealed], secret).alert, 112);
  });

  test('another secret opens nothing', () => {
    assert.equal(fault(read(flight13(0x1301), bytes(32, 6))), 'malformed');
  });

  test('what comes behind the end uses other keys and is not looked at', () => {
    const flight = read([...flight13(0x1301), record(23, bytes(50, 1))], secret);
    assert.equal(flight.problem, undefined);
    assert.equal(flight.complete, true);
  });
});

describe('what is no flight', () => {
  const cases: [string, readonly Uint8Array[], string, RegExp][] = [
    ['HTTP', [Buffer.from('HTTP/1.1 400 Bad Request\r\n')], 'not-tls', /HTTP without TLS/],
    ['SSH', [Buffer.from('SSH-2.0-OpenSSH_9.2\r\n')], 'not-tls', /SSH/],
    ['mail', [Buffer.from('220 mail.example ESMTP\r\n')], 'not-tls', /SMTP/],
    ['one octet of something else', [Buffer.from([0x7f])], 'not-tls', /does not speak TLS/],
    ['a record of another version', [Buffer.from([22, 2, 0, 0, 1, 0])], 'not-tls', /does not speak TLS/],
    ['garbage behind a hello', [record(22, serverHello(2, 0xc02f)), bytes(50, 0xee)], 'malformed', /something else/],
    ['a record that is too long', [Buffer.from([22, 3, 3, 0xff, 0xff])], 'malformed', /longer than TLS allows/],
    ['an empty handshake record', [record(22, Buffer.alloc(0))], 'malformed', /empty handshake record/],
    ['a message of 16 MB', [record(22, Buffer.from([11, 0xff, 0xff, 0xff]))], 'too-large', /16777215 bytes/],
    ['certificates before the hello', records(22, certificate12(chain)), 'malformed', /before its hello/],
    [
      'certificates twice',
      records(22, Buffer.concat([serverHello(2, 1), certificate12(chain), certificate12(chain)])),
      'malformed',
      /certificates twice/,
    ],
    [
      'no certificates',
      records(22, Buffer.concat([serverHello(2, 1), certificate12([])])),
      'malformed',
      /without certificates/,
    ],
    [
      'an empty certificate',
      records(22, Buffer.concat([serverHello(2, 1), certificate12([Buffer.alloc(0)])])),
      'malformed',
      /empty certificate/,
    ],
    [
      'a certificate cut short',
      records(22, Buffer.concat([serverHello(2, 1), message(11, vector(3, number(500, 3), bytes(20, 1)))])),
      'malformed',
      /cut short/,
    ],
    [
      'more certificates than any chain has',
      records(22, Buffer.concat([serverHello(2, 1), certificate12(Array.from({ length: 101 }, () => bytes(5, 1)))])),
      'too-large',
      /more than 100/,
    ],
    ['data before the end', [record(22, serverHello(2, 1)), record(23, bytes(20, 1))], 'malformed', /before the end/],
    [
      'a version that does not exist',
      [record(22, message(2, number(0x0399, 2), bytes(32, 1), vector(1), number(1, 2), number(0, 1)))],
      'malformed',
      /does not exist/,
    ],
  ];
  for (const [what, pieces, expected, words] of cases) {
    test(what, () => {
      const { problem } = read(pieces);
      assert.ok(problem instanceof TlsReadError);
      assert.equal(problem.fault, expected);
      assert.match(problem.message, words);
    });
  }

  test('bytes without an end are given up', () => {
    const reader = new FlightReader();
    reader.push(record(22, serverHello(2, 1)));
    const filler = record(22, message(12, bytes(16_000, 1)));
    for (let count = 0; count < 40; count++) reader.push(filler);
    assert.equal(fault(reader.flight), 'too-large');
  });

  test('records without content, encrypted, are given up too', () => {
    const reader = new FlightReader();
    reader.push(record(22, serverHello(3, 0x1301)));
    for (let count = 0; count < 40; count++) reader.push(record(23, bytes(16_000, 1)));
    assert.equal(fault(reader.flight), 'too-large');
  });
});

test('of thousands of mutated flights each ends, in a typed error or without', () => {
  let refused = 0;
  for (let seed = 1; seed <= 3000; seed++) {
    const flight = readMutated(seed);
    if (flight.problem) {
      assert.ok(flight.problem instanceof TlsReadError, String(seed));
      refused++;
    }
    for (const one of flight.certificates ?? []) assert.ok(one.length > 0 && one.length < 102_400);
  }
  // A mutation that is never noticed, or always, would show that nothing is read.
  assert.ok(refused > 100 && refused < 2900, String(refused));
});
