import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findIn, findInMembers, namesIn, valuesOf } from './org-of-classes.ts';

/** Calls found in statements, as `call value`. */
function callsIn(statements: string, others: Readonly<Record<string, string>> = {}): string[] {
  const { references } = findInMembers(`void run(HttpRequest req) {\n${statements}\n}`, others);
  return references.map(({ call, name }) => `${call} ${valuesOf([name])[0]}`);
}

describe('the argument that names a certificate', () => {
  for (const [code, call] of [
    ["req.setClientCertificateName('X');", 'HttpRequest.setClientCertificateName X'],
    ["Blob b = Crypto.signWithCertificate('RSA-SHA256', data, 'X');", 'Crypto.signWithCertificate X'],
    ["System.Crypto.signXml('RSA-SHA256', node, null, 'X');", 'Crypto.signXml X'],
    ["Crypto.signXML('RSA-SHA256', node, 'ID', 'X', child);", 'Crypto.signXml X'],
    ["Boolean ok = Crypto.verify('RSA-SHA256', data, signature, 'X');", 'Crypto.verify X'],
    ["Auth.JWS jws = new Auth.JWS(jwt, 'X');", 'Auth.JWS X'],
    ["Auth.JWT t = Auth.JWTUtil.validateJWTWithCert(incoming, 'X');", 'Auth.JWTUtil.validateJWTWithCert X'],
    ["stub.clientCertName_x = 'X';", 'clientCertName_x X'],
    [
      "DataSource.ConnectionParams p = new DataSource.ConnectionParams(); p.certificateName = 'X';",
      'DataSource.ConnectionParams.certificateName X',
    ],
    ["TenantSecret s = new TenantSecret(RemoteKeyCertificate = 'X');", 'TenantSecret.RemoteKeyCertificate X'],
    ["TenantSecret s; s.RemoteKeyCertificate = 'X';", 'TenantSecret.RemoteKeyCertificate X'],
    ["TenantSecret s; s.SecretValueCertificate = 'X';", 'TenantSecret.SecretValueCertificate X'],
  ] as const) {
    test(`of ${call.slice(0, -2)}: ${code}`, () => {
      assert.deepEqual(callsIn(code), [call]);
    });
  }

  test('of a credential parameter is its value, where its type says it is a certificate', () => {
    const parameter = (type: string, kind: string): string[] =>
      callsIn(`ConnectApi.${type} p = new ConnectApi.${type}();
        p.parameterName = 'Cert';
        p.parameterType = ConnectApi.${kind};
        p.parameterValue = 'X';`);
    assert.deepEqual(parameter('NamedCredentialParameterInput', 'NamedCredentialParameterType.ClientCertificate'), [
      'ConnectApi.NamedCredentialParameterInput.parameterValue X',
    ]);
    assert.deepEqual(
      parameter('ExternalCredentialParameterInput', 'ExternalCredentialParameterType.SigningCertificate'),
      ['ConnectApi.ExternalCredentialParameterInput.parameterValue X'],
    );
    assert.deepEqual(parameter('NamedCredentialParameterInput', 'NamedCredentialParameterType.ConnectionStatus'), []);
  });

  test('a credential parameter beside one that is a certificate is not one', () => {
    const code = `ConnectApi.ExternalCredentialParameterInput a = new ConnectApi.ExternalCredentialParameterInput();
      a.parameterType = ConnectApi.ExternalCredentialParameterType.SigningCertificate;
      a.parameterValue = 'X';
      ConnectApi.ExternalCredentialParameterInput b = new ConnectApi.ExternalCredentialParameterInput();
      b.parameterType = ConnectApi.ExternalCredentialParameterType.AuthProviderUrl;
      b.parameterValue = 'https://x';`;
    assert.deepEqual(callsIn(code), ['ConnectApi.ExternalCredentialParameterInput.parameterValue X']);
  });

  test('a credential parameter of a type that cannot be told may be a certificate, whichever', () => {
    const members = (type: string): string => `void make(ConnectApi.NamedCredentialParameterType type, String value) {
        ConnectApi.NamedCredentialParameterInput p = new ConnectApi.NamedCredentialParameterInput();
        ${type} p.parameterValue = value; }
      void run() { make(ConnectApi.NamedCredentialParameterType.ClientCertificate, 'X');
        make(ConnectApi.NamedCredentialParameterType.ConnectionStatus, 'Y'); }`;
    const found = (type: string): string[] => valuesOf(findInMembers(members(type)).references.map(({ name }) => name));
    assert.deepEqual(found('p.parameterType = type;'), ['(computed)']);
    assert.deepEqual(found(''), ['(computed)']);
    const named = (name: string): string =>
      `p.parameterType = ConnectApi.NamedCredentialParameterType.valueOf('${name}');`;
    assert.deepEqual(found(named('ClientCertificate')).sort(), ['X', 'Y']);
    assert.deepEqual(found(named('ConnectionStatus')), []);
  });

  test('an overload of Crypto.verify takes a public key instead, which names nothing', () => {
    const key = "EncodingUtil.base64Decode('MIIB')";
    assert.deepEqual(callsIn(`Crypto.verify('RSA-SHA256', data, signature, ${key});`), []);
    assert.deepEqual(callsIn(`Blob key = ${key}; Crypto.verify('RSA-SHA256', data, signature, key);`), []);
  });

  test('Crypto.sign takes a private key, Crypto.verifyHMac a secret: neither names a certificate', () => {
    assert.deepEqual(callsIn("Crypto.sign('RSA', data, key); Crypto.verifyHMac('hmacSHA256', data, key, mac);"), []);
  });

  test('null and the empty text name nothing', () => {
    assert.deepEqual(callsIn("req.setClientCertificateName(null); stub.clientCertName_x = '';"), []);
  });

  test('each call of a chain keeps its own line', () => {
    const { references } = findInMembers(
      "void run() {\n  new HttpRequest()\n    .setClientCertificateName(\n      'X');\n}",
    );
    assert.deepEqual(
      references.map(({ line }) => line),
      [4],
    );
  });
});

