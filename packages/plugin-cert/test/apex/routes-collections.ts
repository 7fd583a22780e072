import type { Route } from './routes.ts';

/** Lists, sets and maps: what is put in where they are made, and everywhere else. */
export const collected: readonly Route[] = [
  {
    says: 'what is added to a list',
    code: `void go() { List<String> names = new List<String>(); names.add('A'); names.add('B'); for (String n : names) { USE(n); } }`,
    gives: ['A', 'B'],
  },
  {
    says: 'what is put into a map of a class, elsewhere in it',
    code: `private static final Map<String, String> ALL = new Map<String, String>(); static { ALL.put('a', 'A'); }
      static void more() { ALL.put('b', 'B'); } void go(String key) { USE(ALL.get(key)); }`,
    gives: ['A', 'B'],
  },
  {
    says: 'the entry of a known key, whoever put it in',
    code: `private static final Map<String, String> ALL = new Map<String, String>{ 'b' => 'B' }; static { ALL.put('a', 'A'); }
      void go() { USE(ALL.get('a')); }`,
    gives: ['A'],
  },
  {
    says: 'what another class puts into a public map',
    code: {
      'Certs.cls':
        "public class Certs { public static final Map<String, String> ALL = new Map<String, String>{ 'a' => 'A' }; }",
      'More.cls': "public class More { static { Certs.ALL.put('b', 'B'); } }",
      'Partner.cls': 'public class Partner { void go(String key) { USE(Certs.ALL.get(key)); } }',
    },
    gives: ['A', 'B'],
  },
  {
    says: 'a map that is replaced as a whole',
    code: `private Map<String, String> all = new Map<String, String>{ 'a' => 'A' }; void load() { all = Managed.read(); }
      void go(String key) { USE(all.get(key)); }`,
    gives: ['?', 'A'],
  },
  {
    says: 'what is put into a map from a place that cannot be told',
    code: `private Map<String, String> all = new Map<String, String>{ 'a' => 'A' }; void load(Lane__c row) { all.put(row.Name, row.Cert__c); }
      void go(String key) { USE(all.get(key)); }`,
    gives: ['?', 'A'],
  },
  {
    says: 'a list that a method of another class may fill',
    code: {
      'Filler.cls': "public class Filler { public static void fill(List<String> all) { all.add('Filled'); } }",
      'Partner.cls':
        "public class Partner { void go() { List<String> names = new List<String>{ 'A' }; Filler.fill(names); USE(names[0]); } }",
    },
    gives: ['A', 'Filled'],
  },
  {
    says: 'a list that is handed to code that cannot be seen',
    code: `void go() { List<String> names = new List<String>{ 'A' }; Managed.make().fill(names); USE(names[0]); }`,
    gives: ['?', 'A'],
  },
  {
    says: 'a list that is handed to the platform, which only reads it',
    code: `void go() { List<String> names = new List<String>{ 'A' }; System.debug(String.join(names, ',')); USE(names[0]); }`,
    gives: ['A'],
  },
  {
    says: 'a list under a second name',
    code: `void go() { List<String> names = new List<String>{ 'A' }; List<String> same = names; same.add('B'); USE(names[0]); }`,
    gives: ['?', 'A'],
  },
  {
    says: 'a list that is passed on',
    code: `void go() { List<String> names = new List<String>{ 'A', 'B' }; send(names); }
      private void send(List<String> all) { for (String one : all) { USE(one); } }`,
    gives: ['A', 'B'],
  },
  {
    says: 'a list that a method returns',
    code: `static List<String> names() { List<String> all = new List<String>(); all.add('A'); return all; }
      void go() { for (String one : names()) { USE(one); } }`,
    gives: ['A'],
  },
  {
    says: 'a list whose element is set',
    code: `void go() { String[] names = new String[2]; names[0] = 'A'; USE(names[0]); }`,
    gives: ['A'],
  },
  {
    says: 'a list of all of another, and more',
    code: `static final List<String> FIRST = new List<String>{ 'A' };
      void go() { List<String> names = new List<String>(FIRST); names.addAll(new List<String>{ 'B' }); USE(names.get(0)); }`,
    gives: ['A', 'B'],
  },
  {
    says: 'the keys and the values of a map',
    code: `static final Map<String, String> ALL = new Map<String, String>{ 'Key_Cert' => 'Value_Cert' };
      void go() { for (String k : ALL.keySet()) { USE(k); } for (String v : ALL.values()) { USE(v); } }`,
    gives: ['Key_Cert', 'Value_Cert'],
  },
  {
    says: 'a list that is made of JSON',
    code: `void go(String body) { List<String> names = (List<String>) JSON.deserialize(body, List<String>.class); USE(names[0]); }`,
    gives: ['?'],
  },
  {
    says: 'a list of an object that is made of JSON, with a list of its own',
    code: `public class Conf { public List<String> certs = new List<String>{ 'A' }; }
      void go(String body) { Conf conf = (Conf) JSON.deserialize(body, Conf.class); USE(conf.certs[0]); }`,
    gives: ['?', 'A'],
  },
  {
    says: 'a map in a map',
    code: `static final Map<String, Map<String, String>> ALL = new Map<String, Map<String, String>>{
      'eu' => new Map<String, String>{ 'a' => 'A' } }; void go(String land) { USE(ALL.get(land).get('a')); }`,
    gives: ['?', 'A'],
  },
  {
    says: 'a list that holds itself',
    code: `static List<List<String>> all = new List<List<String>>(); static { all.add(all[0]); } void go() { USE(all[0][0]); }`,
    gives: ['?'],
  },
  {
    says: 'an untyped map made of JSON',
    code: `void go(String body) { Map<String, Object> all = (Map<String, Object>) JSON.deserializeUntyped(body); USE((String) all.get('cert')); }`,
    gives: ['?'],
  },
  {
    says: 'what is put in by a test only',
    code: {
      'Certs.cls':
        "public class Certs { public static final Map<String, String> ALL = new Map<String, String>{ 'a' => 'A' }; }",
      'CertsTest.cls': "@IsTest class CertsTest { @IsTest static void t() { Certs.ALL.put('a', 'Test_Cert'); } }",
      'Partner.cls': "public class Partner { void go() { USE(Certs.ALL.get('a')); } }",
    },
    gives: ['A'],
  },
  {
    says: 'a field of objects in a list',
    code: `class Lane { String cert; Lane(String c) { cert = c; } }
      void go() { List<Lane> lanes = new List<Lane>{ new Lane('A'), new Lane('B') }; for (Lane lane : lanes) { USE(lane.cert); } }`,
    gives: ['A', 'B'],
  },
  {
    says: 'a text that passes through three variables of a loop',
    code: `void go() { String a = 'A'; String b = 'B'; String c = 'C'; while (more()) { USE(c); c = b; b = a; } }`,
    gives: ['A', 'B', 'C'],
  },
  {
    says: 'a text that grows in a loop',
    code: `void go() { String c = 'A'; while (more()) { c += '_x'; } USE(c); }`,
    gives: ['?', 'A', 'A_x'],
  },
  {
    says: 'a text between two assignments of a try',
    code: `void go() { String c = 'Before'; try { c = 'First'; call(); c = 'Second'; } catch (Exception e) { USE(c); } }`,
    gives: ['Before', 'First', 'Second'],
  },
];
