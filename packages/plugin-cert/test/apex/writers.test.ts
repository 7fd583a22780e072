import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findIn } from './org-of-classes.ts';

type Files = Readonly<Record<string, string>>;

/** What calls outside of tests get, each once; `?` is what cannot be told. */
function given(files: Files): string[] {
  const names = findIn(files)
    .references.filter(({ isTest }) => !isTest)
    .map(({ name }) => name);
  return [...new Set(names.map((name) => (name.kind === 'literal' ? name.value : '?')))].sort();
}

/** A program in which all is known, and the same with one more who writes: it must become open, and lose no name. */
function becomesOpen(settled: Files, writers: Readonly<Record<string, Files>>): void {
  test('is known while those who write it are all known', () => {
    assert.deepEqual(given(settled), ['Known']);
  });
  for (const [writer, more] of Object.entries(writers)) {
    test(`is open to ${writer}`, () => {
      assert.deepEqual(given({ ...settled, ...more }), ['?', 'Known']);
    });
  }
}

const conf = (member = 'public String cert;', kind = 'public class Conf', more = ''): Files => ({
  'Conf.cls': `${kind} { ${member} public Conf() { cert = 'Known'; } ${more} }`,
});
const uses = {
  'Partner.cls': 'public class Partner { void go() { new HttpRequest().setClientCertificateName(new Conf().cert); } }',
};
const other = (member: string): Files => ({ 'Other.cls': `public class Other { ${member} }` });

describe('a field', () => {
  becomesOpen(
    { ...conf(), ...uses },
    {
      'a flow, by an invocable variable': conf('@InvocableVariable public String cert;'),
      'a component, by @AuraEnabled': conf('@AuraEnabled public String cert;'),
      'a caller, by webservice': conf('webservice String cert;'),
      'packages, by global': conf('global String cert;', 'global class Conf'),
      'packages, by @NamespaceAccessible': conf('@NamespaceAccessible public String cert;'),
      'a page, as a property': conf('public String cert { get; set; }'),
      'a page, as a property whose setter has code': conf('public String cert { get; set { cert = value; } }'),
      'JSON.deserialize': other('Object m(String s) { return JSON.deserialize(s, Conf.class); }'),
      'JSON.deserializeStrict': other('Object m(String s) { return JSON.deserializeStrict(s, Conf.class); }'),
      'System.JSON, whatever the case': other('Object m(String s) { return system.json.DESERIALIZE(s, conf.CLASS); }'),
      'a parser': other('Object m(JSONParser p) { return p.readValueAs(Conf.class); }'),
      'a strict parser': other('Object m(JSONParser p) { return p.readValueAsStrict(Conf.class); }'),
      'JSON of a list of them': other('Object m(String s) { return JSON.deserialize(s, List<Conf>.class); }'),
      'JSON of an array of them': other('Object m(String s) { return JSON.deserialize(s, Conf[].class); }'),
      'JSON of a map of lists of them': other(
        'Object m(String s) { return JSON.deserialize(s, Map<String, List<Conf>>.class); }',
      ),
      'JSON of a class that holds one': {
        ...other('Object m(String s) { return JSON.deserialize(s, Holder.class); }'),
        'Holder.cls': 'public class Holder { Conf conf; }',
      },
      'JSON of a class that holds a class that holds a list of them': {
        ...other('Object m(String s) { return JSON.deserialize(s, Holder.class); } class Inner { List<Conf> all; }'),
        'Holder.cls': 'public class Holder { Other.Inner inner; }',
      },
      'JSON of a class given from elsewhere': other(
        'Object read(String s, Type t) { return JSON.deserialize(s, t); } Object m(String s) { return read(s, Conf.class); }',
      ),
      'JSON of a class given from elsewhere, between many parentheses': other(
        'Object read(Type t) { return JSON.deserialize(a(b(c(d(e)))), t); } Object m() { return read(Conf.class); }',
      ),
      'JSON of a class that is kept': other(
        'static final Type T = Conf.class; Object m(String s) { return JSON.deserialize(s, T); }',
      ),
      'JSON of a class by its name': other(
        "Conf m(String s) { Object o = JSON.deserialize(s, Type.forName('Conf')); return (Conf) o; }",
      ),
      'code of a package that is given the class': other(
        'Object m(String s) { return acme.Wire.read(s, Conf.class); }',
      ),
      'code of a package, by what it returns': other("Conf m(String s) { return (Conf) acme.Wire.read(s, 'Conf'); }"),
      'an object that a component sends': other('@AuraEnabled public static void m(Conf conf) { }'),
      'objects that a component sends': other('@AuraEnabled public static void m(List<Conf> all) { }'),
      'an object that a page sends': other('@RemoteAction public static void m(Conf conf) { }'),
      'an object posted': other('@HttpPost global static void m(Conf conf) { }'),
      'an object put': other('@HttpPut global static void m(Conf conf) { }'),
      'an object patched': other('@HttpPatch global static void m(Conf conf) { }'),
      'an object sent to a SOAP service': other('webservice static void m(Conf conf) { }'),
      'an object in an object that a SOAP service is sent': other(
        'public class Sent { webservice Conf conf; } webservice static void m(Sent sent) { }',
      ),
      'an assignment to something of unknown class': other("void m() { Managed.make().cert = 'Hidden'; }"),
      'an assignment of what is read from a row': other('void m(Conf c, Lane__c row) { c.cert = row.Cert__c; }'),
      'an assignment of what nobody is seen to pass': other('public void m(Conf c, String s) { c.cert = s; }'),
      'a class that does not parse and may assign it': {
        'Broken.cls': "class Broken { void m(Conf c) { c.cert = 'X' } }",
      },
      'more classes that may assign it than are looked at': Object.fromEntries(
        Array.from({ length: 60 }, (_, n) => [`C${n}.cls`, `class C${n} { void m(Thing t) { t.cert = 'X'; } }`]),
      ),
    },
  );

  for (const [who, more] of Object.entries<Files>({
    'JSON in a test': { 'T.cls': '@IsTest class T { @IsTest static void t() { JSON.deserialize(s, Conf.class); } }' },
    'JSON of another class of that name': other(
      'class Conf { public String cert; } Object m(String s) { return JSON.deserialize(s, Conf.class); }',
    ),
    'the name of its class': other(
      'String m(String s) { Object o = JSON.deserialize(s, Other.class); return Conf.class.getName(); }',
    ),
    'JSON without a class': other('Object m(String s) { return JSON.deserializeUntyped(s); }'),
    'a property of that name in another class': other("public String cert { get; set; } void m() { cert = 'X'; }"),
    'a comment': other('void m() { /* JSON.deserialize(s, Conf.class) */ } // x.cert = y'),
    'an object that a flow sends, of which it fills invocable variables only': other(
      '@InvocableMethod public static void m(List<Conf> all) { }',
    ),
    'an object that packages may pass': { 'Other.cls': 'global class Other { global static void m(Conf conf) { } }' },
    'code that is given the class and reads its name': other(
      'String name(Type t) { return t.getName(); } String m() { return name(Conf.class); }',
    ),
    'a map that the code fills, of objects of any class': other(
      "Map<String, Object> all; void put() { all.put('a', new Conf()); } Conf m() { return (Conf) all.get('a'); }",
    ),
    'a class that is made by its name': other(
      'Conf m(String n, String s, Type t) { Object o = JSON.deserialize(s, t); return (Conf) Type.forName(n).newInstance(); }',
    ),
    'JSON of any class in a test': {
      ...other('Object make(Type t) { return null; } Object m() { return make(Conf.class); }'),
      'T.cls': '/* {} */ @IsTest(SeeAllData=false) class T { Object t(Type t) { return JSON.deserialize(s, t); } }',
    },
    'an object that a component is sent': other('@AuraEnabled public static Conf m() { return new Conf(); }'),
  })) {
    test(`stays known beside ${who}`, () => {
      assert.deepEqual(given({ ...conf(), ...uses, ...more }), ['Known']);
    });
  }
});

