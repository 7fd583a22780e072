import type { Certificate } from '../../x509/index.ts';
import { writtenBody } from './carried-body.ts';
import { exchangeValues, valueOf, valuesIn } from './exchange.ts';
import type { XmlNode } from './xml-tree.ts';
import { readXmlTree, XmlEditError } from './xml-tree.ts';

const root = 'SamlSsoConfig';
const body = { root, path: ['validationCert'] };
const label = { root, path: ['name'] };

/** Filled in by Salesforce for each configuration on its own (Metadata API, SamlSsoConfig). unverified: that they must be left out. */
const filledIn = ['oauthTokenEndpoint', 'salesforceLoginUrl'];
const own = new Set([...body.path, ...label.path, ...filledIn]);

/**
 * The file of a second single sign-on configuration: what the first one says, with another label and the new certificate.
 *
 * @throws {XmlEditError} for a file that is none, or has no certificate or label of its own.
 */
export function secondSamlSsoConfig(
  text: string,
  { name, certificate }: { readonly name: string; readonly certificate: Certificate },
): string {
  const [was] = valuesIn(text, { place: body });
  if (was === undefined) throw new XmlEditError('has no certificate that could be exchanged');
  const { text: second } = exchangeValues(text, [
    { place: body, isMeant: () => true, to: writtenBody(was, certificate) },
    { place: label, isMeant: () => true, to: name },
  ]);
  return filledIn.reduce(
    (rest, element) => rest.replaceAll(new RegExp(`[ \\t]*<${element}>[^<]*</${element}>(?:\\r?\\n)?`, 'g'), ''),
    second,
  );
}

/** What two configurations say differently beside what each has of its own: names of elements, each once. */
export function samlSsoDifferences(one: string, other: string): string[] {
  const [a, b] = [elementsOf(one), elementsOf(other)];
  const names = new Set([...a.keys(), ...b.keys()]);
  return [...names].filter((name) => a.get(name) !== b.get(name)).sort();
}

/** What stands in each element of a file, whatever the order of different ones. */
function elementsOf(text: string): Map<string, string> {
  const { name, children } = readXmlTree(text);
  if (name !== root) throw new XmlEditError(`has the root element ${name} and not ${root}`);
  const groups = Map.groupBy(
    children.filter((child) => !own.has(child.name)),
    (child) => child.name,
  );
  return new Map([...groups].map(([key, nodes]) => [key, JSON.stringify(nodes.map((node) => contentOf(node, text)))]));
}

type Content = string | readonly (readonly [string, Content])[];

function contentOf(node: XmlNode, text: string): Content {
  if (node.children.length === 0) return valueOf(node, text);
  return node.children.map((child) => [child.name, contentOf(child, text)] as const);
}
