import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { outsideOf } from '../../../src/rotation/authorities/outside.ts';
import { nameServer } from './name-server.ts';
import type { Zone } from './name-server.ts';

const record = '_acme-challenge.www.example.com';

/** Where the zone is: one server, on loopback. */
const delegation: Zone = new Map([
  ['example.com NS', ['ns1.example.net']],
  ['ns1.example.net A', ['127.0.0.1']],
]);

describe('TXT records', () => {
  it('are those of the zone itself, though a resolver still says that there are none', async (test) => {
    const resolver = await nameServer(test, delegation);
    const zone: Zone = new Map([[`${record} TXT`, ['one', 'two']]]);
    const outside = outsideOf({ resolvers: [`127.0.0.1:${resolver}`], zonePort: await nameServer(test, zone) });
    assert.deepEqual([...(await outside.txt(record))].sort(), ['one', 'two']);
    zone.clear();
    assert.deepEqual(await outside.txt(record), []);
  });

  it('are those of another zone where the record is an alias', async (test) => {
    const resolver = await nameServer(
      test,
      new Map([...delegation, ['acme.example.org NS', ['ns1.example.net']]] as const),
    );
    const zone: Zone = new Map([
      [`${record} CNAME`, ['www.acme.example.org']],
      ['www.acme.example.org TXT', ['behind']],
    ]);
    const outside = outsideOf({ resolvers: [`127.0.0.1:${resolver}`], zonePort: await nameServer(test, zone) });
    assert.deepEqual(await outside.txt(record), ['behind']);
  });

  it('end where an alias leads in a circle', async (test) => {
    const resolver = await nameServer(test, delegation);
    const zone: Zone = new Map([[`${record} CNAME`, [record]]]);
    const outside = outsideOf({ resolvers: [`127.0.0.1:${resolver}`], zonePort: await nameServer(test, zone) });
    assert.deepEqual(await outside.txt(record), []);
  });

  it('are those of the resolver where no server of the zone can be asked', async (test) => {
    const known: Zone = new Map([...delegation, [`${record} TXT`, ['seen']]] as const);
    const outside = outsideOf({ resolvers: [`127.0.0.1:${await nameServer(test, known)}`], zonePort: 1 });
    assert.deepEqual(await outside.txt(record), ['seen']);
  });
});

describe('a page', () => {
  it('is what a web server answers with, behind redirects too, if it is short and good', async (test) => {
    const server = createServer((request, response) => {
      if (request.url === '/moved') response.writeHead(302, { location: '/page' }).end();
      else if (request.url === '/page') response.end('token.thumbprint');
      else if (request.url === '/long') response.end('x'.repeat(10_000));
      else response.writeHead(404).end('token.thumbprint');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    test.after(() => {
      server.closeAllConnections();
      server.close();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const outside = outsideOf();
    assert.equal(await outside.page(`${url}/page`), 'token.thumbprint');
    assert.equal(await outside.page(`${url}/moved`), 'token.thumbprint');
    assert.equal(await outside.page(`${url}/long`), undefined);
    assert.equal(await outside.page(`${url}/none`), undefined);
    assert.equal(await outside.page('http://127.0.0.1:1/'), undefined);
  });
});
