import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hex, octets, type Bytes } from './der-writer.ts';
import { told, value } from './extension-case.ts';

describe('Embedded certificate timestamps', () => {
  const uint16 = (n: number): Bytes => Uint8Array.of(n >> 8, n & 255);
  const timestamp = (version: number, signature = 4): Bytes =>
    Uint8Array.from([
      version,
      ...new Array<number>(32).fill(0xab),
      ...hex('0000018bcfe56800'),
      0,
      0,
      4,
      3,
      0,
      signature,
      1,
      2,
      3,
      4,
    ]);
  const list = (...items: readonly Bytes[]): Bytes => {
    const body = items.flatMap((item) => [...uint16(item.length), ...item]);
    return octets(Uint8Array.from([...uint16(body.length), ...body]));
  };

  it('tell the log and the moment', () => {
    assert.deepEqual(value('signedCertificateTimestamps', list(timestamp(0))), [
      { logId: 'ab'.repeat(32), timestamp: new Date(1_700_000_000_000) },
    ]);
  });

  it('of later versions are stepped over', () => {
    assert.deepEqual((value('signedCertificateTimestamps', list(timestamp(1), timestamp(0))) as unknown[]).length, 1);
  });

  it('count as absent, and are told, when lengths do not add up: no peer reads them with the certificate', () => {
    assert.equal(value('signedCertificateTimestamps', octets(hex('0000'))), undefined);
    told(
      'extension-unreadable',
      'signedCertificateTimestamps',
      octets(hex('')),
      octets(hex('0000')),
      octets(hex('0005')),
      octets(hex('000100')),
      octets(hex('00020000')),
      list(timestamp(0, 5)),
      list(timestamp(0).subarray(0, 40)),
    );
  });
});