describe('a parameter', () => {
  const sender = (before: string, kind = 'public virtual class Sender'): Files => ({
    'Sender.cls': `${kind} { ${before} void send(String cert) { new HttpRequest().setClientCertificateName(cert); } }`,
  });
  becomesOpen(
    { ...sender('public'), 'Partner.cls': "public class Partner { void go(Sender s) { s.send('Known'); } }" },
    {
      'a component, by @AuraEnabled': sender('@AuraEnabled public'),
      'a page, by @RemoteAction': sender('@RemoteAction public'),
      'a caller over HTTP': sender('@HttpPost public'),
      'a SOAP service': sender('webservice'),
      packages: sender('global', 'global class Sender'),
      'packages of its namespace': sender('@NamespaceAccessible public'),
      'the platform, by an interface': sender('public', 'public virtual class Sender implements Managed.Sends'),
      'the platform, by a superclass': sender('public override', 'public virtual class Sender extends Managed.Base'),
      'the platform, by an interface of a subclass': {
        'Sub.cls': 'public class Sub extends Sender implements Managed.Sends { }',
      },
      'a call of something of unknown class': other("void m() { Managed.make().send('Hidden'); }"),
      'a call with what is read from a row': other('void m(Sender s, Lane__c row) { s.send(row.Cert__c); }'),
      'a class that does not parse and may call it': {
        'Broken.cls': "class Broken { void m(Sender s) { s.send('X') } }",
      },
    },
  );
  test('stays known beside interfaces of the platform that do not have its method', () => {
    const platform = 'Queueable, Database.AllowsCallouts, Database.Batchable<SObject>, Schedulable, Comparable';
    const files = {
      ...sender('public', `public virtual class Sender implements ${platform}`),
      'Partner.cls': "public class Partner { void go(Sender s) { s.send('Known'); } }",
    };
    assert.deepEqual(given(files), ['Known']);
  });
});

describe('what a method returns', () => {
  const base = (before: string, kind = 'public virtual class Base'): Files => ({
    'Base.cls': `${kind} { public void go() { new HttpRequest().setClientCertificateName(cert()); } ${before} virtual String cert() { return 'Known'; } }`,
  });
  becomesOpen(base('protected'), {
    'packages, where its class is global': base('global', 'global virtual class Base'),
    'a subclass that does not parse': { 'Sub.cls': "class Sub extends Base { override String cert() { return 'X' } }" },
    'a subclass that returns what it reads from a row': {
      'Sub.cls':
        'class Sub extends Base { protected override String cert() { return [SELECT Cert__c FROM Lane__c].Cert__c; } }',
    },
    'a subclass that returns what a page may set': {
      'Sub.cls':
        'class Sub extends Base { public String chosen { get; set; } protected override String cert() { return chosen; } }',
    },
    'more subclasses than are looked at': Object.fromEntries(
      Array.from({ length: 60 }, (_, n) => [
        `Sub${n}.cls`,
        `class Sub${n} extends Base { protected override String cert() { return 'Known'; } }`,
      ]),
    ),
  });
});
