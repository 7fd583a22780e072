import { deployStatus } from '../metadata/deploys.ts';
import { SoapError } from '../http/soap-envelope.ts';
import { element, recordAt, textAt } from '../xml/xml.ts';
import type { Operation } from './read-operations.ts';

/** deploy and checkDeployStatus. */
export const deployOperations: Readonly<Record<string, Operation>> = {
  async deploy(body, { deploys }) {
    const options = recordAt(body, 'DeployOptions');
    const id = await deploys.start(Buffer.from(textAt(body, 'ZipFile') ?? '', 'base64'), {
      checkOnly: textAt(options, 'checkOnly') === 'true',
      rollbackOnError: textAt(options, 'rollbackOnError') === 'true',
    });
    return element('result', { done: false, id, state: 'Queued' });
  },

  checkDeployStatus(body, { deploys }) {
    const result = deploys.get(textAt(body, 'asyncProcessId') ?? '');
    if (result === undefined) throw new SoapError('INVALID_ID_FIELD', 'There is no such deploy.');
    return element('result', deployStatus(result, textAt(body, 'includeDetails') === 'true'));
  },
};
