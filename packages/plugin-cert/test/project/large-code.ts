import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CLASSES = 10_000;

/** One method as orgs have thousands of. */
function method(name: string, extra: string): string {
  return `    /** Sends what is open; see sign() for the rest. */
    public static List<Order> ${name}(Set<Id> ids, String status) {
        Map<Id, List<OrderItem>> byOrder = new Map<Id, List<OrderItem>>();
        for (OrderItem item : [SELECT Id, OrderId, Quantity FROM OrderItem WHERE OrderId IN :ids AND Quantity > 0]) {
            if (!byOrder.containsKey(item.OrderId)) { byOrder.put(item.OrderId, new List<OrderItem>()); }
            byOrder.get(item.OrderId).add(item);
        }
        List<Order> changed = new List<Order>();
        for (Id orderId : byOrder.keySet()) {
            Order o = new Order(Id = orderId, Description = 'Sent as ' + status);
            if (byOrder.get(orderId)?.size() > 3 && String.isNotBlank(status)) { changed.add(o); }
        }
        ${extra}
        update as user changed;
        return changed;
    }
`;
}

/**
 * Writes 10,000 classes of some 7,500 characters, with their descriptions. 300 of them name a certificate: by a
 * constant of another class, by a method whose callers are looked for, or by custom metadata.
 */
export function writeLargeCode(folder: string): void {
  const classes = join(folder, 'force-app/main/default/classes');
  const records = join(folder, 'force-app/main/default/customMetadata');
  mkdirSync(classes, { recursive: true });
  mkdirSync(records, { recursive: true });
  writeFileSync(join(folder, 'sfdx-project.json'), JSON.stringify({ packageDirectories: [{ path: 'force-app' }] }));
  const write = (name: string, source: string): void => {
    writeFileSync(join(classes, `${name}.cls`), source);
    writeFileSync(join(classes, `${name}.cls-meta.xml`), '<ApexClass><status>Active</status></ApexClass>\n');
  };
  for (let n = 0; n < CLASSES; n++) {
    const extra =
      {
        0: `HttpRequest req = new HttpRequest(); req.setClientCertificateName(Constants.CERT_${n % 7});`,
        1: `Blob s = Crypto.signWithCertificate('RSA-SHA256', Blob.valueOf(status), certFor${n}('Cert_${n}'));`,
        2: `new HttpRequest().setClientCertificateName(Partner__mdt.getInstance('P${n}').Certificate__c);`,
        3: "// once: req.setClientCertificateName('Old');",
        4: "Boolean ok = Crypto.verify('RSA-SHA256', Blob.valueOf('a'), Blob.valueOf('b'), Blob.valueOf('c'));",
      }[n % 100] ?? '';
    const methods = Array.from({ length: 8 }, (_, m) => method(`send${n}x${m}`, m === 3 ? extra : ''));
    const named = `    public static String certFor${n}(String name) { return name; }\n`;
    write(`Service${n}`, `public with sharing class Service${n} {\n${methods.join('')}${named}}\n`);
    if (n % 100 !== 2) continue;
    const value = `<values><field>Certificate__c</field><value>Cert_${n}</value></values>`;
    writeFileSync(join(records, `Partner.P${n}.md-meta.xml`), `<CustomMetadata>${value}</CustomMetadata>\n`);
  }
  const constants = Array.from({ length: 7 }, (_, n) => `    public static final String CERT_${n} = 'Shared_${n}';\n`);
  write('Constants', `public class Constants {\n${constants.join('')}}\n`);
}
