import type { Route } from './routes.ts';

/** Texts that records, settings and labels hold. */
export const stored: readonly Route[] = [
  {
    says: 'the field of a custom setting',
    code: `void go() { USE(Edi_Setup__c.getOrgDefaults().Cert_Name__c); }`,
    gives: ['Edi_Setup__c.Cert_Name__c'],
  },
  {
    says: 'the field of a custom setting that a caller reads',
    code: `private void send(Edi_Setup__c setup) { USE(setup.Cert_Name__c); } void go() { send(Edi_Setup__c.getInstance()); }`,
    gives: ['Edi_Setup__c.Cert_Name__c'],
  },
  {
    says: 'a custom setting that is made where there is none',
    code: `void go() { Edi_Setup__c s = Edi_Setup__c.getOrgDefaults(); if (s == null) { s = new Edi_Setup__c(Cert_Name__c = 'Fallback'); }
      USE(s.Cert_Name__c); }`,
    gives: ['Edi_Setup__c.Cert_Name__c', 'Fallback'],
  },
  {
    says: 'a custom setting whose field the code overwrites',
    code: `void go() { Edi_Setup__c s = Edi_Setup__c.getOrgDefaults(); s.Cert_Name__c = 'Override'; USE(s.Cert_Name__c); }`,
    gives: ['Edi_Setup__c.Cert_Name__c', 'Override'],
  },
  {
    says: 'a custom setting or a record that somebody passes',
    code: `public void send(Edi_Setup__c setup) { Edi_Setup__c s = setup == null ? Edi_Setup__c.getOrgDefaults() : setup;
      USE(s.Cert_Name__c); }`,
    gives: ['?', 'Edi_Setup__c.Cert_Name__c'],
  },
  {
    says: 'one record of custom metadata, or any that somebody passes',
    code: `public void send(Edi_Lane__mdt lane) { Edi_Lane__mdt l = lane == null ? Edi_Lane__mdt.getInstance('North') : lane;
      USE(l.Cert__c); }`,
    gives: ['Edi_Lane__mdt.Cert__c'],
  },
  {
    says: 'the record of custom metadata that the callers ask for',
    code: `private void send(Edi_Lane__mdt lane) { USE(lane.Cert__c); } void go() { send(Edi_Lane__mdt.getInstance('North')); }`,
    gives: ['Edi_Lane__mdt.North.Cert__c'],
  },
  {
    says: 'the record that a method gives, or the one of a subclass',
    code: {
      'Base.cls': `public virtual class Base { protected virtual Edi_Setup__c setup() { return Edi_Setup__c.getOrgDefaults(); }
        public void go() { USE(setup().Cert_Name__c); } }`,
      'Sub.cls':
        'public class Sub extends Base { protected override Edi_Setup__c setup() { return Managed.setup(); } }',
    },
    gives: ['?', 'Edi_Setup__c.Cert_Name__c'],
  },
  {
    says: 'records that only a test asks for',
    code: {
      'Lanes.cls':
        'public class Lanes { public static String of(String lane) { return Edi_Lane__mdt.getInstance(lane).Cert__c; } }',
      'Partner.cls':
        "public class Partner { public void send(String lane) { USE(Lanes.of(lane)); } void go() { send('North'); } }",
      'PartnerTest.cls': "@IsTest class PartnerTest { @IsTest static void t() { new Partner().send('Made_Up'); } }",
    },
    gives: ['Edi_Lane__mdt.North.Cert__c'],
  },
  {
    says: 'a queried row',
    code: `void go(Id id) { Lane__c row = [SELECT Cert__c FROM Lane__c WHERE Id = :id]; USE(row.Cert__c); }`,
    gives: ['?'],
  },
  {
    says: 'a row of a trigger',
    code: {
      'OnLane.trigger':
        'trigger OnLane on Lane__c (after update) { for (Lane__c row : Trigger.new) { USE(row.Cert__c); } }',
    },
    gives: ['?'],
  },
  {
    says: 'a row by the name of its field',
    code: `void go(SObject row) { USE((String) row.get('Cert__c')); }`,
    gives: ['?'],
  },
  {
    says: 'a record of custom metadata by the token of its field',
    code: `void go() { SObject row = Edi_Lane__mdt.getInstance('North'); Edi_Lane__mdt lane = Edi_Lane__mdt.getInstance('North');
      USE((String) lane.get(Edi_Lane__mdt.Cert__c)); USE((String) lane.get(Edi_Lane__mdt.fields.Cert__c)); }`,
    gives: ['Edi_Lane__mdt.North.Cert__c'],
  },
  {
    says: 'a row that the code sets by the name of its field',
    code: `void go() { Lane__c row = new Lane__c(); row.put('Cert__c', 'Put_Cert'); USE(row.Cert__c); }`,
    gives: ['?', 'Put_Cert'],
  },
  {
    says: 'a default behind a row',
    code: `void go(Lane__c row) { USE(row?.Cert__c ?? 'Default_Cert'); }`,
    gives: ['?', 'Default_Cert'],
  },
  {
    says: 'a label, or a text for one country',
    code: `void go(String land) { String cert; switch on land { when 'DE' { cert = 'De_Cert'; } when else { cert = Label.Cert; } } USE(cert); }`,
    gives: ['De_Cert', 'Label.Cert'],
  },
  {
    says: 'known beginnings with an unknown end',
    code: `void go(Lane__c row) { USE((eu ? 'Eu' : 'Us') + '_' + row.Region__c); }`,
    gives: ['?'],
  },
  {
    says: 'one text while a test runs, and another',
    code: `void go() { USE(Test.isRunningTest() ? 'Mock' : 'Real'); USE(!System.Test.isRunningTest() ? 'Real_2' : 'Mock'); }`,
    gives: ['Real', 'Real_2'],
  },
  {
    says: 'what is assigned, and returned, while a test runs, and else',
    code: `static String other() { if (Test.isRunningTest()) { return 'Mock_2'; } return 'Real_2'; }
      void go() { String cert = 'Real'; if (Test.isRunningTest()) { cert = 'Mock'; USE('Mock_3'); } USE(cert); USE(other()); }`,
    gives: ['Real', 'Real_2'],
  },
  {
    says: 'what is assigned where no test runs, or something else holds',
    code: `void go(Boolean b) { String cert; if (!Test.isRunningTest()) { cert = 'A'; } else { cert = 'Mock'; }
      if (Test.isRunningTest() || b) { cert = 'B'; } USE(cert); }`,
    gives: ['A', 'B'],
  },
  {
    says: 'a text without what surrounds it',
    code: `void go() { USE(' Cert '.trim()); USE(String.escapeSingleQuotes('Other')); }`,
    gives: ['Cert', 'Other'],
  },
];
