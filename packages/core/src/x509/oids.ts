/** Names of object identifiers, each as its standard or, for attributes of names, RFC 4514 and openssl spell it. */

const ATTRIBUTES = new Map<string, string>(
  Object.entries({
    '2.5.4.3': 'CN',
    '2.5.4.4': 'SN',
    '2.5.4.5': 'serialNumber',
    '2.5.4.6': 'C',
    '2.5.4.7': 'L',
    '2.5.4.8': 'ST',
    '2.5.4.9': 'street',
    '2.5.4.10': 'O',
    '2.5.4.11': 'OU',
    '2.5.4.12': 'title',
    '2.5.4.13': 'description',
    '2.5.4.15': 'businessCategory',
    '2.5.4.16': 'postalAddress',
    '2.5.4.17': 'postalCode',
    '2.5.4.20': 'telephoneNumber',
    '2.5.4.41': 'name',
    '2.5.4.42': 'GN',
    '2.5.4.43': 'initials',
    '2.5.4.44': 'generationQualifier',
    '2.5.4.45': 'x500UniqueIdentifier',
    '2.5.4.46': 'dnQualifier',
    '2.5.4.65': 'pseudonym',
    '2.5.4.97': 'organizationIdentifier',
    '0.9.2342.19200300.100.1.1': 'UID',
    '0.9.2342.19200300.100.1.25': 'DC',
    '1.2.840.113549.1.9.1': 'emailAddress',
    '1.2.840.113549.1.9.2': 'unstructuredName',
    '1.2.840.113549.1.9.8': 'unstructuredAddress',
    '1.3.6.1.4.1.311.60.2.1.1': 'jurisdictionL',
    '1.3.6.1.4.1.311.60.2.1.2': 'jurisdictionST',
    '1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionC',
  }),
);

const ALGORITHMS = new Map<string, string>(
  Object.entries({
    '1.2.840.113549.1.1.1': 'rsaEncryption',
    '1.2.840.113549.1.1.2': 'md2WithRSAEncryption',
    '1.2.840.113549.1.1.4': 'md5WithRSAEncryption',
    '1.2.840.113549.1.1.5': 'sha1WithRSAEncryption',
    '1.2.840.113549.1.1.7': 'id-RSAES-OAEP',
    '1.2.840.113549.1.1.10': 'id-RSASSA-PSS',
    '1.2.840.113549.1.1.11': 'sha256WithRSAEncryption',
    '1.2.840.113549.1.1.12': 'sha384WithRSAEncryption',
    '1.2.840.113549.1.1.13': 'sha512WithRSAEncryption',
    '1.2.840.113549.1.1.14': 'sha224WithRSAEncryption',
    '1.3.14.3.2.29': 'sha1WithRSASignature',
    '1.2.840.10045.2.1': 'id-ecPublicKey',
    '1.3.132.1.12': 'id-ecDH',
    '1.2.840.10045.4.1': 'ecdsa-with-SHA1',
    '1.2.840.10045.4.3.1': 'ecdsa-with-SHA224',
    '1.2.840.10045.4.3.2': 'ecdsa-with-SHA256',
    '1.2.840.10045.4.3.3': 'ecdsa-with-SHA384',
    '1.2.840.10045.4.3.4': 'ecdsa-with-SHA512',
    '1.2.840.10040.4.1': 'id-dsa',
    '1.2.840.10040.4.3': 'dsa-with-sha1',
    '2.16.840.1.101.3.4.3.1': 'dsa-with-sha224',
    '2.16.840.1.101.3.4.3.2': 'dsa-with-sha256',
    '1.2.840.10046.2.1': 'dhpublicnumber',
    '1.3.101.110': 'X25519',
    '1.3.101.111': 'X448',
    '1.3.101.112': 'Ed25519',
    '1.3.101.113': 'Ed448',
    '2.16.840.1.101.3.4.3.17': 'ML-DSA-44',
    '2.16.840.1.101.3.4.3.18': 'ML-DSA-65',
    '2.16.840.1.101.3.4.3.19': 'ML-DSA-87',
    '2.16.840.1.101.3.4.3.20': 'SLH-DSA-SHA2-128s',
    '2.16.840.1.101.3.4.3.21': 'SLH-DSA-SHA2-128f',
    '2.16.840.1.101.3.4.3.22': 'SLH-DSA-SHA2-192s',
    '2.16.840.1.101.3.4.3.23': 'SLH-DSA-SHA2-192f',
    '2.16.840.1.101.3.4.3.24': 'SLH-DSA-SHA2-256s',
    '2.16.840.1.101.3.4.3.25': 'SLH-DSA-SHA2-256f',
    '2.16.840.1.101.3.4.3.26': 'SLH-DSA-SHAKE-128s',
    '2.16.840.1.101.3.4.3.27': 'SLH-DSA-SHAKE-128f',
    '2.16.840.1.101.3.4.3.28': 'SLH-DSA-SHAKE-192s',
    '2.16.840.1.101.3.4.3.29': 'SLH-DSA-SHAKE-192f',
    '2.16.840.1.101.3.4.3.30': 'SLH-DSA-SHAKE-256s',
    '2.16.840.1.101.3.4.3.31': 'SLH-DSA-SHAKE-256f',
    '1.3.14.3.2.26': 'sha1',
    '2.16.840.1.101.3.4.2.1': 'sha256',
    '2.16.840.1.101.3.4.2.2': 'sha384',
    '2.16.840.1.101.3.4.2.3': 'sha512',
    '2.16.840.1.101.3.4.2.4': 'sha224',
  }),
);

