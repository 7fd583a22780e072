import { comparing, making, naming } from '../flow/flow-elements.ts';
import type { ConfigurationText } from './configuration-text.ts';
import { plainText, scanElements, scannedText } from './element-scan.ts';

/** Elements around a text that have a name: with what something is called, and what keeps a value. */
const around = ['inputParameters', 'inputAssignments', 'constants', 'variables', 'assignmentItems'];

/** Texts that a flow hands to what it calls, keeps in a constant or variable, or makes by a formula or template. */
export function textsInFlow(xml: string, component: string): ConfigurationText[] {
  const text = comparing.reduce(withoutElements, xml);
  const named = around
    .flatMap((element) => scanElements(text, element))
    .map(({ inner, line }) => ({ first: line, last: line + inner.split('\n').length - 1, about: namesIn(inner) }));
  const values = scanElements(text, 'stringValue').map(({ inner, line }): ConfigurationText => {
    const about = named.filter(({ first, last }) => first <= line && line <= last).map((one) => one.about);
    return { component, as: 'Flow.stringValue', about: about.join(' '), value: plainText(inner), line };
  });
  return [...values, ...making.flatMap((kind) => madeTexts(text, component, kind))].sort((a, b) => a.line - b.line);
}

function madeTexts(xml: string, component: string, { element, holder, textsIn }: (typeof making)[number]) {
  return scanElements(xml, element).flatMap(({ inner, line }) => {
    const shared = { component, as: `Flow.${element}.${holder}`, about: namesIn(inner) };
    return scanElements(inner, holder).flatMap((held) =>
      textsIn(plainText(held.inner)).map((value): ConfigurationText => ({
        ...shared,
        value,
        line: line + held.line - 1,
      })),
    );
  });
}

function namesIn(inner: string): string {
  return naming.flatMap((one) => scannedText(inner, one) ?? []).join(' ');
}

/** Blanks elements of one name, line for line. */
function withoutElements(xml: string, element: string): string {
  const whole = new RegExp(`<${element}>[^]*?</${element}>`, 'g');
  return xml.replace(whole, (found) => found.replaceAll(/[^\n]+/g, ' '));
}
