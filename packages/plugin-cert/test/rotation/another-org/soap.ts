/** The Metadata API's SOAP calls. */
import type { Component } from './components.ts';
import { folders } from './components.ts';
import type { Deployment, OrgState, Retrieval } from './org-state.ts';
import { membersOf } from './org-state.ts';
import type { XmlElement } from './xml-element.ts';
import { childText, everyElement, parseXml } from './xml-element.ts';

export interface SoapAnswer {
  readonly status: number;
  readonly text: string;
}

export function sessionIn(text: string): string | undefined {
  return /<sessionId>([^<]*)</.exec(text)?.[1];
}

export function faultOf(code: string, message: string): SoapAnswer {
  const text = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="http://soap.sforce.com/2006/04/metadata"><soapenv:Body><soapenv:Fault><faultcode>sf:${code}</faultcode><faultstring>${code}: ${message}</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope>`;
  return { status: 500, text };
}

export function answerSoap(org: OrgState, text: string): SoapAnswer {
  const body = parseXml(text).children.find(({ name }) => name === 'Body');
  const call = body?.children[0];
  if (!call) return faultOf('UNKNOWN_EXCEPTION', 'no call');
  const result = resultOf(org, call);
  if (result === undefined) return faultOf('INVALID_OPERATION', call.name);
  const p = org.quirks.envelope;
  const envelope = `<?xml version="1.0" encoding="utf-8"?>\n<${p}:Envelope xmlns:${p}="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://soap.sforce.com/2006/04/metadata"><${p}:Header><LimitInfoHeader><limitInfo><current>5</current><limit>15000</limit><type>API REQUESTS</type></limitInfo></LimitInfoHeader></${p}:Header><${p}:Body><${call.name}Response>${result}</${call.name}Response></${p}:Body></${p}:Envelope>\n`;
  return { status: 200, text: envelope };
}

function resultOf(org: OrgState, call: XmlElement): string | undefined {
  const id = childText(call, 'asyncProcessId') ?? '';
  switch (call.name) {
    case 'describeMetadata':
      return `<result>${Object.entries(folders).map(described).join('')}<organizationNamespace></organizationNamespace><partialSaveAllowed>true</partialSaveAllowed><testRequired>false</testRequired></result>`;
    case 'listMetadata':
      return call.children
        .filter(({ name }) => name === 'queries')
        .flatMap((query) => org.ofType(childText(query, 'type') ?? ''))
        .map((one) => `<result>${propertiesOf(one)}</result>`)
        .join('');
    case 'readMetadata': {
      const type = childText(call, 'type') ?? '';
      const names = call.children.filter(({ name }) => name === 'fullNames').map(({ text }) => text);
      return `<result>${names.map((name) => recordOf(org.find(type, name), type)).join('')}</result>`;
    }
    case 'retrieve': {
      const package_ = everyElement(call).find(({ name }) => name === 'unpackaged');
      const retrieval = org.retrieve(package_ ? membersOf(package_) : []);
      return `<result><done>false</done><id>${retrieval.id}</id><state>Queued</state></result>`;
    }
    case 'checkRetrieveStatus': {
      const retrieval = org.retrievals.get(id);
      return retrieval && `<result>${retrieveStatus(org, retrieval)}</result>`;
    }
    case 'deploy': {
      const { id: deployment } = org.deploy(Buffer.from(childText(call, 'ZipFile') ?? '', 'base64'));
      return `<result><done>false</done><id>${deployment}</id><state>Queued</state></result>`;
    }
    case 'checkDeployStatus': {
      const deployment = org.deployments.get(id);
      return deployment && `<result>${deployStatus(org, deployment)}</result>`;
    }
    default:
      return undefined;
  }
}

function described([type, { folder, suffix, content }]: [string, (typeof folders)[string]]): string {
  return `<metadataObjects><directoryName>${folder}</directoryName><inFolder>false</inFolder><metaFile>${content === true}</metaFile><suffix>${suffix}</suffix><xmlName>${type}</xmlName></metadataObjects>`;
}

function propertiesOf({ type, fullName, id, made }: Component): string {
  const at = new Date(made).toISOString();
  const isInstalled = /^\w+?__\w/.test(fullName);
  const { folder, suffix } = folders[type] ?? { folder: type, suffix: type };
  return `<createdById>005Hb0000000001IAA</createdById><createdByName>Rae Kim</createdByName><createdDate>${at}</createdDate><fileName>unpackaged/${folder}/${fullName}.${suffix}</fileName><fullName>${fullName}</fullName><id>${id}</id><lastModifiedById>005Hb0000000001IAA</lastModifiedById><lastModifiedByName>Rae Kim</lastModifiedByName><lastModifiedDate>${at}</lastModifiedDate>${isInstalled ? `<manageableState>installed</manageableState><namespacePrefix>${fullName.split('__')[0] ?? ''}</namespacePrefix>` : '<manageableState>unmanaged</manageableState>'}<type>${type}</type>`;
}

function recordOf(one: Component | undefined, type: string): string {
  if (!one) return '<records xsi:nil="true"/>';
  const content = one.content === undefined ? '' : `<content>${Buffer.from(one.content).toString('base64')}</content>`;
  return `<records xsi:type="${type}"><fullName>${one.fullName}</fullName>${content}${one.properties.children.map(plain).join('')}</records>`;
}

function plain({ name, text, children }: XmlElement): string {
  return `<${name}>${children.map(plain).join('')}${escaped(text)}</${name}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function retrieveStatus({ quirks }: OrgState, retrieval: Retrieval): string {
  const { id, archive, missing } = retrieval;
  const look = retrieval.looks++;
  const isDone = look >= quirks.looks;
  const messages = missing.map(
    ({ type, fullName }) =>
      `<messages><fileName>unpackaged/package.xml</fileName><problem>Entity of type '${type}' named '${fullName}' cannot be found</problem></messages>`,
  );
  const nil = quirks.nils ? '<errorMessage xsi:nil="true"/><errorStatusCode xsi:nil="true"/>' : '';
  if (!isDone)
    return `<done>false</done>${nil}<id>${id}</id><status>${quirks.statuses[look % quirks.statuses.length] ?? ''}</status><success>false</success>${quirks.nils ? '<zipFile xsi:nil="true"/>' : ''}`;
  const isEmpty = quirks.lateArchive && look === quirks.looks;
  const zip = isEmpty ? (quirks.nils ? '<zipFile xsi:nil="true"/>' : '') : `<zipFile>${archive}</zipFile>`;
  return `<done>true</done>${nil}<id>${id}</id>${messages.join('')}<status>Succeeded</status><success>true</success>${zip}`;
}

function deployStatus({ quirks }: OrgState, deployment: Deployment): string {
  const { id, messages, isRefused } = deployment;
  const look = deployment.looks++;
  const nil = quirks.nils ? '<errorMessage xsi:nil="true"/><canceledBy xsi:nil="true"/>' : '';
  const common = `<checkOnly>false</checkOnly><createdDate>2026-01-01T00:00:00.000Z</createdDate>${nil}<id>${id}</id><ignoreWarnings>false</ignoreWarnings><rollbackOnError>true</rollbackOnError>`;
  if (!deployment.isDone || look < quirks.looks) {
    return `${common}<details>${quirks.nils ? '<componentFailures xsi:nil="true"/>' : ''}</details><done>false</done><status>${quirks.statuses[look % quirks.statuses.length] ?? ''}</status><success>false</success>`;
  }
  const said = messages.map(({ type, fullName, problem }) => {
    const isWarned = quirks.warns === 'success' && problem === undefined;
    const about = `<changed>true</changed><componentType>${type}</componentType><created>false</created><deleted>false</deleted><fileName>x</fileName><fullName>${fullName}</fullName>`;
    return problem === undefined
      ? `<componentSuccesses>${about}${isWarned ? `<problem>The value of ${fullName} is not used any more</problem><problemType>Warning</problemType>` : ''}<success>true</success></componentSuccesses>`
      : `<componentFailures>${about}<problem>${escaped(problem)}</problem><problemType>Error</problemType><success>false</success></componentFailures>`;
  });
  if (quirks.warns === 'failure' && !isRefused) {
    said.push(
      '<componentFailures><changed>false</changed><componentType></componentType><fullName>package.xml</fullName><problem>The package was written for an older version</problem><problemType>Warning</problemType><success>true</success></componentFailures>',
    );
  }
  const errors = quirks.warns === 'count' ? 1 : messages.filter(({ problem }) => problem !== undefined).length;
  return `${common}<details>${said.join('')}</details><done>true</done><numberComponentErrors>${errors}</numberComponentErrors><numberComponentsTotal>${messages.length}</numberComponentsTotal><status>${isRefused ? 'Failed' : 'Succeeded'}</status><success>${!isRefused}</success>`;
}
