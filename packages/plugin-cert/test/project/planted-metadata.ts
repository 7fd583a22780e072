/** The metadata of the planted project; see planted-project.ts. */
const xmlns = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

/** A file of metadata. */
export const xml = (element: string, lines: string): string =>
  `${declaration}\n<${element} ${xmlns}>${lines.replace(/\n {4}/g, '\n')}\n</${element}>\n`;

export const callouts: Readonly<Record<string, string>> = {
  'namedCredentials/Partner_API.namedCredential-meta.xml': xml(
    'NamedCredential',
    `
    <!-- <certificate>Old_Partner</certificate> was here until 2024 -->
    <authTokenEndpointUrl>https://login.partner.example/token</authTokenEndpointUrl> <!-- → NamedCredential.authTokenEndpointUrl https://login.partner.example/token -->
    <certificate>Partner_Client</certificate> <!-- → NamedCredential.certificate Partner_Client -->
    <description>Shows the certificate Partner_Client</description>
    <endpoint>https://api.partner.example:8443/v1</endpoint> <!-- → NamedCredential.endpoint https://api.partner.example:8443/v1 -->
    <jwtSigningCertificate>Jwt_Signer</jwtSigningCertificate> <!-- → NamedCredential.jwtSigningCertificate Jwt_Signer -->
    <label>Partner API</label>
    <principalType>NamedUser</principalType>
    <protocol>Jwt</protocol>`,
  ),
  'namedCredentials/Bank.namedCredential-meta.xml': xml(
    'NamedCredential',
    `
    <allowMergeFieldsInBody>false</allowMergeFieldsInBody>
    <label>Bank &amp; Co</label>
    <namedCredentialParameters>
        <parameterName>Url</parameterName>
        <parameterType>Url</parameterType>
        <parameterValue>https://bank.example</parameterValue> <!-- → NamedCredential.namedCredentialParameters.Url https://bank.example -->
    </namedCredentialParameters>
    <namedCredentialParameters>
        <externalCredential>Bank</externalCredential>
        <parameterName>ExternalCredential</parameterName>
        <parameterType>Authentication</parameterType>
    </namedCredentialParameters>
    <namedCredentialParameters>
        <certificate>partner_client</certificate> <!-- → NamedCredential.namedCredentialParameters.ClientCertificate partner_client -->
        <parameterName>ClientCertificate</parameterName>
        <parameterType>ClientCertificate</parameterType>
    </namedCredentialParameters>
    <namedCredentialType>SecuredEndpoint</namedCredentialType>`,
  ),
  'namedCredentials/acme__Packaged.namedCredential-meta.xml': xml(
    'NamedCredential',
    `
    <certificate>Managed</certificate> <!-- → NamedCredential.certificate Managed -->
    <endpoint>https://packaged.example</endpoint> <!-- → NamedCredential.endpoint https://packaged.example -->
    <label>Packaged</label>`,
  ),
  'namedCredentials/Templated.namedCredential-meta.xml': xml(
    'NamedCredential',
    `
    <certificate>\${CLIENT_CERT}</certificate> <!-- → NamedCredential.certificate \${CLIENT_CERT} -->
    <endpoint>\${BASE_URL}/v2</endpoint> <!-- → NamedCredential.endpoint \${BASE_URL}/v2 -->
    <label>Templated</label>`,
  ),
  'namedCredentials/Plain.namedCredential-meta.xml': xml(
    'NamedCredential',
    `
    <label>Calls another named credential</label>
    <endpoint>callout:Partner_API/v2</endpoint>`,
  ),
  'externalCredentials/Bank.externalCredential-meta.xml': xml(
    'ExternalCredential',
    `
    <authenticationProtocol>Jwt</authenticationProtocol>
    <externalCredentialParameters>
        <parameterGroup>DefaultGroup</parameterGroup>
        <parameterName>AuthProviderUrl</parameterName>
        <parameterType>AuthProviderUrl</parameterType>
        <parameterValue>https://id.bank.example/token</parameterValue> <!-- → ExternalCredential.externalCredentialParameters.AuthProviderUrl https://id.bank.example/token -->
    </externalCredentialParameters>
    <externalCredentialParameters>
        <certificate>Jwt_Signer</certificate> <!-- → ExternalCredential.externalCredentialParameters.SigningCertificate Jwt_Signer -->
        <parameterGroup>DefaultGroup</parameterGroup>
        <parameterName>SigningCertificate</parameterName>
        <parameterType>SigningCertificate</parameterType>
    </externalCredentialParameters>
    <externalCredentialParameters>
        <parameterName>iss</parameterName>
        <parameterType>JwtBodyClaim</parameterType>
        <parameterValue>Jwt_Signer</parameterValue>
    </externalCredentialParameters>
    <label>Bank</label>`,
  ),
  'externalCredentials/Aws.externalCredential-meta.xml': xml(
    'ExternalCredential',
    `
    <externalCredentialParameters>
        <parameterName>SigningCertificate</parameterName>
        <parameterType>SigningCertificate</parameterType>
        <parameterValue>Gone_2024</parameterValue> <!-- → ExternalCredential.externalCredentialParameters.SigningCertificate Gone_2024 -->
    </externalCredentialParameters>
    <label>AWS Roles Anywhere</label>`,
  ),
  'dataSources/Erp.dataSource-meta.xml': xml(
    'ExternalDataSource',
    `
    <certificate>Partner_Client</certificate> <!-- → ExternalDataSource.certificate Partner_Client -->
    <endpoint>https://erp.example/odata</endpoint> <!-- → ExternalDataSource.endpoint https://erp.example/odata -->
    <label>ERP</label>
    <type>OData4</type>`,
  ),
  'remoteSiteSettings/Partner.remoteSite-meta.xml': xml(
    'RemoteSiteSetting',
    `
    <disableProtocolSecurity>false</disableProtocolSecurity>
    <isActive>true</isActive>
    <url>https://api.partner.example</url> <!-- → RemoteSiteSetting.url https://api.partner.example -->`,
  ),
  'remoteSiteSettings/Old.remoteSite-meta.xml': xml(
    'RemoteSiteSetting',
    `
    <isActive>false</isActive>
    <url>https://old.example</url>`,
  ),
  'workflows/Order.workflow-meta.xml': xml(
    'Workflow',
    `
    <fieldUpdates>
        <fullName>Set_Status</fullName>
    </fieldUpdates>
    <outboundMessages>
        <fullName>Send_Order</fullName>
        <apiVersion>60.0</apiVersion>
        <endpointUrl>https://orders.example/in</endpointUrl> <!-- → WorkflowOutboundMessage.endpointUrl https://orders.example/in -->
        <fields>Id</fields>
    </outboundMessages>
    <outboundMessages>
        <fullName>Send_Invoice</fullName>
        <endpointUrl>https://invoices.example/in</endpointUrl> <!-- → WorkflowOutboundMessage.endpointUrl https://invoices.example/in -->
    </outboundMessages>`,
  ),
  'namedCredentials/取引先.namedCredential-meta.xml': xml(
    'NamedCredential',
    `
    <certificate><![CDATA[Partner_Client]]></certificate> <!-- → NamedCredential.certificate Partner_Client -->
    <endpoint>https://例え.example/</endpoint> <!-- → NamedCredential.endpoint https://例え.example/ -->
    <label>取引先</label>`,
  ),
  'remoteSiteSettings/Login.remoteSite-meta.xml': xml(
    'RemoteSiteSetting',
    `
    <isActive>true</isActive>
    <url>https://login.partner.example</url> <!-- → RemoteSiteSetting.url https://login.partner.example -->`,
  ),
};

