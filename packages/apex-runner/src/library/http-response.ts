import { member, type PlatformType } from './declaration.ts';
import { messageMembers } from './http-members.ts';
import { HttpResponseValue } from './http-message.ts';
import { referencePage } from './page.ts';
import { textList } from './string-statics.ts';

export const httpResponse: PlatformType = {
  name: 'HttpResponse',
  page: referencePage('apex_classes_restful_http_httpresponse'),
  members: [
    member('new()', () => new HttpResponseValue()),
    ...messageMembers,
    member('List<String> getHeaderKeys()', (_tx, self: HttpResponseValue) =>
      textList(self.headers().map((header) => header.name)),
    ),
    member('String getStatus()', (_tx, self: HttpResponseValue) => self.status),
    member('Integer getStatusCode()', (_tx, self: HttpResponseValue) => self.statusCode),
    member('void setStatus(String status)', (_tx, self: HttpResponseValue, status: string | null) => {
      self.status = status;
    }),
    member('void setStatusCode(Integer statusCode)', (_tx, self: HttpResponseValue, statusCode: number | null) => {
      self.statusCode = statusCode ?? 0;
    }),
  ],
};
