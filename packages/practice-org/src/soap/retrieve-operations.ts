import type { Component } from '../metadata/component.ts';
import { componentType } from '../metadata/component-type.ts';
import { retrieveZip } from '../metadata/package-zip.ts';
import { recordId } from '../org/record-id.ts';
import type { Call } from '../server/route.ts';
import { SoapError } from './envelope.ts';
import type { Operation } from './read-operations.ts';
import { fileProperties, knownComponents } from './read-operations.ts';
import type { XmlRecord } from './xml.ts';
import { element, recordAt, recordsAt, textAt, textsAt } from './xml.ts';

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
  const found: Component[] = [];
  const problems: string[] = [];
  for (const requested of recordsAt(manifest, 'types')) {
    const type = textAt(requested, 'name');
    const components = componentsOf(type, call);
    if (components === undefined) {
      problems.push(`Entity type '${type ?? ''}' is not available in this organization`);
      continue;
    }
    for (const member of textsAt(requested, 'members')) {
      if (member === '*') found.push(...components);
      else {
        const component = components.find(({ fullName }) => fullName === member);
        if (component === undefined) problems.push(`Entity of type '${type}' named '${member}' cannot be found`);
        else found.push(component);
      }
    }
  }
  const components = [...new Set(found)];
  const zip = Buffer.from(retrieveZip(components, textAt(manifest, 'version') ?? '67.0')).toString('base64');
  const head = element('done', true);
  const properties = components.map((component) => fileProperties('fileProperties', component)).join('');
  const messages = problems.map((problem) => ({ fileName: 'unpackaged/package.xml', problem }));
  const tail = { messages, status: 'Succeeded', success: true, zipFile: zip };
  const rest = Object.entries(tail).map(([name, value]) => element(name, value));
  return `<result>${head}${properties}${element('id', id)}${rest.join('')}</result>`;
}

function componentsOf(type: string | undefined, call: Call): readonly Component[] | undefined {
  try {
    const components = knownComponents(type, call);
    if (type === 'Settings') return call.org.components().filter((component) => component.type === 'Settings');
    return componentType(type ?? '') === undefined ? [] : components;
  } catch (error) {
    if (error instanceof SoapError) return undefined;
    throw error;
  }
}