describe('a keystore in the code', () => {
  const base64 = `'${'MIIGlgIBAzCCBlAG'.repeat(4)}'`;

  test('is reported without its text', () => {
    for (const code of [
      `req.setClientCertificate(${base64}, 'secret');`,
      `String p12 = ${base64} +\n${base64}; req.setClientCertificate(p12, 'secret');`,
      `stub.clientCert_x = ${base64} + ${base64};`,
    ]) {
      const names = namesIn(code);
      assert.deepEqual(names, [{ kind: 'embedded' }]);
    }
  });

  test('does not show in an expression that cannot be told', () => {
    const [name] = namesIn(`stub.clientCert_x = decode(${base64});`);
    assert.deepEqual(name, { kind: 'computed', expression: "decode('…')" });
  });

  test('stays a pointer where the code reads it from configuration', () => {
    assert.deepEqual(namesIn('stub.clientCert_x = Label.Keystore;'), [{ kind: 'label', label: 'Keystore' }]);
  });

  test('pasted in a thousand pieces is still read', () => {
    const pieces = Array.from({ length: 1000 }, () => base64).join(' +\n');
    assert.deepEqual(namesIn(`stub.clientCert_x = ${pieces};`), [{ kind: 'embedded' }]);
  });
});

describe('text that only mentions a call', () => {
  test('in comments and strings is no reference, even beside one', () => {
    const code = `// req.setClientCertificateName('Comment');
      /* new Auth.JWS(jwt, 'Block'); */
      String s = 'req.setClientCertificateName(\\'Text\\')';
      req.setClientCertificateName('X');`;
    assert.deepEqual(callsIn(code), ['HttpRequest.setClientCertificateName X']);
  });
});

