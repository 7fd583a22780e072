import { member, strict, type PlatformType } from './declaration.ts';
import { messageMembers } from './http-members.ts';
import { HttpRequestValue } from './http-message.ts';
import { referencePage } from './page.ts';

export const httpRequest: PlatformType = {
  name: 'HttpRequest',
  page: referencePage('apex_classes_restful_http_httprequest'),
  members: [
    member('new()', () => new HttpRequestValue()),
    ...messageMembers,
    member('Boolean getCompressed()', (_tx, self: HttpRequestValue) => self.isCompressed),
    member('String getEndpoint()', (_tx, self: HttpRequestValue) => self.endpoint),
    member('String getMethod()', (_tx, self: HttpRequestValue) => self.method),
    strict('void setClientCertificateName(String name)', (_tx, self: HttpRequestValue, name: string) => {
      self.certificate = name;
    }),
    strict('void setCompressed(Boolean isCompressed)', (_tx, self: HttpRequestValue, isCompressed: boolean) => {
      self.isCompressed = isCompressed;
    }),
    strict('void setEndpoint(String endpoint)', (_tx, self: HttpRequestValue, endpoint: string) => {
      self.endpoint = endpoint;
    }),
    strict('void setMethod(String method)', (_tx, self: HttpRequestValue, method: string) => {
      self.method = method;
    }),
    strict('void setTimeout(Integer milliseconds)', (tx, self: HttpRequestValue, milliseconds: number) => {
      // unverified: the wording
      if (milliseconds < 1 || milliseconds > 120_000)
        tx.throw('CalloutException', 'Timeout must be between 1 and 120000 milliseconds');
      self.timeout = milliseconds;
    }),
  ],
};
