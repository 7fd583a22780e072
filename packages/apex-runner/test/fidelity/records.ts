const guide = 'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode';
const reference = 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref';
const query = 'https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl';
const api = 'https://developer.salesforce.com/docs/atlas.en-us.api.meta/api';

const dml = `${guide}/apex_dml_section.htm`;
const soql = `${guide}/langCon_apex_SOQL.htm`;
const sobject = `${reference}/apex_methods_system_sobject.htm`;
const database = `${reference}/apex_methods_system_database.htm`;
const describe = `${reference}/apex_methods_system_fields_describe.htm`;
const loop = `${guide}/langCon_apex_loops_for_SOQL.htm`;
const codes = `${api}/sforce_api_calls_concepts_core_data_objects.htm`;

/** A port, written. */
const port = `Port__c port = new Port__c(Name = 'Bergen', Key__c = 'b', Depth__c = 4.5); insert port;`;

/**
 * What Apex does with records: an expression, or statements that end with a return. They run in an org with the objects Port__c (Key__c: text of 20, required, unique external key; Code__c: unique text of 5;
 * Depth__c: number(4, 1); Opened__c, Closes__c, Story__c, Is_Free__c: true by default; State__c: open (default) or shut) and Pier__c
 * (Port__c: lookup, children Piers; Length__c; numbered P-{000}), as practice-org/test/apex/small-org.ts makes it, for its administrator.
 */