const EXTENSIONS = new Map<string, string>(
  Object.entries({
    '2.5.29.9': 'subjectDirectoryAttributes',
    '2.5.29.14': 'subjectKeyIdentifier',
    '2.5.29.15': 'keyUsage',
    '2.5.29.16': 'privateKeyUsagePeriod',
    '2.5.29.17': 'subjectAltName',
    '2.5.29.18': 'issuerAltName',
    '2.5.29.19': 'basicConstraints',
    '2.5.29.20': 'cRLNumber',
    '2.5.29.21': 'reasonCode',
    '2.5.29.24': 'invalidityDate',
    '2.5.29.27': 'deltaCRLIndicator',
    '2.5.29.28': 'issuingDistributionPoint',
    '2.5.29.29': 'certificateIssuer',
    '2.5.29.30': 'nameConstraints',
    '2.5.29.31': 'cRLDistributionPoints',
    '2.5.29.32': 'certificatePolicies',
    '2.5.29.33': 'policyMappings',
    '2.5.29.35': 'authorityKeyIdentifier',
    '2.5.29.36': 'policyConstraints',
    '2.5.29.37': 'extKeyUsage',
    '2.5.29.46': 'freshestCRL',
    '2.5.29.54': 'inhibitAnyPolicy',
    '1.3.6.1.5.5.7.1.1': 'authorityInfoAccess',
    '1.3.6.1.5.5.7.1.3': 'qcStatements',
    '1.3.6.1.5.5.7.1.11': 'subjectInfoAccess',
    '1.3.6.1.5.5.7.1.12': 'logotype',
    '1.3.6.1.5.5.7.1.24': 'tlsFeature',
    '1.3.6.1.5.5.7.48.1.5': 'ocspNoCheck',
    '1.3.6.1.4.1.11129.2.4.2': 'signedCertificateTimestampList',
    '1.3.6.1.4.1.11129.2.4.3': 'precertificatePoison',
    '1.3.6.1.4.1.311.20.2': 'certificateTemplateName',
    '1.3.6.1.4.1.311.21.1': 'microsoftCaVersion',
    '1.3.6.1.4.1.311.21.7': 'certificateTemplate',
    '1.3.6.1.4.1.311.21.10': 'applicationCertPolicies',
    '1.3.6.1.4.1.311.25.2': 'ntdsCaSecurity',
    '2.16.840.1.113730.1.1': 'netscapeCertType',
    '2.16.840.1.113730.1.13': 'netscapeComment',
    '2.23.140.3.1': 'cabfOrganizationIdentifier',
  }),
);

