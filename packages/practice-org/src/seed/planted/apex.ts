import { apexClass, apexTrigger } from '../parts/apex-code.ts';
import type { KeyPairNames, Planting } from '../planting.ts';

const clientCertificate = 'HttpRequest.setClientCertificateName';

/** Code that names certificates in the ways in which people write it, and code that only looks so. */
export function plantedApex(keyPairs: KeyPairNames): readonly Planting[] {
  return [
    apexClass(
      'LiteralGateway',
      `public with sharing class LiteralGateway {
  public static HttpResponse send(String body) {
    HttpRequest request = new HttpRequest();
    request.setEndpoint('https://partner.example/api');
    request.setClientCertificateName('Partner_Client');
    request.setBody(body);
    return new Http().send(request);
  }
}
`,
      [
        {
          call: clientCertificate,
          at: "('Partner_Client')",
          shape: 'literal',
          certificate: keyPairs.byName('Partner_Client'),
        },
      ],
    ),
    apexClass(
      'ShoutingGateway',
      `public with sharing class ShoutingGateway {
  public static void prepare(HttpRequest request) {
    // API names are compared without regard to case.
    request.setClientCertificateName('PARTNER_CLIENT');
  }
}
`,
      [
        {
          call: clientCertificate,
          at: 'PARTNER_CLIENT',
          shape: 'literal',
          certificate: keyPairs.byName('Partner_Client', 'PARTNER_CLIENT'),
        },
      ],
    ),
    apexClass(
      'CertificateNames',
      `/** One place for names; the calls are elsewhere. */
public without sharing class CertificateNames {
  public static final String BANK = 'Bank_Client';
  public static final String GONE = 'Client_' + '2019';
}
`,
    ),
    apexClass(
      'BankGateway',
      `public with sharing class BankGateway {
  public static void prepare(HttpRequest request) {
    request.setClientCertificateName(CertificateNames.BANK);
  }
}
`,
      [
        {
          call: clientCertificate,
          at: 'CertificateNames.BANK',
          shape: 'constant',
          certificate: keyPairs.byName('Bank_Client'),
        },
      ],
    ),
    apexClass(
      'GoneGateway',
      `public with sharing class GoneGateway {
  public static void byConstant(HttpRequest request) {
    request.setClientCertificateName(CertificateNames.GONE);
  }
  public static void byName(HttpRequest request) {
    request.setClientCertificateName('Client_2018');
  }
}
`,
      [
        {
          call: clientCertificate,
          at: 'CertificateNames.GONE',
          shape: 'constant',
          certificate: keyPairs.gone('Client_2019'),
        },
        { call: clientCertificate, at: 'Client_2018', shape: 'literal', certificate: keyPairs.gone('Client_2018') },
      ],
    ),
    apexClass(
      'SandboxGateway',
      `public with sharing class SandboxGateway {
  public static void prepare(HttpRequest request, Boolean sandbox) {
    String certificate = sandbox ? 'Edi_Client' : 'Robot_Client';
    request.setClientCertificateName(certificate);
  }
}
`,
      [
        {
          call: clientCertificate,
          at: 'setClientCertificateName',
          shape: 'choice',
          certificate: keyPairs.byName('Edi_Client'),
        },
        {
          call: clientCertificate,
          at: 'setClientCertificateName',
          shape: 'choice',
          certificate: keyPairs.byName('Robot_Client'),
        },
      ],
    ),
    apexClass(
      'SettingGateway',
      `public with sharing class SettingGateway {
  public static void prepare(HttpRequest request) {
    Integration_Setting__mdt setting = Integration_Setting__mdt.getInstance('Bank');
    request.setEndpoint(setting.Url__c);
    request.setClientCertificateName(setting.Certificate__c);
  }
}
`,
      [
        {
          call: clientCertificate,
          at: 'setting.Certificate__c',
          shape: 'customMetadata',
          certificate: keyPairs.byName('Bank_Client'),
        },
      ],
    ),
    apexClass(
      'ComputedGateway',
      `public with sharing class ComputedGateway {
  public static void prepare(HttpRequest request, String region) {
    request.setClientCertificateName('Partner_' + region);
  }
}
`,
      [{ call: clientCertificate, at: "'Partner_' + region", shape: 'computed' }],
    ),
    apexClass(
      'LabelSigner',
      `public with sharing class LabelSigner {
  public static Blob sign(Blob invoice) {
    return Crypto.signWithCertificate('RSA-SHA256', invoice, System.Label.Tax_Certificate);
  }
}
`,
      [
        {
          call: 'Crypto.signWithCertificate',
          at: 'Label.Tax_Certificate',
          shape: 'label',
          certificate: keyPairs.byName('Tax_Office'),
        },
      ],
    ),
    apexClass(
      'XmlSigner',
      `public with sharing class XmlSigner {
  public static void sign(Dom.XmlNode node) {
    Crypto.signXml('RSA-SHA256', node, 'ID', 'Tax_Office');
  }
  public static Boolean check(Blob data, Blob signature) {
    return Crypto.verify('RSA-SHA256', data, signature, 'Assertion_Encryption');
  }
  public static Boolean checkByKey(Blob data, Blob signature, Blob publicKey) {
    return Crypto.verify('RSA-SHA256', data, signature, publicKey);
  }
}
`,
      [
        { call: 'Crypto.signXml', at: 'signXml', shape: 'literal', certificate: keyPairs.byName('Tax_Office') },
        {
          call: 'Crypto.verify',
          at: 'Assertion_Encryption',
          shape: 'literal',
          certificate: keyPairs.byName('Assertion_Encryption'),
        },
      ],
    ),
    apexClass(
      'TokenIssuer',
      `public with sharing class TokenIssuer {
  public static String issue(Auth.JWT token) {
    return new Auth.JWS(token, 'Jwt_Signing').getCompactSerialization();
  }
  public static Auth.JWT read(String token) {
    return Auth.JWTUtil.validateJWTWithCert(token, 'Idp_Signing');
  }
}
`,
      [
        { call: 'Auth.JWS', at: 'Auth.JWS', shape: 'literal', certificate: keyPairs.byName('Jwt_Signing') },
        {
          call: 'Auth.JWTUtil.validateJWTWithCert',
          at: 'validateJWTWithCert',
          shape: 'literal',
          certificate: keyPairs.byName('Idp_Signing'),
        },
      ],
    ),
    apexClass(
      'WeatherSoap',
      `//Generated by wsdl2apex
public class WeatherSoap {
  public class Port {
    public String endpoint_x = 'https://weather.example/soap';
    public String clientCertName_x;
    public String clientCert_x;
    public String clientCertPasswd_x;
  }
}
`,
    ),
    apexClass(
      'WeatherService',
      `public with sharing class WeatherService {
  public static WeatherSoap.Port port() {
    WeatherSoap.Port port = new WeatherSoap.Port();
    port.clientCertName_x = 'Edi_Client';
    return port;
  }
  public static WeatherSoap.Port oldPort() {
    WeatherSoap.Port port = new WeatherSoap.Port();
    port.clientCert_x = 'MIIGlgIBAzCCBlAGCSqGSIb3DQEHAaCCBkEEggY9MIIGOTCC';
    port.clientCertPasswd_x = 'not a real one';
    return port;
  }
}
`,
      [
        {
          call: 'clientCertName_x',
          at: 'clientCertName_x',
          shape: 'literal',
          certificate: keyPairs.byName('Edi_Client'),
        },
        { call: 'clientCert_x', at: 'clientCert_x', shape: 'keystore' },
      ],
    ),
    apexClass(
      'KeystoreGateway',
      `public with sharing class KeystoreGateway {
  public static void prepare(HttpRequest request) {
    request.setClientCertificate('MIIGlgIBAzCCBlAGCSqGSIb3DQEHAaCCBkEEggY9', 'not a real one');
  }
}
`,
      [{ call: 'HttpRequest.setClientCertificate', at: 'setClientCertificate(', shape: 'keystore' }],
    ),
    apexClass(
      'LakeConnection',
      `global class LakeConnection extends DataSource.Connection {
  global static DataSource.ConnectionParams parameters() {
    DataSource.ConnectionParams params = new DataSource.ConnectionParams();
    params.certificateName = 'Data_Lake_Client';
    return params;
  }
}
`,
      [
        {
          call: 'DataSource.ConnectionParams.certificateName',
          at: 'params.certificateName',
          shape: 'literal',
          certificate: keyPairs.byName('Data_Lake_Client'),
        },
      ],
    ),
    apexTrigger(
      'OrderCallout',
      `trigger OrderCallout on Order (after update) {
  HttpRequest request = new HttpRequest();
  request.setClientCertificateName('Robot_Client');
  System.enqueueJob(new OrderJob(request));
}
`,
      [
        {
          call: clientCertificate,
          at: 'setClientCertificateName',
          shape: 'literal',
          certificate: keyPairs.byName('Robot_Client'),
        },
      ],
    ),

    apexClass(
      'CredentialMaker',
      `public with sharing class CredentialMaker {
  public static ConnectApi.NamedCredentialParameterInput clientCertificate() {
    ConnectApi.NamedCredentialParameterInput clientCert = new ConnectApi.NamedCredentialParameterInput();
    clientCert.parameterType = ConnectApi.NamedCredentialParameterType.ClientCertificate;
    clientCert.parameterValue = 'Edi_Client';
    return clientCert;
  }
  public static ConnectApi.ExternalCredentialParameterInput signing() {
    ConnectApi.ExternalCredentialParameterInput signingCert = new ConnectApi.ExternalCredentialParameterInput();
    signingCert.parameterType = ConnectApi.ExternalCredentialParameterType.SigningCertificate;
    signingCert.parameterValue = 'Jwt_Signing';
    return signingCert;
  }
}
`,
      [
        {
          call: 'ConnectApi.NamedCredentialParameterInput.parameterValue',
          at: "clientCert.parameterValue = 'Edi_Client'",
          shape: 'literal',
          certificate: keyPairs.byName('Edi_Client'),
        },
        {
          call: 'ConnectApi.ExternalCredentialParameterInput.parameterValue',
          at: "signingCert.parameterValue = 'Jwt_Signing'",
          shape: 'literal',
          certificate: keyPairs.byName('Jwt_Signing'),
        },
      ],
    ),

    // No reference in these.
    apexClass(
      'CommentOnly',
      `/** Once called request.setClientCertificateName('Partner_Client'); the named credential does it now. */
public with sharing class CommentOnly {
  // request.setClientCertificateName('Edi_Client');
  /* Crypto.signWithCertificate('RSA-SHA256', data, 'Tax_Office') */
  public static String describe() {
    return 'calls request.setClientCertificateName(\\'Bank_Client\\') for you';
  }
}
`,
    ),
    apexClass(
      'NamesakeMethods',
      `public with sharing class NamesakeMethods {
  private class Builder {
    public void setClientCertificateName(String name) {}
  }
  public static void run() {
    new Builder().setClientCertificateName('Bank_Client');
  }
}
`,
    ),
    // What a package installs cannot be read.
    apexClass('acme__PackagedGateway', '(hidden)'),
  ];
}
