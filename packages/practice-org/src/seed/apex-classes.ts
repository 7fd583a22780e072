/** Apex that names certificates in its text, the way integrations do. */
export const apexClasses: Readonly<Record<string, string>> = {
  PartnerGateway: `/** Books loads with partners that have no named credential yet. */
public with sharing class PartnerGateway {
  private static final String CLIENT_CERTIFICATE = 'Partner_API_Client';

  public static HttpResponse book(String load) {
    HttpRequest request = new HttpRequest();
    request.setEndpoint('https://partner-api.example/api/loads');
    request.setMethod('POST');
    request.setClientCertificateName('Partner_API_Client');
    request.setBody(load);
    return new Http().send(request);
  }
}
`,
  EdiSender: `/** Sends EDI messages; the partner moves to the API next year. */
public with sharing class EdiSender {
  public static HttpResponse send(String message) {
    HttpRequest request = new HttpRequest();
    request.setEndpoint('https://edi.legacy.example/inbox');
    request.setMethod('PUT');
    request.setClientCertificateName('Legacy_EDI_Client');
    request.setBody(message);
    return new Http().send(request);
  }
}
`,
  InvoiceSigner: `/** Signs invoices for the tax office. */
public with sharing class InvoiceSigner {
  public static Blob sign(String invoice) {
    return Crypto.signWithCertificate('RSA-SHA256', Blob.valueOf(invoice), 'SelfSigned_Signing_2048');
  }
}
`,
};