/** Purposes of extended key usage: the field's name, and what the holder may do, in plain words. */
const PURPOSES = new Map<string, readonly [name: string, plain: string]>(
  Object.entries({
    '2.5.29.37.0': ['anyExtendedKeyUsage', 'any purpose'],
    '1.3.6.1.5.5.7.3.1': ['serverAuth', 'prove the identity of a server (TLS server authentication)'],
    '1.3.6.1.5.5.7.3.2': ['clientAuth', 'prove the identity of a client (TLS client authentication)'],
    '1.3.6.1.5.5.7.3.3': ['codeSigning', 'sign programs'],
    '1.3.6.1.5.5.7.3.4': ['emailProtection', 'sign and encrypt email (S/MIME)'],
    '1.3.6.1.5.5.7.3.5': ['ipsecEndSystem', 'be an IPsec end system (obsolete)'],
    '1.3.6.1.5.5.7.3.6': ['ipsecTunnel', 'be an IPsec tunnel (obsolete)'],
    '1.3.6.1.5.5.7.3.7': ['ipsecUser', 'be an IPsec user (obsolete)'],
    '1.3.6.1.5.5.7.3.8': ['timeStamping', 'sign time stamps'],
    '1.3.6.1.5.5.7.3.9': ['OCSPSigning', 'sign answers about revocation (OCSP)'],
    '1.3.6.1.5.5.7.3.17': ['ipsecIKE', 'set up IPsec connections (IKE)'],
    '1.3.6.1.5.5.7.3.21': ['secureShellClient', 'prove the identity of an SSH client'],
    '1.3.6.1.5.5.7.3.22': ['secureShellServer', 'prove the identity of an SSH server'],
    '1.3.6.1.5.5.7.3.36': ['documentSigning', 'sign documents'],
    '1.3.6.1.5.2.3.4': ['pkInitClientAuth', 'log in to Kerberos (PKINIT client)'],
    '1.3.6.1.5.2.3.5': ['pkInitKDC', 'prove the identity of a Kerberos server (PKINIT KDC)'],
    '1.3.6.1.4.1.311.10.3.4': ['encryptedFileSystem', 'encrypt files (Microsoft EFS)'],
    '1.3.6.1.4.1.311.10.3.12': ['microsoftDocumentSigning', 'sign documents (Microsoft)'],
    '1.3.6.1.4.1.311.20.2.2': ['smartcardLogon', 'log in with a smart card (Microsoft)'],
    '1.3.6.1.4.1.311.54.1.2': ['remoteDesktopAuth', 'prove the identity of a remote desktop server (Microsoft)'],
    '1.3.6.1.4.1.311.10.3.3': ['microsoftServerGatedCrypto', 'be an export-grade server (Microsoft, obsolete)'],
    '2.16.840.1.113730.4.1': ['netscapeServerGatedCrypto', 'be an export-grade server (Netscape, obsolete)'],
    '1.3.6.1.4.1.11129.2.4.4': ['precertificateSigning', 'sign precertificates (Certificate Transparency)'],
  }),
);

const ATTRIBUTE_OIDS = new Map([...ATTRIBUTES].map(([oid, name]) => [name.toLowerCase(), oid]));
// Other spellings in use.
ATTRIBUTE_OIDS.set('e', '1.2.840.113549.1.9.1').set('s', '2.5.4.8');

/** Short name of an attribute type in names (`CN`); the OID where it has none. */
export const attributeShortName = (oid: string): string => ATTRIBUTES.get(oid) ?? oid;

/** OID of an attribute type given by short name (any case) or OID. */
export const attributeOid = (type: string): string => ATTRIBUTE_OIDS.get(type.toLowerCase()) ?? type;

export const algorithmName = (oid: string): string => ALGORITHMS.get(oid) ?? oid;

export const extensionName = (oid: string): string => EXTENSIONS.get(oid) ?? oid;

/** Field's name of an extended key usage (`serverAuth`); the OID where unknown. */
export const extendedKeyUsageName = (oid: string): string => PURPOSES.get(oid)?.[0] ?? oid;

/** What an extended key usage allows, as a phrase after "may": `prove the identity of a server (TLS server authentication)`. */
export const describeExtendedKeyUsage = (oid: string): string =>
  PURPOSES.get(oid)?.[1] ?? `serve the purpose ${oid}, which is not a known one`;
