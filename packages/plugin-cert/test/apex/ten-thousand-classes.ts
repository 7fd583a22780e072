/** Made-up Apex of a large org; run as a program, it finds the references in it and prints what that cost. */
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { ApexSource } from '../../src/apex/apex-code.ts';
import { findApexReferences } from '../../src/apex/find-apex-references.ts';

export interface Cost {
  readonly classes: number;
  readonly characters: number;
  readonly references: number;
  readonly literals: number;
  readonly problems: number;
  readonly cpuSeconds: number;
  readonly seconds: number;
  /** The most the process ever held, its own code and the sources included. */
  readonly megabytes: number;
}

const CLASSES = 10_000;

/** One method as orgs have thousands of. */
function method(name: string, extra: string): string {
  return `    /** Updates what belongs to it; see verify() for the rest. */
    public static List<Account> ${name}(Set<Id> ids, String status) {
        Map<Id, List<Contact>> byAccount = new Map<Id, List<Contact>>();
        for (Contact c : [SELECT Id, AccountId, Email FROM Contact WHERE AccountId IN :ids AND Email != null]) {
            if (!byAccount.containsKey(c.AccountId)) { byAccount.put(c.AccountId, new List<Contact>()); }
            byAccount.get(c.AccountId).add(c);
        }
        List<Account> changed = new List<Account>();
        for (Id accountId : byAccount.keySet()) {
            Account a = new Account(Id = accountId, Description = 'It''s ' + status);
            if (byAccount.get(accountId)?.size() > 3 && String.isNotBlank(status)) { changed.add(a); }
        }
        ${extra}
        update as user changed;
        return changed;
    }
`.replaceAll("''", "\\'");
}

/** One piece of text, as a file or an API gives it, not the thousand that it was put together from. */
function asRead(source: string): string {
  return Buffer.from(source).toString();
}

/** 2 classes of 100 name a certificate, 2 talk about it in comments, 2 are stubs of WSDL2Apex, 2 verify a signature. */
function* classes(): Generator<ApexSource> {
  for (let n = 0; n < CLASSES; n++) {
    const extra =
      {
        0: `HttpRequest req = new HttpRequest(); req.setClientCertificateName(Constants${n % 40}.CERT);`,
        50: `Blob s = Crypto.signWithCertificate('RSA-SHA256', Blob.valueOf(status), certFor('Cert_${n}'));`,
        10: "// once: req.setClientCertificateName('Old');",
        60: "System.debug('Crypto.verify(…) and new Auth.JWS(a, b)');",
        20: 'String clientCertName_x; String clientCert_x;',
        70: "Boolean ok = Crypto.verify('RSA-SHA256', Blob.valueOf('a'), Blob.valueOf('b'), Blob.valueOf('c'));",
      }[n % 100] ?? '';
    const body = Array.from({ length: 9 }, (_, m) => method(`change${n}x${m}`, m === 4 ? extra : '')).join('');
    const source = `public with sharing class Service${n} {\n${body}    public static String certFor(String name) { return name; }\n}\n`;
    yield { path: `classes/Service${n}.cls`, source: asRead(source) };
  }
  for (let n = 0; n < 40; n++) {
    const fields = Array.from({ length: 200 }, (_, f) => `    public static final String F${f} = 'value ${f}';\n`).join(
      '',
    );
    const source = `public class Constants${n} {\n${fields}    public static final String CERT = 'Shared_${n}';\n}\n`;
    yield { path: `classes/Constants${n}.cls`, source: asRead(source) };
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const files = [...classes()];
  const started = performance.now();
  const before = process.cpuUsage();
  const { references, problems } = findApexReferences(files);
  const cpu = process.cpuUsage(before);
  const cost: Cost = {
    classes: files.length,
    characters: files.reduce((sum, { source }) => sum + source.length, 0),
    references: references.length,
    literals: references.filter(({ name }) => name.kind === 'literal').length,
    problems: problems.length,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    seconds: (performance.now() - started) / 1000,
    megabytes: process.resourceUsage().maxRSS / 1024,
  };
  console.log(JSON.stringify(cost));
}