export const logins: Readonly<Record<string, string>> = {
  'samlssoconfigs/Okta.samlssoconfig-meta.xml': xml(
    'SamlSsoConfig',
    `
    <decryptionCertificate>Saml_Decrypt</decryptionCertificate> <!-- → SamlSsoConfig.decryptionCertificate Saml_Decrypt -->
    <issuer>http://www.okta.com/exk1</issuer>
    <name>Okta</name>
    <requestSigningCertId>0P1xx0000004C92CAE</requestSigningCertId> <!-- → SamlSsoConfig.requestSigningCertId 0P1xx0000004C92CAE -->
    <samlVersion>SAML2_0</samlVersion>
    <validationCert>{{body}}</validationCert> <!-- → SamlSsoConfig.validationCert -->`,
  ),
  'samlssoconfigs/Entra.samlssoconfig-meta.xml': xml(
    'SamlSsoConfig',
    `
    <name>Entra</name>
    <requestSigningCertId>Saml_Decrypt</requestSigningCertId> <!-- → SamlSsoConfig.requestSigningCertId Saml_Decrypt -->
    <validationCert>{{body}}</validationCert> <!-- → SamlSsoConfig.validationCert -->`,
  ),
  'connectedApps/Portal.connectedApp-meta.xml': xml(
    'ConnectedApp',
    `
    <label>Portal</label>
    <oauthConfig>
        <assetTokenConfig>
            <assetSigningCertId>0P1xx0000004C92</assetSigningCertId> <!-- → ConnectedApp.oauthConfig.assetTokenConfig.assetSigningCertId 0P1xx0000004C92 -->
        </assetTokenConfig>
        <callbackUrl>https://portal.example/callback</callbackUrl>
        <certificate>{{body}}</certificate> <!-- → ConnectedApp.oauthConfig.certificate -->
    </oauthConfig>
    <samlConfig>
        <acsUrl>https://portal.example/acs</acsUrl>
        <certificate>{{body}}</certificate> <!-- → ConnectedApp.samlConfig.certificate -->
        <encryptionCertificate>Partner_Client</encryptionCertificate> <!-- → ConnectedApp.samlConfig.encryptionCertificate Partner_Client -->
    </samlConfig>`,
  ),
  'connectedApps/Plain.connectedApp-meta.xml': xml(
    'ConnectedApp',
    `
    <label>Partner_Client</label>`,
  ),
  'extlClntAppGlobalOauthSets/Loader_glbloauth.ecaGlblOauth-meta.xml': xml(
    'ExtlClntAppGlobalOauthSettings',
    `
    <certificate>{{body}}</certificate> <!-- → ExtlClntAppGlobalOauthSettings.certificate -->
    <externalClientApplication>Loader</externalClientApplication>`,
  ),
  'extlClntAppOauthSettings/Loader_oauth.ecaOauth-meta.xml': xml(
    'ExtlClntAppOauthSettings',
    `
    <assetTokenSigningCertificate>Jwt_Signer</assetTokenSigningCertificate> <!-- → ExtlClntAppOauthSettings.assetTokenSigningCertificate Jwt_Signer -->
    <clientAssertionCertificate>Jwt_Signer</clientAssertionCertificate> <!-- → ExtlClntAppOauthSettings.clientAssertionCertificate Jwt_Signer -->
    <externalClientApplication>Loader</externalClientApplication>`,
  ),
  'extlClntAppOauthSecuritySettings/Loader_oauthSecurity.ecaOauthSecurity-meta.xml': xml(
    'ExtlClntAppOauthSecuritySettings',
    `
    <externalClientApplication>Loader</externalClientApplication>
    <tlsClientAuthCertParamType>tls_client_auth_subject_dn</tlsClientAuthCertParamType>
    <tlsClientAuthCertParamValue>CN=loader.example,O=Acme</tlsClientAuthCertParamValue> <!-- → ExtlClntAppOauthSecuritySettings.tlsClientAuthCertParamValue -->`,
  ),
  'extlClntAppSamlConfigurablePolicies/Wiki_saml.ecaSamlPlcy-meta.xml': xml(
    'ExtlClntAppSamlConfigurablePolicies',
    `
    <acsUrl>https://wiki.example/acs</acsUrl>
    <certificate>{{body}}</certificate> <!-- → ExtlClntAppSamlConfigurablePolicies.certificate -->
    <encryptionCertificate>Idp_Signing</encryptionCertificate> <!-- → ExtlClntAppSamlConfigurablePolicies.encryptionCertificate Idp_Signing -->`,
  ),
  'extlClntAppPushSettings/Mobile_push.ecaPush-meta.xml': xml(
    'ExtlClntAppPushSettings',
    `
    <applePushConfig>
        <certificate>{{body}}</certificate> <!-- → ExtlClntAppPushSettings.applePushConfig.certificate -->
        <password>x</password>
    </applePushConfig>`,
  ),
  'settings/IdentityProvider.settings-meta.xml': xml(
    'IdentityProviderSettings',
    `
    <certificateName>Idp_Signing</certificateName> <!-- → IdentityProviderSettings.certificateName Idp_Signing -->
    <enableIdentityProvider>true</enableIdentityProvider>`,
  ),
  'settings/Account.settings-meta.xml': xml(
    'AccountSettings',
    `
    <certificateName>Idp_Signing</certificateName>`,
  ),
  'PublicKeyCertificate/Chat.PublicKeyCertificate-meta.xml': xml(
    'PublicKeyCertificate',
    `
    <jsonWebKey>{"kty":"RSA","kid":"1","x5c":["{{body}}"]}</jsonWebKey> <!-- → PublicKeyCertificate.jsonWebKey -->
    <masterLabel>Chat</masterLabel>`,
  ),
  'PublicKeyCertificate/Bare.PublicKeyCertificate-meta.xml': xml(
    'PublicKeyCertificate',
    `
    <jsonWebKey>{"kty":"RSA","n":"AQAB","e":"AQAB"}</jsonWebKey>
    <masterLabel>Bare</masterLabel>`,
  ),
  'connectedApps/Jwt.connectedApp-meta.xml': xml(
    'ConnectedApp',
    `
    <label>JWT only</label>
    <oauthConfig>
        <certificate>\${JWT_CERT}</certificate> <!-- → ConnectedApp.oauthConfig.certificate \${JWT_CERT} -->
    </oauthConfig>`,
  ),
};

