import { rowsOf } from './row.ts';

export const textAndTypeRows = [
  ...rowsOf('apex_class_System_Json', [
    [`JSON.serialize(new List<Object>{ 1, 'a"b', true, null, 1.50 })`, '[1,"a\\"b",true,null,1.50]'],
    [`JSON.serialize(new Map<String, Object>{ 'a' => null })`, '{"a":null}'],
    [`JSON.serialize(Date.newInstance(2026, 1, 2))`, '"2026-01-02"'],
    [`JSON.serialize(Datetime.newInstanceGmt(2026, 1, 2, 3, 4, 5))`, '"2026-01-02T03:04:05.000Z"'],
    [`JSON.serializePretty(new Map<String, Object>{ 'a' => 1 })`, '{\n  "a" : 1\n}'],
    [`JSON.deserializeUntyped('{"a":[1,2.5,"x",null,true]}')`, '{a=(1, 2.5, x, null, true)}'],
    [`JSON.deserializeUntyped('3000000000')`, '3000000000'],
    [`(Decimal) JSON.deserialize('100.1', Decimal.class)`, '100.1'],
    [`JSON.deserialize('[1,2]', List<Integer>.class)`, '(1, 2)'],
    [`JSON.deserialize('{"a":"2026-01-02"}', Map<String, Date>.class)`, '{a=2026-01-02 00:00:00}'],
    [`((Datetime) JSON.deserialize('"2026-01-02T03:04:05.000+0100"', Datetime.class)).formatGmt('HH:mm')`, '02:04'],
    [`JSON.deserialize('"x"', Integer.class)`, 'System.JSONException: Illegal value for primitive'],
    [
      `JSON.deserialize('{}', List<Integer>.class)`,
      "System.JSONException: Malformed JSON: Expected '[' at the beginning of List/Set",
    ],
  ]),
  ...rowsOf('apex_classes_pattern_and_matcher_pattern_methods', [
    [`Pattern.matches('[A-Za-z]\\\\w*', 'Webhook_1')`, 'true'],
    [`Pattern.matches('a', 'ab')`, 'false'],
    [`Pattern.compile('a(b)?').matcher('xab').find()`, 'true'],
    [`Pattern.compile('\\\\p{Cntrl}').matcher('a\\nb').find()`, 'true'],
    [`Pattern.compile('[,;]').split('a,b;c')`, '(a, b, c)'],
    [`Pattern.quote('a.b')`, '\\Qa.b\\E'],
    [`Pattern.matches(Pattern.quote('a.b'), 'axb')`, 'false'],
    [`Pattern.matches(Pattern.quote('a.b'), 'a.b')`, 'true'],
  ]),
  ...rowsOf('apex_classes_pattern_and_matcher_matcher_methods', [
    [`Pattern.compile('(a)(b)?').matcher('a').groupCount()`, '2'],
    [`Pattern.compile('b').matcher('abc').lookingAt()`, 'false'],
    [`Pattern.compile('a*b').matcher('aabfooaabfooabfoob').replaceAll('-')`, '-foo-foo-foo-'],
    [`Pattern.compile('dog').matcher('zzzdogzzzdogzzz').replaceFirst('cat')`, 'zzzcatzzzdogzzz'],
    [`Matcher.quoteReplacement('$1')`, '\\$1'],
  ]),
  ...rowsOf('apex_classes_restful_encodingUtil', [
    [`EncodingUtil.base64Encode(Blob.valueOf('Hello'))`, 'SGVsbG8='],
    [`EncodingUtil.base64Decode('SGVsbG8=').toString()`, 'Hello'],
    [`EncodingUtil.convertToHex(Blob.valueOf('Az'))`, '417a'],
    [`EncodingUtil.convertFromHex('417A').toString()`, 'Az'],
    [`EncodingUtil.urlEncode('https://a.example/b c?d=é', 'UTF-8')`, 'https%3A%2F%2Fa.example%2Fb+c%3Fd%3D%C3%A9'],
    [`EncodingUtil.urlDecode('b+c%3Fd%3D%C3%A9', 'UTF-8')`, 'b c?d=é'],
  ]),
  ...rowsOf('apex_classes_restful_crypto', [
    [
      `EncodingUtil.convertToHex(Crypto.generateDigest('SHA-256', Blob.valueOf('abc')))`,
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    ],
    [
      `EncodingUtil.convertToHex(Crypto.generateDigest('MD5', Blob.valueOf('abc')))`,
      '900150983cd24fb0d6963f7d28e17f72',
    ],
    [
      `EncodingUtil.convertToHex(Crypto.generateMac('HmacSHA256', Blob.valueOf('what do ya want for nothing?'), Blob.valueOf('Jefe')))`,
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
  ]),
  ...rowsOf('apex_methods_system_blob', [
    [`Blob.valueOf('é').size()`, '2'],
    [`Blob.valueOf('abc').toString()`, 'abc'],
  ]),
  ...rowsOf('apex_methods_system_boolean', [
    [`Boolean.valueOf('TRUE')`, 'true'],
    [`Boolean.valueOf('yes')`, 'false'],
  ]),
  ...rowsOf('apex_methods_system_id', [
    [`Id.valueOf('001A0000006Vm9r')`, '001A0000006Vm9rIAC'],
    [`Id.valueOf('001A0000006Vm9rIAC').to15()`, '001A0000006Vm9r'],
    [`Id.valueOf('001A0000006Vm9!')`, 'System.StringException: Invalid id: 001A0000006Vm9!'],
  ]),
  ...rowsOf('apex_methods_system_type', [
    [`Type.forName('NoSuchType')`, 'null'],
    [`Type.forName('List<String>').getName()`, 'List<String>'],
    [`Integer.class.getName()`, 'Integer'],
    [`List<Integer>.class.newInstance()`, '()'],
  ]),
  ...rowsOf('apex_methods_system_url', [
    [`new Url('https://example.com:8443/a/b?c=d#e').getHost()`, 'example.com'],
    [`new Url('https://example.com:8443/a/b?c=d#e').getPort()`, '8443'],
    [`new Url('https://example.com/a/b?c=d#e').getFile()`, '/a/b?c=d'],
    [`new Url('https://example.com/a/b?c=d#e').getRef()`, 'e'],
    [`new Url('https://example.com/').getDefaultPort()`, '443'],
    [`new Url('https://example.com/a').toExternalForm()`, 'https://example.com/a'],
  ]),
  ...rowsOf('apex_methods_system_timezone', [
    [`TimeZone.getTimeZone('America/Los_Angeles').getID()`, 'America/Los_Angeles'],
    [
      `TimeZone.getTimeZone('America/Los_Angeles').getOffset(Datetime.newInstanceGmt(2012, 10, 23, 0, 0, 0))`,
      '-25200000',
    ],
    [`UserInfo.getTimeZone().getID()`, 'Asia/Tokyo', { zone: 'Asia/Tokyo' }],
  ]),
  ...rowsOf('apex_classes_exception_methods', [
    [`new MathException('by zero').getMessage()`, 'by zero'],
    [`new MathException('by zero').getTypeName()`, 'System.MathException'],
    [`new CalloutException().getCause()`, 'null'],
    [`new CalloutException('a', new MathException('b')).getCause().getMessage()`, 'b'],
    [`new DmlException('refused').getNumDml()`, '0'],
  ]),
  ...rowsOf('apex_enum_System_StatusCode', [[`StatusCode.REQUIRED_FIELD_MISSING`, 'REQUIRED_FIELD_MISSING']]),
];
