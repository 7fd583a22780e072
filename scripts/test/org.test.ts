/** The scripts that set up an org, without an org: what they would run, and what they say when it fails. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { connectedOrg } from '../org/connected-org.ts';
import { byHand, connectionSteps, connectOptions } from '../org/connect.ts';
import { creation } from '../org/create.ts';
import { deployment } from '../org/deploy.ts';
import { commandLine, runSteps, type Step } from '../org/step.ts';
import { temporaryFolder } from './temporary-folder.ts';

const commands = (steps: readonly Step[]): string[] => steps.map(commandLine);

describe('npm run org:create', () => {
  it('creates, deploys, assigns, publishes and opens, in that order', () => {
    const { steps, print } = creation(['--dev-hub', 'hub', '--print']);
    assert.equal(print, true);
    assert.deepEqual(commands(steps), [
      'sf org create scratch --alias cert-health --target-dev-hub hub --duration-days 7 ' +
        '--definition-file config/project-scratch-def.json --wait 20',
      '(cd build/deploy && sf project deploy start --source-dir force-app --target-org cert-health --wait 30)',
      '(cd build/deploy && sf project deploy start --source-dir optional --target-org cert-health --wait 10)',
      'sf org assign permset --target-org cert-health --name CertHealth_Admin',
      'sf cert health --target-org cert-health --publish --fail-on never',
      'sf org open --target-org cert-health --path /lightning/n/Certificate_Health',
    ]);
  });

  it('uses the alias and the days that are given everywhere they matter', () => {
    const { steps } = creation(['--dev-hub', 'hub', '--alias', 'try', '--days', '30']);
    assert.ok(commands(steps)[0]?.includes('--alias try --target-dev-hub hub --duration-days 30'));
    for (const command of commands(steps).slice(1)) assert.match(command, /--target-org try\b/);
  });

  it('never makes the scratch org the default of the person', () => {
    assert.ok(!creation(['--dev-hub', 'hub']).steps.some(({ sf }) => sf.includes('--set-default')));
  });

  it('asks for the Dev Hub and refuses days that Salesforce does not offer', () => {
    assert.throws(() => creation([]), /--dev-hub NAME/);
    for (const days of ['0', '31', '7.5', 'week']) {
      assert.throws(() => creation(['--dev-hub', 'hub', '--days', days]), /1 to 30/, days);
    }
  });
});

describe('npm run org:deploy', () => {
  it('names the folder to deploy, which orgs without source tracking demand', () => {
    const [deploy] = deployment(['-o', 'acme']).steps;
    assert.ok(deploy);
    assert.equal(deploy.folder, 'build/deploy');
    assert.ok(deploy.sf.join(' ').includes('--source-dir force-app'));
  });

  it('deploys the dashboard by itself and goes on where the org refuses it', () => {
    const { steps } = deployment(['-o', 'acme']);
    assert.deepEqual(
      steps.map(({ sf, mayFail = false }) => `${sf.slice(0, 5).join(' ')}${mayFail ? ' (may fail)' : ''}`),
      [
        'project deploy start --source-dir force-app',
        'project deploy start --source-dir optional (may fail)',
        'org assign permset --target-org acme',
        'cert health --target-org acme --publish',
      ],
    );
  });

  it('only lets the org validate with --check, and then assigns and publishes nothing', () => {
    const { steps } = deployment(['-o', 'acme', '--check']);
    assert.deepEqual(commands(steps), [
      '(cd build/deploy && sf project deploy start --source-dir force-app --target-org acme --wait 30 --dry-run)',
    ]);
  });

  it('asks for the org', () => {
    assert.throws(() => deployment([]), /--target-org NAME/);
  });
});

describe('npm run org:connect', () => {
  it('gives the reading user the reading rights, and the caller the use of the connection', () => {
    const steps = connectionSteps(connectOptions(['-o', 'acme', '--run-as', 'reader@acme.example']));
    assert.deepEqual(commands(steps).slice(1), [
      'sf org assign permset --target-org acme --name CertHealth_Reader --on-behalf-of reader@acme.example',
      'sf org assign permset --target-org acme --name CertHealth_Connection',
    ]);
  });

  it('gives both to the one who runs it where no other user is named', () => {
    const steps = connectionSteps(connectOptions(['-o', 'acme']));
    assert.deepEqual(commands(steps).slice(1), [
      'sf org assign permset --target-org acme --name CertHealth_Reader --name CertHealth_Connection',
    ]);
  });

  it('leaves what is secret to a person and says where', () => {
    assert.match(byHand.join('\n'), /Client Secret/);
    assert.throws(() => connectOptions(['-o', 'acme', '--client-secret', 'x']), /client-secret/);
  });

  it('keeps address and user of what sf tells, and not the access token', () => {
    const json = JSON.stringify({
      result: { instanceUrl: 'https://acme.my.salesforce.com', username: 'a@acme.example', accessToken: '00D!x' },
    });
    assert.deepEqual(connectedOrg(json), {
      instanceUrl: 'https://acme.my.salesforce.com',
      username: 'a@acme.example',
    });
    assert.throws(() => connectedOrg('{"result":{}}'), /where the org is/);
  });
});

describe('running steps', () => {
  const first: Step = { does: 'Does one thing', sf: ['one'], onFailure: 'Mend one.' };
  const second: Step = { does: 'Does another', sf: ['two', 'a b'], folder: 'out', onFailure: 'Mend two.' };

  function recorder(failing = '') {
    const root = temporaryFolder('org-steps');
    const ran: { args: readonly string[]; folder: string }[] = [];
    const said: string[] = [];
    const sf = (args: readonly string[], folder: string): Promise<void> => {
      ran.push({ args, folder });
      return args[0] === failing ? Promise.reject(new Error('exit code 1')) : Promise.resolve();
    };
    return { root, ran, said, sf, say: (line: string) => void said.push(line) };
  }

  it('says each step before it does it, in its folder', async () => {
    const to = recorder();
    mkdirSync(join(to.root, 'out'));
    await runSteps([first, second], { ...to, print: false });
    assert.deepEqual(to.said, ['1/2 Does one thing …', '2/2 Does another …']);
    assert.deepEqual(to.ran, [
      { args: ['one'], folder: to.root },
      { args: ['two', 'a b'], folder: join(to.root, 'out') },
    ]);
  });

  it('runs nothing when it only prints, and quotes what a shell would split', async () => {
    const to = recorder();
    await runSteps([first, second], { ...to, print: true });
    assert.deepEqual(to.ran, []);
    assert.deepEqual(to.said, ['1/2 Does one thing', '    sf one', '2/2 Does another', "    (cd out && sf two 'a b')"]);
  });

  it('stops at the first failure with one sentence that says what to do', async () => {
    const to = recorder('one');
    mkdirSync(join(to.root, 'out'));
    await assert.rejects(runSteps([first, second], { ...to, print: false }), {
      message: 'Step 1 failed. Mend one.',
    });
    assert.equal(to.ran.length, 1);
  });

  it('goes on after a step that may fail, and says what it is without', async () => {
    const to = recorder('one');
    mkdirSync(join(to.root, 'out'));
    await runSteps([{ ...first, mayFail: true }, second], { ...to, print: false });
    assert.equal(to.ran.length, 2);
    assert.ok(to.said.includes('    It failed, and the rest goes on without it. Mend one.'), to.said.join('\n'));
  });

  it('begins nothing when the build is missing', async () => {
    const to = recorder();
    await assert.rejects(runSteps([first, second], { ...to, print: false }), {
      message: 'out is missing. Run "npm run build" first.',
    });
    assert.deepEqual(to.ran, []);
  });
});
