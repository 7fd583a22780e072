/** What the org holds before a rotation, and the authority that signs for it. */
import type { Component } from './components.ts';
import { newId, ofCertificate } from './components.ts';
import type { Held } from './another-org.ts';
import type { UserCertificateRow } from './rest.ts';
import { Authority, newKeys, requestOf, selfSigned } from './signing.ts';
import { parseXml } from './xml-element.ts';

const day = 86_400_000;

export interface Harbor {
  readonly authority: Authority;
  readonly held: Held;
  /** The same with a place that belongs to an installed package. */
  readonly withPackage: Held;
  /** The request that the key of Partner_Client made. */
  readonly request: string;
  /** For a client that is let in. */
  newChain(): Promise<string>;
}

/** Certificates with 10 days left, and what names them. */
export async function harbor(): Promise<Harbor> {
  const authority = await Authority.make();
  const [partner, signing, client, login] = await Promise.all([newKeys(), newKeys(), newKeys(), newKeys()]);
  const request = await requestOf(partner, 'CN=Partner Client,O=Harbor & Söhne,C=DE');
  const old = { days: 90, ago: 80 } as const;
  const chain = await authority.chain(request, old);
  const entry = await authority.chain(await requestOf(client, 'CN=Billing,O=Partner'), old);
  const ofUser = await authority.chain(await requestOf(login, 'CN=Rae Kim'), old);
  const made = Date.now() - 80 * day;
  const record = (fullName: string, caSigned: boolean, content: string, keys: Component['keys']): Component => ({
    id: newId('0P1'),
    type: 'Certificate',
    fullName,
    made,
    usable: true,
    ...(keys ? { keys } : {}),
    ...ofCertificate(
      parseXml(
        `<Certificate><caSigned>${caSigned}</caSigned><encryptedWithPlatformEncryption>false</encryptedWithPlatformEncryption><keySize>2048</keySize><masterLabel>${fullName.replaceAll('_', ' ')}</masterLabel><privateKeyExportable>false</privateKeyExportable></Certificate>`,
      ),
      content,
    ),
  });
  const place = (type: string, fullName: string, xml: string): Component => ({
    id: newId('0XA'),
    type,
    fullName,
    made,
    properties: parseXml(xml),
  });
  const credential = (name: string, more: string): Component =>
    place(
      'NamedCredential',
      name,
      `<NamedCredential><allowMergeFieldsInBody>false</allowMergeFieldsInBody>${more}<description>"Lager" &amp; 'Hafen' &lt;1&gt; größer</description><endpoint>https://api.partner.example?a=1&amp;b=2</endpoint><label>It's ${name}</label><outboundNetworkConnection></outboundNetworkConnection><principalType>Anonymous</principalType><protocol>NoAuthentication</protocol></NamedCredential>`,
    );
  const properties = parseXml(
    `<InboundCertificate><expirationDate>${new Date(Date.now() + 10 * day).toISOString().slice(0, 10)}</expirationDate><issuer>CN=Harbor Issuing</issuer><masterLabel>Billing Client</masterLabel><serialId>1</serialId></InboundCertificate>`,
  );
  const components: Component[] = [
    record('Partner_Client', true, chain, partner),
    record('Own_Signing', false, await selfSigned(signing, 'CN=Own Signing,OU=00DHb0000000001', 11), signing),
    credential('Partner', '<certificate>Partner_Client</certificate>'),
    credential('Signed', '<jwtSigningCertificate>Own_Signing</jwtSigningCertificate>'),
    { id: newId('1IC'), type: 'InboundCertificate', fullName: 'Billing_Client', made, properties, content: entry },
    place('Profile', 'Admin', '<Profile><custom>false</custom></Profile>'),
  ];
  const userCertificates: UserCertificateRow[] = [
    { Id: newId('0CM'), DeveloperName: 'Rae_Login', MasterLabel: 'Rae', UserId: '005Hb0000000001IAA', body: ofUser },
  ];
  const held = { components, userCertificates, roots: [authority.root] };
  const packed = credential('acme__Packed', '<certificate>Partner_Client</certificate>');
  return {
    authority,
    request,
    held,
    withPackage: { ...held, components: [...components, packed] },
    newChain: async () => authority.chain(await requestOf(await newKeys(), 'CN=New Client,O=Partner')),
  };
}
