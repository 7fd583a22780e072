import agree from '@salesforce/label/c.CertHealth_KeyUsage_Agree';
import any from '@salesforce/label/c.CertHealth_Purpose_Any';
import client from '@salesforce/label/c.CertHealth_Purpose_Client';
import code from '@salesforce/label/c.CertHealth_Purpose_Code';
import deny from '@salesforce/label/c.CertHealth_KeyUsage_Deny';
import encryptData from '@salesforce/label/c.CertHealth_KeyUsage_EncryptData';
import encryptKeys from '@salesforce/label/c.CertHealth_KeyUsage_EncryptKeys';
import mail from '@salesforce/label/c.CertHealth_Purpose_Mail';
import ocsp from '@salesforce/label/c.CertHealth_Purpose_Ocsp';
import onlyDecrypt from '@salesforce/label/c.CertHealth_KeyUsage_OnlyDecrypt';
import onlyEncrypt from '@salesforce/label/c.CertHealth_KeyUsage_OnlyEncrypt';
import other from '@salesforce/label/c.CertHealth_Purpose_Other';
import server from '@salesforce/label/c.CertHealth_Purpose_Server';
import sign from '@salesforce/label/c.CertHealth_KeyUsage_Sign';
import signCertificates from '@salesforce/label/c.CertHealth_KeyUsage_SignCertificates';
import signLists from '@salesforce/label/c.CertHealth_KeyUsage_SignLists';
import time from '@salesforce/label/c.CertHealth_Purpose_Time';
import { fill } from 'c/wording';

/** RFC 5280, section 4.2.1.12. */
const purposes: Readonly<Record<string, string>> = {
  anyExtendedKeyUsage: any,
  serverAuth: server,
  clientAuth: client,
  codeSigning: code,
  emailProtection: mail,
  timeStamping: time,
  OCSPSigning: ocsp,
};

/** RFC 5280, section 4.2.1.3. */
const keyUses: Readonly<Record<string, string>> = {
  digitalSignature: sign,
  nonRepudiation: deny,
  keyEncipherment: encryptKeys,
  dataEncipherment: encryptData,
  keyAgreement: agree,
  keyCertSign: signCertificates,
  cRLSign: signLists,
  encipherOnly: onlyEncrypt,
  decipherOnly: onlyDecrypt,
};

/** What a purpose (extended key usage) lets a certificate do. */
export function purposeWords(name: string): string {
  return purposes[name] ?? fill(other, name);
}

/** What a bit of the key usage lets its key do. */
export function keyUsageWords(name: string): string {
  return keyUses[name] ?? name;
}
