import { writeFileSync } from 'node:fs';
import { settingsFileName } from './find-settings.ts';
import { SettingsError } from './settings-error.ts';

/** A settings file to start from: it says what holds by default, and shows the rest as comments. */
export const settingsTemplate = `# Settings of "sf cert health", for this folder and all below it. Commit it: decisions belong under review.
# All of it may be left out. Flags of the command win over this file.

# When to speak up before a certificate ends: a share of its lifetime left (33%) or days left (30d).
# thresholds:
#   warn-at: 33%
#   critical-at: 17%
#
#   # What must be agreed with others takes longer. The uses: inbound-one-way-tls, custom-domain,
#   # outbound-apex-one-way-tls, inbound-user-mtls, inbound-api-mtls, outbound-apex-mtls, inbound-sso, outbound-sso.
#   # Of several uses the earliest date counts.
#   uses:
#     outbound-apex-mtls: { warn-at: 60d, critical-at: 21d }
#
#   # Single certificates, by name (* stands for any characters) or SHA-256 fingerprint. The first that fits is taken,
#   # and wins over its uses.
#   certificates:
#     - certificate: Partner_*
#       warn-at: 90d

# Who sees to what. The first entry that fits names the owner. "sf cert health --by owner" groups by it.
# owners:
#   - certificate: Partner_*
#     owner: Integration team
#   - source: org.saml*
#     owner: Identity team <identity@example.com>

# Checks that are not made, by the ids that "sf cert checks" lists. Every report says so.
# checks-off:
#   - private-key-exportable

# Findings that somebody decided to live with until a day. All five are needed. After that day the finding is open
# again, and the waiver itself is a warning.
# waivers:
#   - certificate: Portal_TLS
#     check: weak-key
#     reason: The appliance is replaced in January
#     owner: Web team
#     until: 2027-01-31

# How certificates are renewed ("sf cert rotate"). Paths are relative to this file.
# rotation:
#   # Who signs requests, each under a name: a command of yours, an authority that speaks ACME, or somebody by hand.
#   authorities:
#     corporate: { type: command, command: [./sign-request.sh], purposes: [client, server] }
#     public:
#       type: acme
#       directory: https://acme-v02.api.letsencrypt.org/directory
#       staging: https://acme-staging-v02.api.letsencrypt.org/directory
#       purposes: [server]
#       profile: classic
#       dns: [./dns-hook.sh]
#     tickets: { type: file, folder: requests }
#
#   # Which certificates, and how. The first entry that fits is taken; successors that a rotation made are meant too.
#   # Without an authority the successor vouches for itself. method: renew keeps the record and its key, and needs the
#   # request (csr) that this key made; replace makes a new record; import is for a keystore that Setup imports.
#   certificates:
#     - certificate: Partner_*
#       authority: corporate
#       method: replace
#       names: [partner.example.com]
#       # Steps that wait for "sf cert rotate approve".
#       hold-before: [switch, retire]
#     - certificate: Okta
#       source: org.saml*
#       # The new certificate of somebody else: a file, or the https address of its metadata.
#       from: okta.pem
#     - certificate: Archive_Signing
#
#   # Whether production orgs may be changed. A plan can always be made.
#   production: false
#   folder: .cert-health
`;

/**
 * Writes the template.
 *
 * @returns its path.
 * @throws {SettingsError} when there is a file of that name, which is never overwritten, or it cannot be written.
 */
export function writeSettingsTemplate(): string {
  try {
    writeFileSync(settingsFileName, settingsTemplate, { flag: 'wx' });
    return settingsFileName;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingsError(
      code === 'EEXIST'
        ? `There is a ${settingsFileName} here already, and it stays as it is; edit it, or move it away first.`
        : `${settingsFileName} could not be written (${code ?? 'unknown reason'}); check the folder's permissions.`,
    );
  }
}