export const arrivals: Readonly<Record<string, string>> = {
  'sites/Shop.site-meta.xml': xml(
    'CustomSite',
    `
    <active>true</active>
    <customWebAddresses>
        <certificate>Site_2026</certificate> <!-- → CustomSite.customWebAddresses.certificate Site_2026 -->
        <domainName>shop.example</domainName>
        <primary>true</primary>
    </customWebAddresses>
    <customWebAddresses>
        <certificate>Site_2026</certificate> <!-- → CustomSite.customWebAddresses.certificate Site_2026 -->
        <domainName>www.shop.example</domainName>
    </customWebAddresses>
    <customWebAddresses>
        <domainName>cdn.shop.example</domainName>
    </customWebAddresses>`,
  ),
  'mobSecurityCertPinConfigs/Login.mobSecurityCertPinConfig-meta.xml': xml(
    'MobSecurityCertPinConfig',
    `
    <certificateHash>sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=</certificateHash> <!-- → MobSecurityCertPinConfig.certificateHash -->
    <domainName>login.example</domainName>
    <isEnabled>true</isEnabled>`,
  ),
  'mobSecurityCertPinConfigs/Off.mobSecurityCertPinConfig-meta.xml': xml(
    'MobSecurityCertPinConfig',
    `
    <certificateHash>sha256/BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB=</certificateHash>
    <isEnabled>false</isEnabled>`,
  ),
  'permissionsets/Api.permissionset-meta.xml': xml(
    'PermissionSet',
    `
    <label>Partner_Client</label>
    <userPermissions>
        <enabled>true</enabled>
        <name>EnforceMutualAuthentication</name>
    </userPermissions>`,
  ),
  'authproviders/Hub.authprovider-meta.xml': xml(
    'AuthProvider',
    `
    <certificate>Partner_Client</certificate>
    <friendlyName>No certificate field</friendlyName>`,
  ),
};