export const recordRows: readonly { readonly apex: string; readonly is: string; readonly page: string }[] = [
  // Records in memory
  { apex: `new Port__c(Name = 'Bergen').Name`, is: 'Bergen', page: sobject },
  { apex: `new Port__c().Name`, is: 'null', page: sobject },
  { apex: `new Port__c().Depth__c == null`, is: 'true', page: sobject },
  {
    apex: `new Port__c(Name = 'a') == new Port__c(Name = 'a')`,
    is: 'true',
    page: `${guide}/langCon_apex_expressions_operators_understanding.htm`,
  },
  { apex: `Port__c p = new Port__c(); p.Depth__c = 4; return p.Depth__c;`, is: '4', page: sobject },
  { apex: `Port__c p = new Port__c(); p.put('depth__C', 4.5); return p.get('Depth__c');`, is: '4.5', page: sobject },
  {
    apex: `new Port__c().get('Width__c')`,
    is: 'System.SObjectException: Invalid field Width__c for Port__c',
    page: sobject,
  },
  {
    apex: `Port__c p = new Port__c(); p.put('Width__c', 1); return p;`,
    is: 'System.SObjectException: Invalid field Width__c for Port__c',
    page: sobject,
  },
  {
    apex: `Port__c p = new Port__c(); p.put('Depth__c', 'deep'); return p;`,
    is: 'System.SObjectException: Illegal assignment from String to Decimal',
    page: sobject,
  },
  { apex: `Port__c p = new Port__c(); p.put(Port__c.Name, 'Oslo'); return p.Name;`, is: 'Oslo', page: sobject },
  { apex: `Port__c p = new Port__c(Name = 'a'); return p.put('Name', 'b');`, is: 'a', page: sobject },
  { apex: `new Port__c(Name = 'a').isSet('Name') && !new Port__c().isSet('Name')`, is: 'true', page: sobject },
  {
    apex: `new Port__c(Name = 'a', Depth__c = 1).getPopulatedFieldsAsMap().keySet()`,
    is: '{Name, Depth__c}',
    page: sobject,
  },
  {
    apex: `Pier__c p = new Pier__c(Port__c = '001000000000001'); return p.Port__c;`,
    is: '001000000000001AAA',
    page: `${guide}/langCon_apex_primitives.htm`,
  },
  {
    apex: `Pier__c p = new Pier__c(); p.put('Port__c', 'nowhere'); return p;`,
    is: 'System.StringException: Invalid id: nowhere',
    page: `${guide}/langCon_apex_primitives.htm`,
  },
  {
    apex: `Port__c p; return p.Name;`,
    is: 'System.NullPointerException: Attempt to de-reference a null object',
    page: `${reference}/apex_classes_exception_methods.htm`,
  },
  { apex: `Port__c p; return p?.Name;`, is: 'null', page: `${guide}/langCon_apex_SafeNavigationOperator.htm` },
  {
    apex: `Port__c a = new Port__c(Name = 'a'); SObject b = a.clone(); b.put('Name', 'b'); return a.Name;`,
    is: 'a',
    page: sobject,
  },
  { apex: `${port} return port.clone().Id;`, is: 'null', page: sobject },
  { apex: `${port} return port.clone(true).Id == port.Id;`, is: 'true', page: sobject },

  // Tokens and describe
  { apex: `Port__c.SObjectType`, is: 'Port__c', page: `${guide}/apex_dynamic_describe_objects_understanding.htm` },
  { apex: `new Port__c().getSObjectType() == Port__c.SObjectType`, is: 'true', page: sobject },
  { apex: `Port__c.Depth__c`, is: 'Depth__c', page: describe },
  { apex: `Port__c.Depth__c.getDescribe().getType()`, is: 'DOUBLE', page: describe },
  { apex: `Port__c.Story__c.getDescribe().getType()`, is: 'TEXTAREA', page: describe },
  {
    apex: `Port__c.Key__c.getDescribe().isUnique() && Port__c.Key__c.getDescribe().isExternalID()`,
    is: 'true',
    page: describe,
  },
  { apex: `Port__c.Key__c.getDescribe().isNillable()`, is: 'false', page: describe },
  { apex: `Port__c.Key__c.getDescribe().getLength()`, is: '20', page: describe },
  { apex: `Port__c.State__c.getDescribe().getPicklistValues().size()`, is: '2', page: describe },
  { apex: `Port__c.State__c.getDescribe().getPicklistValues()[0].getLabel()`, is: 'Open', page: describe },
  { apex: `Pier__c.Port__c.getDescribe().getReferenceTo()`, is: '(Port__c)', page: describe },
  { apex: `Pier__c.Port__c.getDescribe().getRelationshipName()`, is: 'Port__r', page: describe },
  { apex: `SObjectType.Port__c.fields.getMap().containsKey('depth__c')`, is: 'true', page: describe },
  {
    apex: `SObjectType.Port__c.getLabelPlural()`,
    is: 'Ports',
    page: `${reference}/apex_methods_system_sobject_describe.htm`,
  },
  {
    apex: `SObjectType.Port__c.isAccessible()`,
    is: 'false',
    page: `${reference}/apex_methods_system_sobject_describe.htm`,
  },
  { apex: `SObjectType.Port__c.fields.Depth__c.isUpdateable()`, is: 'false', page: describe },
  {
    apex: `Port__c.SObjectType.newSObject().getSObjectType()`,
    is: 'Port__c',
    page: `${reference}/apex_class_Schema_SObjectType.htm`,
  },
  { apex: `${port} return port.Id.getSObjectType();`, is: 'Port__c', page: `${reference}/apex_methods_system_id.htm` },

  // DML
  { apex: `${port} return port.Id != null;`, is: 'true', page: dml },
  { apex: `${port} return port.State__c;`, is: 'null', page: dml },
  { apex: `insert new List<Port__c>(); return Limits.getDmlStatements();`, is: '0', page: dml },
  {
    apex: `insert new List<Port__c>{ new Port__c(Key__c = 'a'), new Port__c(Key__c = 'b') }; return Limits.getDmlStatements() + '/' + Limits.getDmlRows();`,
    is: '1/2',
    page: `${guide}/apex_gov_limits.htm`,
  },
  {
    apex: `insert new Port__c(); return null;`,
    is: 'System.DmlException: Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Key__c]: [Key__c]',
    page: codes,
  },
  {
    apex: `insert new Port__c(Key__c = 'a', Code__c = 'toolong'); return null;`,
    is: 'System.DmlException: Insert failed. First exception on row 0; first error: STRING_TOO_LONG, Code__c: data value too large: toolong (max length=5): [Code__c]',
    page: codes,
  },
  {
    apex: `insert new Port__c(Key__c = 'a', State__c = 'closed'); return null;`,
    is: 'System.DmlException: Insert failed. First exception on row 0; first error: INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, State__c: bad value for restricted picklist field: closed: [State__c]',
    page: codes,
  },
  {
    apex: `${port} try { insert port; } catch (DmlException e) { return e.getDmlStatusCode(0) + ': ' + e.getDmlMessage(0); } return null;`,
    is: 'INVALID_FIELD_FOR_INSERT_UPDATE: cannot specify Id in an insert call',
    page: codes,
  },
  {
    apex: `update new Port__c(Key__c = 'a'); return null;`,
    is: 'System.DmlException: Update failed. First exception on row 0; first error: MISSING_ARGUMENT, Id not specified in an update call: []',
    page: codes,
  },
  {
    apex: `try { insert new List<Port__c>{ new Port__c(Key__c = 'a'), new Port__c() }; } catch (DmlException e) { return e.getDmlIndex(0) + ' ' + e.getDmlMessage(0) + ' ' + [SELECT COUNT() FROM Port__c]; } return null;`,
    is: '1 Required fields are missing: [Key__c] 0',
    page: `${guide}/langCon_apex_dml_exceptions.htm`,
  },
  {
    apex: `Port__c a = new Port__c(Key__c = 'a'); try { insert new List<Port__c>{ a, new Port__c() }; } catch (DmlException e) { return a.Id; } return 'written';`,
    is: 'null',
    page: `${guide}/langCon_apex_dml_exceptions.htm`,
  },
  {
    apex: `insert new Port__c(Key__c = 'a'); upsert new Port__c(Key__c = 'a', Depth__c = 2) Key__c; return [SELECT Depth__c FROM Port__c].Depth__c;`,
    is: '2.0',
    page: `${guide}/langCon_apex_dml_examples_upsert.htm`,
  },
  {
    apex: `${port} delete port; return [SELECT COUNT() FROM Port__c] + '/' + [SELECT COUNT() FROM Port__c ALL ROWS];`,
    is: '0/1',
    page: `${guide}/langCon_apex_SOQL_query_all_rows.htm`,
  },
  {
    apex: `${port} delete port; undelete port; return [SELECT COUNT() FROM Port__c];`,
    is: '1',
    page: `${guide}/langCon_apex_dml_examples_undelete.htm`,
  },
  {
    apex: `${port} delete port; try { update port; } catch (DmlException e) { return e.getDmlType(0); } return null;`,
    is: 'ENTITY_IS_DELETED',
    page: codes,
  },
  {
    apex: `${port} Pier__c pier = new Pier__c(Port__c = port.Id); insert pier; delete port; return [SELECT Port__c FROM Pier__c].Port__c;`,
    is: 'null',
    page: dml,
  },
  {
    apex: `insert as user new Port__c(Key__c = 'a'); return null;`,
    is: 'System.SecurityException: DML operation INSERT not allowed on Port__c',
    page: `${guide}/apex_classes_enforce_usermode.htm`,
  },
  {
    apex: `update new Profile(Id = UserInfo.getProfileId()); return null;`,
    is: 'System.TypeException: DML operation UPDATE not allowed on Profile',
    page: `${guide}/langCon_apex_dml_non_dml_objects.htm`,
  },

  // Database methods
  {
    apex: `Database.insert(new List<Port__c>{ new Port__c(Key__c = 'a'), new Port__c() }, false)[1].getErrors()[0].getMessage()`,
    is: 'Required fields are missing: [Key__c]',
    page: database,
  },
  {
    apex: `Database.insert(new List<Port__c>{ new Port__c(Key__c = 'a'), new Port__c() }, false)[0].isSuccess()`,
    is: 'true',
    page: database,
  },
  {
    apex: `Database.insert(new Port__c(), false).getErrors()[0].getStatusCode()`,
    is: 'REQUIRED_FIELD_MISSING',
    page: database,
  },
  { apex: `Database.insert(new Port__c(), false).getErrors()[0].getFields()`, is: '(Key__c)', page: database },
  {
    apex: `Database.insert(new Port__c()); return null;`,
    is: 'System.DmlException: Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Key__c]: [Key__c]',
    page: database,
  },
  {
    apex: `Database.upsert(new List<Port__c>{ new Port__c(Key__c = 'a') }, Port__c.Key__c, false)[0].isCreated()`,
    is: 'true',
    page: database,
  },
  {
    apex: `Savepoint before = Database.setSavepoint(); insert new Port__c(Key__c = 'a'); Database.rollback(before); return [SELECT COUNT() FROM Port__c];`,
    is: '0',
    page: database,
  },
  {
    apex: `${port} return Database.query('SELECT Name FROM Port__c WHERE Key__c = \\'b\\'').size();`,
    is: '1',
    page: database,
  },
  {
    apex: `Database.query('SELECT Width__c FROM Port__c')`,
    is: "System.QueryException: No such column 'Width__c' on entity 'Port__c'.",
    page: database,
  },
  { apex: `${port} return Database.countQuery('SELECT COUNT() FROM Port__c');`, is: '1', page: database },

  // Queries
  { apex: `${port} return [SELECT Name FROM Port__c].Name;`, is: 'Bergen', page: soql },
  {
    apex: `Port__c p = [SELECT Id FROM Port__c]; return p;`,
    is: 'System.QueryException: List has no rows for assignment to SObject',
    page: soql,
  },
  {
    apex: `${port} insert new Port__c(Key__c = 'c'); Port__c p = [SELECT Id FROM Port__c]; return p;`,
    is: 'System.QueryException: List has more than 1 row for assignment to SObject',
    page: soql,
  },
  {
    apex: `${port} Port__c p = [SELECT Id FROM Port__c]; return p.Name;`,
    is: 'System.SObjectException: SObject row was retrieved via SOQL without querying the requested field: Port__c.Name',
    page: soql,
  },
  { apex: `${port} Port__c p = [SELECT Id FROM Port__c]; p.Name = 'Oslo'; return p.Name;`, is: 'Oslo', page: soql },
  { apex: `${port} return [SELECT Depth__c FROM Port__c].Depth__c + 1;`, is: '5.5', page: soql },
  { apex: `${port} return [SELECT State__c, Is_Free__c FROM Port__c].State__c;`, is: 'open', page: soql },
  {
    apex: `${port} String key = 'B'; return [SELECT COUNT() FROM Port__c WHERE Key__c = :key];`,
    is: '1',
    page: `${guide}/langCon_apex_SOQL_variables.htm`,
  },
  {
    apex: `${port} Set<Id> ids = new Set<Id>{ port.Id }; return [SELECT COUNT() FROM Port__c WHERE Id IN :ids];`,
    is: '1',
    page: `${guide}/langCon_apex_SOQL_variables.htm`,
  },
  {
    apex: `${port} return [SELECT COUNT() FROM Port__c WHERE CreatedDate = TODAY AND CreatedDate = LAST_N_DAYS:1];`,
    is: '1',
    page: `${query}/sforce_api_calls_soql_select_dateformats.htm`,
  },
  {
    apex: `${port} insert new Pier__c(Port__c = port.Id); return [SELECT Port__r.Name FROM Pier__c].Port__r.Name;`,
    is: 'Bergen',
    page: `${guide}/langCon_apex_SOQL_foreign_key.htm`,
  },
  {
    apex: `insert new Pier__c(); return [SELECT Port__r.Name FROM Pier__c].Port__r;`,
    is: 'null',
    page: `${guide}/langCon_apex_SOQL_foreign_key.htm`,
  },
  {
    apex: `${port} insert new Pier__c(Port__c = port.Id); return [SELECT (SELECT Name FROM Piers__r) FROM Port__c].Piers__r.size();`,
    is: '1',
    page: `${query}/sforce_api_calls_soql_relationships_query_using.htm`,
  },
  {
    apex: `${port} AggregateResult one = [SELECT COUNT(Id) n, MAX(Depth__c) deepest FROM Port__c][0]; return one.get('n') + '/' + one.get('Deepest');`,
    is: '1/4.5',
    page: `${guide}/langCon_apex_SOQL_agg_fns.htm`,
  },
  {
    apex: `${port} return [SELECT State__c FROM Port__c GROUP BY State__c][0].get('State__c');`,
    is: 'open',
    page: `${guide}/langCon_apex_SOQL_agg_fns.htm`,
  },
  {
    apex: `[SELECT Name FROM Port__c WITH USER_MODE]`,
    is: "System.QueryException: sObject type 'Port__c' is not supported.",
    page: `${guide}/apex_classes_enforce_usermode.htm`,
  },
  {
    apex: `Integer n = [SELECT COUNT() FROM Port__c]; return Limits.getQueries();`,
    is: '1',
    page: `${guide}/apex_gov_limits.htm`,
  },

  // Custom metadata
  {
    apex: `Setting__mdt.getInstance('Default').Days__c`,
    is: '7',
    page: `${reference}/apex_methods_system_custom_metadata_types.htm`,
  },
  {
    apex: `Setting__mdt.getAll().keySet()`,
    is: '{Default}',
    page: `${reference}/apex_methods_system_custom_metadata_types.htm`,
  },
  {
    apex: `Setting__mdt.getInstance('Nothing')`,
    is: 'null',
    page: `${reference}/apex_methods_system_custom_metadata_types.htm`,
  },
  {
    apex: `Setting__mdt.getAll(); return Limits.getQueries();`,
    is: '0',
    page: `${reference}/apex_methods_system_custom_metadata_types.htm`,
  },

  // Loops over queries, and records in the language
  {
    apex: `${port} insert new Port__c(Name = 'Oslo', Key__c = 'o'); String s = ''; for (Port__c one : [SELECT Name FROM Port__c ORDER BY Name]) { s += one.Name + ' '; } return s;`,
    is: 'Bergen Oslo ',
    page: loop,
  },
  {
    apex: `List<Port__c> all = new List<Port__c>(); for (Integer i = 0; i < 201; i++) { all.add(new Port__c(Name = 'a', Key__c = 'k' + i)); } insert all; String s = ''; for (List<Port__c> some : [SELECT Id FROM Port__c]) { s += some.size() + ' '; } return s;`,
    is: '200 1 ',
    page: loop,
  },
  {
    apex: `for (Port__c one : [SELECT Name FROM Port__c]) { return one.Name; } return 'no turn';`,
    is: 'no turn',
    page: loop,
  },
  {
    apex: `${port} SObject one = port; switch on one { when Pier__c pier { return 'pier'; } when Port__c found { return found.Name; } when else { return 'none'; } }`,
    is: 'Bergen',
    page: `${guide}/langCon_apex_switch.htm`,
  },
  {
    apex: `${port} return [SELECT Name FROM Port__c WHERE Key__c = 'x']?.Name ?? 'none';`,
    is: 'none',
    page: `${guide}/langCon_apex_NullCoalescingOperator.htm`,
  },
  {
    apex: `SObject one = new Pier__c(); try { return ((Port__c) one).Name; } catch (Exception e) { return e.getTypeName(); }`,
    is: 'System.TypeException',
    page: `${guide}/apex_classes_casting.htm`,
  },
];
