import type { XmlRecord } from '../../xml/xml.ts';
import { recordsAt } from '../../xml/xml.ts';
import type { KeyPairRecord } from '../key-pair-record.ts';
import { certificateId } from '../key-pair-record.ts';
import { recordId } from '../record-id.ts';
import type { Row } from '../row.ts';
import { dateTime } from '../../time/time.ts';
import type { Rows } from './configuration.ts';
import { flag, identified, nameParts, named, ofType, rowsOf, text } from './configuration.ts';

/** Configuration of calls out of the org. Metadata names a certificate, the Tooling API gives its Id. */
export const calloutRows: Readonly<Record<string, Rows>> = {
  NamedCredential: rowsOf('NamedCredential', (component, { keyPairs }) => {
    const { values } = component;
    return {
      ...named(component, values['label']),
      AuthTokenEndpointUrl: text(values['authTokenEndpointUrl']),
      CalloutStatus: text(values['calloutStatus']),
      Endpoint: text(values['endpoint']),
      NamedCredentialType: text(values['namedCredentialType']),
      PrincipalType: text(values['principalType']),
      Protocol: text(values['protocol']),
      CertificateId: idAt(values, 'certificate', keyPairs),
      JwtSigningCertificateId: idAt(values, 'jwtSigningCertificate', keyPairs),
      Metadata: values,
    };
  }),
  NamedCredentialParameter: (configuration) =>
    ofType(configuration, 'NamedCredential').flatMap((credential, owner) =>
      recordsAt(credential.values, 'namedCredentialParameters').map((parameter, index) => ({
        ...parameterRow(parameter, configuration.keyPairs),
        Id: recordId('NamedCredentialParameter', 100 * owner + index + 1),
        NamedCredentialId: credential.id,
        ExternalCredentialId:
          ofType(configuration, 'ExternalCredential').find(
            ({ fullName }) => fullName === parameter['externalCredential'],
          )?.id ?? null,
        CreatedDate: dateTime(credential.createdDate),
      })),
    ),
  ExternalCredential: rowsOf('ExternalCredential', (component) => ({
    ...named(component, component.values['label']),
    AuthenticationProtocol: text(component.values['authenticationProtocol']),
    Metadata: component.values,
  })),
  ExternalCredentialParameter: (configuration) =>
    ofType(configuration, 'ExternalCredential').flatMap((credential, owner) =>
      recordsAt(credential.values, 'externalCredentialParameters').map((parameter, index) => ({
        ...parameterRow(parameter, configuration.keyPairs),
        Id: recordId('ExternalCredentialParameter', 100 * owner + index + 1),
        ExternalCredentialId: credential.id,
        ParameterGroup: text(parameter['parameterGroup']),
        CreatedDate: dateTime(credential.createdDate),
      })),
    ),
  ExternalDataSource: rowsOf('ExternalDataSource', (component, { keyPairs }) => {
    const { values } = component;
    return {
      ...named(component, values['label']),
      Endpoint: text(values['endpoint']),
      PrincipalType: text(values['principalType']),
      Protocol: text(values['protocol']),
      Type: text(values['type']),
      IsWritable: flag(values['isWritable']),
      CertificateId: idAt(values, 'certificate', keyPairs),
      Metadata: values,
    };
  }),
  // The Tooling API's name of a remote site.
  RemoteProxy: rowsOf('RemoteSiteSetting', (component) => {
    const { namespace, name } = nameParts(component.fullName);
    return {
      ...identified(component),
      FullName: component.fullName,
      SiteName: name,
      NamespacePrefix: namespace,
      EndpointUrl: text(component.values['url']),
      IsActive: flag(component.values['isActive']),
      ProtocolMismatch: flag(component.values['disableProtocolSecurity']),
      Metadata: component.values,
    };
  }),
  WorkflowOutboundMessage: (configuration) =>
    ofType(configuration, 'Workflow').flatMap((workflow, owner) =>
      recordsAt(workflow.values, 'outboundMessages').map((message, index): Row => {
        const { fullName, ...values } = message;
        return {
          ...identified(workflow),
          Id: recordId('WorkflowOutboundMessage', 100 * owner + index + 1),
          FullName: `${workflow.fullName}.${text(fullName) ?? ''}`,
          Name: text(values['name']),
          ApiVersion: Number(values['apiVersion']),
          EntityDefinitionId: workflow.fullName,
          Metadata: values,
        };
      }),
    ),
};

function parameterRow(parameter: XmlRecord, keyPairs: readonly KeyPairRecord[]): Row {
  return {
    ParameterName: text(parameter['parameterName']),
    ParameterType: text(parameter['parameterType']),
    ParameterValue: text(parameter['parameterValue']),
    SequenceNumber: parameter['sequenceNumber'] === undefined ? null : Number(parameter['sequenceNumber']),
    CertificateId: idAt(parameter, 'certificate', keyPairs),
  };
}

function idAt(values: XmlRecord, field: string, keyPairs: readonly KeyPairRecord[]): string | null {
  return certificateId(text(values[field]) ?? undefined, keyPairs) ?? null;
}
