/** Flights of a server with octets changed and cut off, to see that reading each of them ends. */
import { FlightReader } from '../../src/tls/flight-reader.ts';
import type { ServerFlight } from '../../src/tls/flight-reader.ts';
import {
  certificate12,
  certificate13,
  done12,
  finished13,
  message,
  record,
  records,
  request12,
  request13,
  Seal,
  serverHello,
  status12,
  vector,
} from './made-flight.ts';

const bytes = (length: number, fill: number): Buffer => Buffer.alloc(length, fill);
// Short ones, so that mutations meet what is read and not only what is carried.
const chain = [bytes(40, 1), bytes(60, 2), bytes(40, 1)];
const name = bytes(10, 3);
const staple = bytes(20, 4);
const secret = bytes(32, 5);
const whole12 = Buffer.concat(
  records(
    22,
    Buffer.concat([serverHello(2, 0xc02f), certificate12(chain), status12(staple), request12([name]), done12]),
    50,
  ),
);
const inner13 = Buffer.concat([message(8, vector(2)), request13([name]), certificate13(chain, staple), finished13]);

/** The same numbers on every machine. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 0x1_0000_0000;
}

/** What is read of one mutated flight: of TLS 1.3 with an even seed, else of TLS 1.2. */
export function readMutated(seed: number): ServerFlight {
  const next = numbers(seed);
  const at = (length: number): number => Math.floor(next() * length);
  const is13 = seed % 2 === 0;
  // Behind the encryption: what is mutated there opens, and is read.
  const plain = Buffer.from(is13 ? inner13 : whole12);
  for (let count = at(4) + 1; count > 0; count--) plain[at(plain.length)] = at(256);
  const cut = next() < 0.2 ? plain.subarray(0, at(plain.length) + 1) : plain;
  const size = at(200) + 1;
  const pieces = is13
    ? [record(22, serverHello(3, 0x1301)), ...new Seal(0x1301, secret).records(cut, size)]
    : Array.from({ length: Math.ceil(cut.length / size) }, (_, step) => cut.subarray(step * size, (step + 1) * size));
  const reader = new FlightReader();
  for (const piece of pieces) reader.push(piece);
  if (is13) reader.useSecret(secret);
  return reader.flight;
}
