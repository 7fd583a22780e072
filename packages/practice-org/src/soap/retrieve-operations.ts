import type { Component } from '../org/component.ts';
import { parentType, withChildren } from '../metadata/child-components.ts';
import { componentType } from '../metadata/component-type.ts';
import { retrieveZip } from '../metadata/package-zip.ts';
import { recordId } from '../org/record-id.ts';
import type { Call } from '../routing/route.ts';
import { SoapError } from '../http/soap-envelope.ts';
import type { XmlRecord } from '../xml/xml.ts';
import { element, recordAt, recordsAt, textAt, textsAt } from '../xml/xml.ts';
import type { Operation } from './read-operations.ts';
import { fileProperties, knownComponents } from './read-operations.ts';

/** retrieve and checkRetrieveStatus; the work is done at once, the answer is fetched later. */
export function retrieveOperations(): Readonly<Record<string, Operation>> {
  const results = new Map<string, string>();
  return {
    retrieve(body, call) {
      const id = recordId('AsyncProcess', results.size + 1);
      // The WSDL names the argument retrieveRequest; jsforce sends request.
      const request = { ...recordAt(body, 'retrieveRequest'), ...recordAt(body, 'request') };
      results.set(id, retrieved(id, recordAt(request, 'unpackaged'), call));
      return element('result', { done: false, id, state: 'Queued' });
    },

    checkRetrieveStatus(body) {
      const result = results.get(textAt(body, 'asyncProcessId') ?? '');
      if (result === undefined) throw new SoapError('INVALID_ID_FIELD', 'There is no such retrieve.');
      return result;
    },
  };
}

function retrieved(id: string, manifest: XmlRecord, call: Call): string {
  const wholes: Component[] = [];
  const parts: Component[] = [];
  const problems: string[] = [];
  for (const requested of recordsAt(manifest, 'types')) {
    const type = textAt(requested, 'name') ?? '';
    const known = componentsOf(type, call);
    if (known === undefined) {
      problems.push(`Entity type '${type}' is not available in this organization`);
      continue;
    }
    const members = textsAt(requested, 'members');
    const asked = members.includes('*') ? known : known.filter(({ fullName }) => members.includes(fullName));
    for (const member of members) {
      if (member !== '*' && !known.some(({ fullName }) => fullName === member)) {
        problems.push(`Entity of type '${type}' named '${member}' cannot be found`);
      }
    }
    if (parentType(type) === undefined) wholes.push(...asked);
    else parts.push(...withinParents(type, asked, call));
  }
  // What is asked for as a whole and in part is written as a whole.
  const files = Map.groupBy([...wholes, ...parts], ({ type, fullName }) => `${type} ${fullName}`);
  const components = [...files.values()].flatMap(([first]) => first ?? []);
  const zip = Buffer.from(retrieveZip(components, textAt(manifest, 'version') ?? '67.0')).toString('base64');
  const head = element('done', true);
  const properties = components.map((component) => fileProperties('fileProperties', component)).join('');
  const messages = problems.map((problem) => ({ fileName: 'unpackaged/package.xml', problem }));
  const tail = { messages, status: 'Succeeded', success: true, zipFile: zip };
  const rest = Object.entries(tail).map(([name, value]) => element(name, value));
  return `<result>${head}${properties}${element('id', id)}${rest.join('')}</result>`;
}

/** Children as the files of a package have them: within their parents. */
function withinParents(type: string, children: readonly Component[], { org }: Call): readonly Component[] {
  const names = children.map(({ fullName }) => fullName);
  return org.components().flatMap((parent) => withChildren(parent, type, names) ?? []);
}

function componentsOf(type: string, call: Call): readonly Component[] | undefined {
  try {
    const components = knownComponents(type, call);
    return componentType(parentType(type) ?? type) === undefined ? [] : components;
  } catch (error) {
    if (error instanceof SoapError) return undefined;
    throw error;
  }
}
