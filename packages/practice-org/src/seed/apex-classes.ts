import { apexClass } from './parts/apex-code.ts';
import type { KeyPairNames, Planting } from './planting.ts';

const call = 'HttpRequest.setClientCertificateName';

/** Apex that names certificates in its text, the way integrations do. */
export function acmeApex(keyPairs: KeyPairNames): readonly Planting[] {
  return [
    apexClass(
      'PartnerGateway',
      `/** Books loads with partners that have no named credential yet. */
public with sharing class PartnerGateway {
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
      [{ call, at: 'setClientCertificateName', shape: 'literal', certificate: keyPairs.byName('Partner_API_Client') }],
    ),
    apexClass(
      'EdiSender',
      `/** Sends EDI messages; the partner moves to the API next year. */
public with sharing class EdiSender {
  private static final String CLIENT_CERTIFICATE = 'Legacy_EDI_Client';

  public static HttpResponse send(String message) {
    HttpRequest request = new HttpRequest();
    request.setEndpoint('https://edi.legacy.example/inbox');
    request.setMethod('PUT');
    request.setClientCertificateName(CLIENT_CERTIFICATE);
    request.setBody(message);
    return new Http().send(request);
  }
}
`,
      [
        {
          call,
          at: 'setClientCertificateName',
          shape: 'constant',
          certificate: keyPairs.byName('Legacy_EDI_Client'),
        },
      ],
    ),
    apexClass(
      'InvoiceSigner',
      `/** Signs invoices for the tax office. */
public with sharing class InvoiceSigner {
  public static Blob sign(String invoice) {
    return Crypto.signWithCertificate('RSA-SHA256', Blob.valueOf(invoice), 'SelfSigned_Signing_2048');
  }
}
`,
      [
        {
          call: 'Crypto.signWithCertificate',
          at: 'signWithCertificate',
          shape: 'literal',
          certificate: keyPairs.byName('SelfSigned_Signing_2048'),
        },
      ],
    ),
    apexClass(
      'FleetTracker',
      `/** Asks the trucks where they are; which certificate to show is a setting. */
public with sharing class FleetTracker {
  public static HttpResponse locate(String truck) {
    Fleet_Setting__mdt setting = Fleet_Setting__mdt.getInstance('Telematics');
    HttpRequest request = new HttpRequest();
    request.setEndpoint(setting.Url__c + '/trucks/' + truck);
    request.setMethod('GET');
    request.setClientCertificateName(setting.Certificate__c);
    return new Http().send(request);
  }
}
`,
      [
        {
          call,
          at: 'setClientCertificateName',
          shape: 'customMetadata',
          certificate: keyPairs.byName('Fleet_Telematics_2027'),
        },
      ],
    ),
  ];
}