export const texts: Readonly<Record<string, string>> = {
  'customMetadata/Partner.Main.md-meta.xml': `${declaration}
<CustomMetadata ${xmlns} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
    <label>Main</label>
    <values>
        <field>Url__c</field>
        <value xsi:nil="true"/>
    </values>
    <values> <!-- → CustomMetadata.values.value Partner_Client -->
        <field>Certificate__c</field>
        <value xsi:type="xsd:string">Partner_Client</value>
    </values>
    <values>
        <field>Note__c</field>
        <value xsi:type="xsd:string">uses Partner_Client</value>
    </values>
</CustomMetadata>
`,
  'customMetadata/Partner.Backup.md-meta.xml': `${declaration}
<CustomMetadata ${xmlns}>
    <values> <!-- → CustomMetadata.values.value Jwt_Signer -->
        <field>Certificate__c</field>
        <value>Jwt_Signer</value>
    </values>
</CustomMetadata>
`,
  'labels/CustomLabels.labels-meta.xml': xml(
    'CustomLabels',
    `
    <labels>
        <fullName>Greeting</fullName>
        <language>en_US</language>
        <value>Hello</value>
    </labels>
    <labels> <!-- → CustomLabel.value Idp_Signing -->
        <fullName>Signing_Certificate</fullName>
        <value>Idp_Signing</value>
    </labels>`,
  ),
  'flows/Call_Partner.flow-meta.xml': xml(
    'Flow',
    `
    <actionCalls>
        <inputParameters>
            <name>certificate</name>
            <value>
                <stringValue>Partner_Client</stringValue> <!-- → Flow.stringValue Partner_Client -->
            </value>
        </inputParameters>
    </actionCalls>
    <label>Partner_Client</label>
    <variables>
        <value>
            <stringValue>Partner</stringValue>
        </value>
    </variables>`,
  ),
  'labels/Site.label-meta.xml': `${declaration}
<CustomLabel ${xmlns}> <!-- → CustomLabel.value SITE_2026 -->
    <fullName>Site</fullName>
    <value>SITE_2026</value>
</CustomLabel>
`,
};
