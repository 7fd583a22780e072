import type { Blob } from '../values/scalar.ts';
import { blobOf, textOfBlob } from './blob.ts';
import { member, strict, type Member } from './declaration.ts';
import type { HttpMessage } from './http-message.ts';

/** Members that HttpRequest and HttpResponse share. */
export const messageMembers: readonly Member[] = [
  member('String getBody()', (tx, self: HttpMessage) => (self.body === null ? '' : textOfBlob(tx, self.body))),
  member('Blob getBodyAsBlob()', (_tx, self: HttpMessage) => self.body),
  strict('String getHeader(String name)', (_tx, self: HttpMessage, name: string) => self.header(name)),
  strict('void setBody(String body)', (_tx, self: HttpMessage, body: string) => {
    self.body = blobOf(body);
  }),
  strict('void setBodyAsBlob(Blob body)', (_tx, self: HttpMessage, body: Blob) => {
    self.body = body;
  }),
  strict('void setHeader(String name, String value)', (_tx, self: HttpMessage, name: string, value: string) =>
    self.setHeader(name, value),
  ),
  member('String toString()', (_tx, self: HttpMessage) => self.text()),
];