describe('the receiver of setClientCertificateName', () => {
  const request = 'req.setClientCertificateName';
  const given = (declaration: string, receiver: string, others: Readonly<Record<string, string>> = {}): string[] =>
    callsIn(`${declaration} ${receiver}.setClientCertificateName('X');`, others);
  const found = ['HttpRequest.setClientCertificateName X'];

  test('may be anything of type HttpRequest', () => {
    assert.deepEqual(given('System.HttpRequest r = make();', 'r'), found);
    assert.deepEqual(given('', '(new HttpRequest())'), found);
    assert.deepEqual(given('Object o;', '((HttpRequest) o)'), found);
    assert.deepEqual(given('List<HttpRequest> all;', 'all[0]'), found);
    assert.deepEqual(given('Map<String, HttpRequest> all;', "all.get('a')"), found);
    assert.deepEqual(given('HttpRequest[] all;', 'all.get(0)'), found);
  });

  test('may be of a type that cannot be told', () => {
    assert.deepEqual(given('', 'Elsewhere.make()'), found);
    assert.deepEqual(given('', 'Elsewhere.request'), found);
    assert.deepEqual(given('', 'somewhere?.request'), found);
  });

  test('may be a field, property or result of a declared class', () => {
    const others = {
      'Holder.cls': `public class Holder {
        public HttpRequest request; public HttpRequest Prop { get; set; }
        public static HttpRequest make() { return null; } public Holder self() { return this; } }`,
    };
    assert.deepEqual(given('Holder h;', 'h.request', others), found);
    assert.deepEqual(given('Holder h;', 'h.self().self().prop', others), found);
    assert.deepEqual(given('', 'Holder.make()', others), found);
  });

  test('of another declared type is no reference: the method is that type’s own', () => {
    const others = {
      'Builder.cls': 'public class Builder { public Builder setClientCertificateName(String n) { return this; } }',
    };
    assert.deepEqual(given('Builder b;', 'b', others), []);
    assert.deepEqual(given('', 'new Builder()', others), []);
    assert.deepEqual(given('Builder b;', "b.setClientCertificateName('Y')", others), []);
    assert.deepEqual(given('managed.Builder b;', 'b'), []);
  });

  test('that is missing, this or super is no reference', () => {
    const { references } = findInMembers(
      `void run() { setClientCertificateName('X'); this.setClientCertificateName('X'); super.setClientCertificateName('X'); }
       void setClientCertificateName(String n) {}`,
    );
    assert.deepEqual(references, []);
  });

  test('named HttpRequest by the code itself hides the platform’s, System.HttpRequest does not', () => {
    const others = {
      'HttpRequest.cls': 'public class HttpRequest { public void setClientCertificateName(String n) {} }',
    };
    assert.deepEqual(callsIn(`${request}('X');`, others), []);
    assert.deepEqual(given('System.HttpRequest r;', 'r', others), found);
  });
});

describe('platform classes', () => {
  test('are hidden by a class of the same name', () => {
    const code = { 'A.cls': "class A { void m() { Crypto.signWithCertificate('a', b, 'X'); } }" };
    assert.equal(findIn(code).references.length, 1);
    const own = {
      'Crypto.cls': 'public class Crypto { public static void signWithCertificate(String a, Blob b, String c) {} }',
    };
    assert.equal(findIn({ ...code, ...own }).references.length, 0);
  });

  test('are hidden by an inner class, also an inherited one', () => {
    const base = 'public virtual class Base { public class Crypto { } }';
    const call = "void m() { Crypto.signWithCertificate('a', b, 'X'); }";
    assert.equal(findIn({ 'A.cls': `class A { class Crypto {} ${call} }` }).references.length, 0);
    assert.equal(findIn({ 'A.cls': `class A extends Base { ${call} }`, 'Base.cls': base }).references.length, 0);
  });

  test('are hidden by a variable of the same name, in any case', () => {
    assert.deepEqual(callsIn("Signer crypto = make(); crypto.signWithCertificate('a', b, 'X');"), []);
  });

  test('Auth.JWS of a class named Auth is not the platform’s', () => {
    const others = { 'Auth.cls': 'public class Auth { public class JWS { public JWS(String a, String b) {} } }' };
    assert.deepEqual(callsIn("Object o = new Auth.JWS('a', 'X');", others), []);
    const jws = { 'JWS.cls': 'public class JWS { public JWS(String a, String b) {} }' };
    assert.deepEqual(callsIn("Object o = new JWS('a', 'X'); Object p = new Auth.JWS('a', 'Y');", jws), ['Auth.JWS Y']);
  });

  test('a field named certificateName of any other class is not the connection’s', () => {
    assert.deepEqual(callsIn("Settings s = make(); s.certificateName = 'X';"), []);
  });
});
