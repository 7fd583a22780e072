/**
 * Small programs in which a text reaches a call that takes the name of a certificate. `USE(x);` stands for the call; the
 * answer is what it may get outside of tests: `?` is what cannot be told.
 */
export interface Route {
  readonly says: string;
  /** Members of the class `Partner`, or whole files by their path. */
  readonly code: string | Readonly<Record<string, string>>;
  readonly gives: readonly string[];
}

const APPLY = 'void go() { USE(cert); }';

/** Values that the platform fills, or other code, beside the assignments that can be seen. */
export const filled: readonly Route[] = [
  {
    says: 'an invocable variable that only a test sets',
    code: {
      'Partner.cls': `public class Partner {
        public class Input { @InvocableVariable(required=true) public String cert; }
        @InvocableMethod public static void run(List<Input> all) { for (Input one : all) { USE(one.cert); } } }`,
      'PartnerTest.cls': `@IsTest class PartnerTest { @IsTest static void t() {
        Partner.Input one = new Partner.Input(); one.cert = 'Made_Up'; Partner.run(new List<Partner.Input>{ one }); } }`,
    },
    gives: ['?'],
  },
  {
    says: 'an invocable variable with a default',
    code: `public class Input { @InvocableVariable public String cert = 'Default_Cert'; }
      @InvocableMethod public static void run(List<Input> all) { USE(all[0].cert); }`,
    gives: ['?', 'Default_Cert'],
  },
  {
    says: 'an invocable variable of an object in a list of an object',
    code: `public class Row { @InvocableVariable public String cert; }
      public class Input { @InvocableVariable public List<Row> rows; }
      @InvocableMethod public static void run(List<Input> all) {
        for (Input one : all) { for (Row row : one.rows) { USE(row.cert); } } }`,
    gives: ['?'],
  },
  {
    says: 'an @AuraEnabled field',
    code: `@AuraEnabled public String cert; public Partner() { cert = 'Start'; } ${APPLY}`,
    gives: ['?', 'Start'],
  },
  {
    says: 'an @AuraEnabled property without a setter',
    code: `@AuraEnabled public String cert { get { return 'Shown'; } } ${APPLY}`,
    gives: ['Shown'],
  },
  {
    says: 'a field of an object that a Lightning component sends',
    code: `public class Options { public String cert; }
      @AuraEnabled public static void send(Options options) { USE(options.cert); }`,
    gives: ['?'],
  },
  {
    says: 'a field of an object in an object that a Lightning component sends, with a value of its own',
    code: `public class Inner { public String cert = 'Inner_Start'; }
      public class Options { public Inner inner; }
      @AuraEnabled public static void send(Options options) { USE(options.inner.cert); }`,
    gives: ['?', 'Inner_Start'],
  },
  {
    says: 'a property that a page may set',
    code: `public String cert { get; set; } public Partner() { cert = ''; } ${APPLY}`,
    gives: ['?'],
  },
  {
    says: 'a property that a page may set, with values of the code beside it',
    code: `public String cert { get; set; } public Partner() { cert = 'Start'; } ${APPLY}`,
    gives: ['?', 'Start'],
  },
  {
    says: 'a property of an object that a page shows',
    code: `public class Line { public String cert { get; set; } Line() { cert = 'Line_Cert'; } }
      public List<Line> lines { get; private set; }
      void go() { for (Line line : lines) { USE(line.cert); } }`,
    gives: ['?', 'Line_Cert'],
  },
  {
    says: "a property of the controller's superclass",
    code: {
      'Base.cls': 'public virtual class Base { public String cert { get; set; } }',
      'Partner.cls': `public class Partner extends Base { public Partner() { cert = 'Start'; } ${APPLY} }`,
    },
    gives: ['?', 'Start'],
  },
  {
    says: 'a pair of getter and setter methods, which pages use as a property',
    code: `private String cert; public String getCert() { return cert; } public void setCert(String c) { cert = c; }
      void init() { setCert('Start'); } ${APPLY}`,
    gives: ['?', 'Start'],
  },
  {
    says: 'a property that only its class sets',
    code: `public String cert { get; private set; } public Partner() { cert = 'Own'; } ${APPLY}`,
    gives: ['Own'],
  },
  {
    says: 'a property with a setter that keeps the value elsewhere',
    code: `private String kept; private String cert { get { return kept; } set { kept = value; } }
      void init() { cert = 'Kept'; } ${APPLY}`,
    gives: ['Kept'],
  },
  {
    says: 'what a setter keeps, read past the property',
    code: `private String kept; private String cert { get { return kept; } set { kept = value; } }
      void init() { cert = 'Kept'; } void go() { USE(kept); }`,
    gives: ['Kept'],
  },
  {
    says: 'a field of an object made of JSON',
    code: `public class Conf { public String cert; }
      void go(String body) { Conf conf = (Conf) JSON.deserialize(body, Conf.class); USE(conf.cert); }`,
    gives: ['?'],
  },
  {
    says: 'a private field of an object made of JSON, which a constructor sets as well',
    code: {
      'Conf.cls': `public class Conf { private String cert; public Conf() { cert = 'Made'; } public String name() { return cert; } }`,
      'Partner.cls': `public class Partner { void go(String body) {
        Conf conf = (Conf) System.JSON.deserializeStrict(body, Conf.class); USE(conf.name()); } }`,
    },
    gives: ['?', 'Made'],
  },
  {
    says: 'a field of objects in a list made of JSON',
    code: {
      'Wire.cls': "public class Wire { public class Conf { public String cert = 'Preset'; } }",
      'Partner.cls': `public class Partner { void go(String body) {
        for (Wire.Conf one : (List<Wire.Conf>) JSON.deserialize(body, List<Wire.Conf>.class)) { USE(one.cert); } } }`,
    },
    gives: ['?', 'Preset'],
  },
  {
    says: 'a field of an object inside of what a JSON parser reads',
    code: `public class Conf { public String cert = 'Preset'; } public class Outer { public Map<String, Conf> confs; }
      void go(JSONParser parser) { Outer all = (Outer) parser.readValueAs(Outer.class); USE(all.confs.get('a').cert); }`,
    gives: ['?', 'Preset'],
  },
  {
    says: 'a field that a subclass made of JSON inherits',
    code: {
      'Base.cls': "public virtual class Base { public String cert; public Base() { cert = 'Made'; } }",
      'Sub.cls': 'public class Sub extends Base { }',
      'Partner.cls':
        'public class Partner { void go(String b) { Base o = (Sub) JSON.deserialize(b, Sub.class); USE(o.cert); } }',
    },
    gives: ['?', 'Made'],
  },
  {
    says: 'a field of an object made of JSON by a helper that is given the class',
    code: {
      'Json.cls':
        'public class Json { public static Object parse(String s, Type t) { return JSON.deserialize(s, t); } }',
      'Partner.cls': `public class Partner { public class Conf { public String cert = 'Preset'; }
        void go(String s) { Conf conf = (Conf) Json.parse(s, Conf.class); USE(conf.cert); } }`,
    },
    gives: ['?', 'Preset'],
  },
  {
    says: 'a field of an object made of JSON of a class that is only named in a text',
    code: `public class Conf { public String cert = 'Preset'; }
      void go(String s) { Object o = JSON.deserialize(s, Type.forName('Partner.Conf')); USE(((Conf) o).cert); }`,
    gives: ['?', 'Preset'],
  },
  {
    says: 'a static field of a class that is made of JSON elsewhere',
    code: `public static String cert = 'Static_Cert'; static Object other(String s) { return JSON.deserialize(s, Partner.class); }
      ${APPLY}`,
    gives: ['Static_Cert'],
  },
  {
    says: 'a field of an object that only a test makes of JSON',
    code: {
      'Conf.cls': "public class Conf { public String cert; public Conf() { cert = 'Made'; } }",
      'Partner.cls': 'public class Partner { void go() { USE(new Conf().cert); } }',
      'ConfTest.cls': `@IsTest class ConfTest { @IsTest static void t() { Conf c = (Conf) JSON.deserialize('{}', Conf.class); } }`,
    },
    gives: ['Made'],
  },
  {
    says: 'a parameter of a web service',
    code: `webservice static void send(String cert) { USE(cert); } static void go() { send('Own'); }`,
    gives: ['?', 'Own'],
  },
  {
    says: 'a parameter of a REST resource',
    code: `@HttpPost global static void send(String cert) { USE(cert); }`,
    gives: ['?'],
  },
  {
    says: 'a field of the object that a REST resource is given',
    code: {
      'Wire.cls': "public class Wire { public String cert = 'Preset'; }",
      'Partner.cls': 'public class Partner { @HttpPut global static void send(Wire wire) { USE(wire.cert); } }',
    },
    gives: ['?', 'Preset'],
  },
  {
    says: 'a parameter of a remote action',
    code: `@RemoteAction public static void send(String cert) { USE(cert); } static void go() { send('Own'); }`,
    gives: ['?', 'Own'],
  },
  {
    says: 'a global field',
    code: `global String cert = 'Preset'; ${APPLY}`,
    gives: ['?', 'Preset'],
  },
  {
    says: "an argument of a method of the platform's interfaces",
    code: {
      'Partner.cls': `public class Partner implements Callable {
        public Object call(String action, Map<String, Object> given) { USE(action); return null; } }`,
      'Other.cls': "public class Other { void m() { Callable c = new Partner(); c.call('Called', null); } }",
    },
    gives: ['?', 'Called'],
  },
  {
    says: "what the platform's own settings of a plugin say",
    code: `class Plugin extends Auth.AuthProviderPluginClass {
      public override Auth.AuthProviderTokenResponse handleCallback(Map<String, String> settings, Auth.AuthProviderCallbackState s) {
        USE(settings.get('Cert_Name__c')); return null; } }`,
    gives: ['?'],
  },
  {
    says: 'a parameter of a page',
    code: `void go() { USE(ApexPages.currentPage().getParameters().get('cert')); }`,
    gives: ['?'],
  },
  {
    says: 'a field of a batch that its constructor is given',
    code: {
      'Partner.cls': `public class Partner implements Database.Batchable<SObject>, Database.Stateful, Database.AllowsCallouts {
        private final String cert; public Partner(String cert) { this.cert = cert; }
        public Iterable<SObject> start(Database.BatchableContext c) { return null; }
        public void execute(Database.BatchableContext c, List<SObject> rows) { USE(cert); }
        public void finish(Database.BatchableContext c) { } }`,
      'Starter.cls': "public class Starter { void m() { Database.executeBatch(new Partner('Batch_Cert')); } }",
    },
    gives: ['Batch_Cert'],
  },
  {
    says: 'a field of a queueable that its constructor is given by the platform’s own data',
    code: {
      'Partner.cls': `public class Partner implements Queueable { private String cert; public Partner(String c) { cert = c; }
        public void execute(QueueableContext c) { USE(cert); } }`,
      'OnLane.trigger': `trigger OnLane on Lane__c (after insert) {
        for (Lane__c row : Trigger.new) { System.enqueueJob(new Partner(row.Cert__c)); } }`,
    },
    gives: ['?'],
  },
  {
    says: 'a private field that nothing but the class sets',
    code: `private String cert; public Partner() { cert = 'Settled'; } ${APPLY}`,
    gives: ['Settled'],
  },
  {
    says: 'a private field that nothing sets',
    code: `private String cert; ${APPLY}`,
    gives: ['?'],
  },
  {
    says: 'a field that a value of unknown class may be holding',
    code: {
      'Partner.cls': `public class Partner { public String cert = 'Known'; ${APPLY} }`,
      'Other.cls': "public class Other { void m() { Managed.make().cert = 'Hidden'; } }",
    },
    gives: ['?', 'Hidden', 'Known'].filter((name) => name !== 'Hidden'),
  },
  {
    says: 'a parameter that a script passes',
    code: {
      'Partner.cls': 'public class Partner { public static void send(String cert) { USE(cert); } }',
      'scripts/once.apex': "Partner.send('Script_Cert');",
    },
    gives: ['Script_Cert'],
  },
  {
    says: 'a parameter that only the method itself passes on',
    code: `public void send(String cert) { if (again) { send(cert); } USE(cert); }`,
    gives: ['?'],
  },
  {
    says: 'a constant that is empty',
    code: `private static final String CERT = ''; ${APPLY}`,
    gives: ['nothing'],
  },
];
