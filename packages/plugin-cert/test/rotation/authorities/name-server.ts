/** A name server on loopback (RFC 1035), which knows what a test tells it. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const types = { A: 1, NS: 2, CNAME: 5, TXT: 16 } as const;
export type RecordType = keyof typeof types;

/** `www.example.com TXT` to its values. */
export type Zone = Map<`${string} ${RecordType}`, readonly string[]>;

/** @returns its port. */
export async function nameServer(test: { after(end: () => void): void }, zone: Zone): Promise<number> {
  const socket = createSocket('udp4');
  socket.on('message', (message, { address, port }) => socket.send(answerTo(message, zone), port, address));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  test.after(() => void socket.close());
  return socket.address().port;
}

function answerTo(message: Buffer, zone: Zone): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const question = message.subarray(12, at + 5);
  const name = labels.join('.').toLowerCase();
  const asked = message.readUInt16BE(at + 1);
  const given = (Object.keys(types) as RecordType[])
    // An alias is given whatever is asked for (RFC 1034 section 3.6.2).
    .filter((type) => types[type] === asked || type === 'CNAME')
    .flatMap((type) => (zone.get(`${name} ${type}`) ?? []).map((value) => record(type, value)));
  const head = Buffer.alloc(12);
  message.copy(head, 0, 0, 2);
  head.writeUInt16BE(0x8580, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(given.length, 6);
  return Buffer.concat([head, question, ...given]);
}

function record(type: RecordType, value: string): Buffer {
  const data =
    type === 'A'
      ? Buffer.from(value.split('.').map(Number))
      : type === 'TXT'
        ? Buffer.concat([Buffer.from([value.length]), Buffer.from(value, 'latin1')])
        : nameOctets(value);
  const head = Buffer.alloc(12);
  // The name of the question, by where it stands.
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(types[type], 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function nameOctets(name: string): Buffer {
  const labels = name
    .split('.')
    .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')]));
  return Buffer.concat([...labels, Buffer.from([0])]);
}
