import { findObject } from '../soql/field-path.ts';
import { sameId } from '../org/record-id.ts';
import type { Row, RowValue } from '../org/row.ts';
import { idOf } from '../org/row.ts';
import { ok, RestError } from '../http/message.ts';
import type { Route } from '../routing/route.ts';
import { databaseOf, insufficientAccess } from './database.ts';

/** Single records and their blobs. */
export const sobjectRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/services\/data\/v(?<version>[\d.]+)\/(?<api>tooling\/)?sobjects\/(?<object>\w+)\/(?<id>\w{15,18})$/,
    answer: (call) => {
      const { version = '', api = '', object: name = '', id = '' } = call.parameters;
      const database = databaseOf(call, api === '' ? 'data' : 'tooling');
      const object = findObject(database, name);
      const row = database.rows(object.name).find((candidate) => sameId(idOf(candidate), id));
      if (row === undefined) throw notFound();
      const root = `/services/data/v${version}/${api}sobjects/${object.name}/${idOf(row)}`;
      const fields = Object.entries(object.fields).map(([field, kind]): [string, RowValue] => {
        const value = row[field] ?? (kind === 'boolean' ? false : null);
        return [field, kind === 'base64' && value !== null ? `${root}/${field}` : value];
      });
      const values: Row = Object.fromEntries(fields);
      return ok({ attributes: { type: object.name, url: root }, ...values });
    },
  },
  {
    method: 'GET',
    path: /^\/services\/data\/v[\d.]+\/(?<api>tooling\/)?sobjects\/(?<object>\w+)\/(?<id>\w{15,18})\/(?<field>\w+)$/,
    answer: (call) => {
      const { api, object: name = '', id = '', field = '' } = call.parameters;
      if (name === 'Certificate' && call.faults.denies('CertificateBody')) {
        throw insufficientAccess('Manage Certificates');
      }
      const database = databaseOf(call, api === undefined ? 'data' : 'tooling');
      const object = findObject(database, name);
      const row = database.rows(object.name).find((candidate) => sameId(idOf(candidate), id));
      const body = object.fields[field] === 'base64' ? row?.[field] : undefined;
      if (typeof body !== 'string') throw notFound();
      // unverified: the content type that an org answers with
      return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: Buffer.from(body) };
    },
  },
];

function notFound(): RestError {
  return new RestError(404, 'NOT_FOUND', 'The requested resource does not exist');
}
