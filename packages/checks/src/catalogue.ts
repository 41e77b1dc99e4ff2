/**
 * Every check, in the order in which reports show them: one line each.
 */
import type { CheckDefinition } from "./CheckDefinition.ts"
import { check as accountAddressForeign } from "./checks/account-address-foreign.ts"
import { check as accountDormant } from "./checks/account-dormant.ts"
import { check as accountIdpUnapproved } from "./checks/account-idp-unapproved.ts"
import { check as accountMfaMissing } from "./checks/account-mfa-missing.ts"
import { check as accountMfaWeak } from "./checks/account-mfa-weak.ts"
import { check as accountOwnerUnknown } from "./checks/account-owner-unknown.ts"
import { check as accountPasswordBesideSso } from "./checks/account-password-beside-sso.ts"
import { check as accountShared } from "./checks/account-shared.ts"
import { check as appOwnerMissing } from "./checks/app-owner-missing.ts"
import { check as appRefusedInUse } from "./checks/app-refused-in-use.ts"
import { check as appSensitivityUnset } from "./checks/app-sensitivity-unset.ts"
import { check as appUndecided } from "./checks/app-undecided.ts"
import { check as bannedDeviceReturned } from "./checks/banned-device-returned.ts"
import { check as bannedPersonBrowsing } from "./checks/banned-person-browsing.ts"
import { check as browserExtensionOutdated } from "./checks/browser-extension-outdated.ts"
import { check as browserOutdated } from "./checks/browser-outdated.ts"
import { check as browserPersonMismatch } from "./checks/browser-person-mismatch.ts"
import { check as browserPersonalSync } from "./checks/browser-personal-sync.ts"
import { check as checkUndecided } from "./checks/check-undecided.ts"
import { check as deviceCompromised } from "./checks/device-compromised.ts"
import { check as deviceDiskUnencrypted } from "./checks/device-disk-unencrypted.ts"
import { check as deviceDormant } from "./checks/device-dormant.ts"
import { check as deviceFirewallOff } from "./checks/device-firewall-off.ts"
import { check as deviceHolderUnlicensed } from "./checks/device-holder-unlicensed.ts"
import { check as deviceJailbroken } from "./checks/device-jailbroken.ts"
import { check as deviceNoncompliant } from "./checks/device-noncompliant.ts"
import { check as deviceOsOutdated } from "./checks/device-os-outdated.ts"
import { check as deviceOwnerUnknown } from "./checks/device-owner-unknown.ts"
import { check as deviceOwnershipUnset } from "./checks/device-ownership-unset.ts"
import { check as deviceScreenUnlocked } from "./checks/device-screen-unlocked.ts"
import { check as deviceSecuritySoftwareStopped } from "./checks/device-security-software-stopped.ts"
import { check as deviceTrustLow } from "./checks/device-trust-low.ts"
import { check as deviceUpdatesManual } from "./checks/device-updates-manual.ts"
import { check as employeeCredentialStolen } from "./checks/employee-credential-stolen.ts"
import { check as employeeGrantUnused } from "./checks/employee-grant-unused.ts"
import { check as employeePasswordLeaked } from "./checks/employee-password-leaked.ts"
import { check as employeePasswordManagerUnused } from "./checks/employee-password-manager-unused.ts"
import { check as employeePasswordReused } from "./checks/employee-password-reused.ts"
import { check as employeePasswordWeak } from "./checks/employee-password-weak.ts"
import { check as employeeUncovered } from "./checks/employee-uncovered.ts"
import { check as employeeUnlicensed } from "./checks/employee-unlicensed.ts"
import { check as enduserDormant } from "./checks/enduser-dormant.ts"
import { check as findingOverdue } from "./checks/finding-overdue.ts"
import { check as idpAccountMfaMissing } from "./checks/idp-account-mfa-missing.ts"
import { check as joinWeak } from "./checks/join-weak.ts"
import { check as leaverAppAccess } from "./checks/leaver-app-access.ts"
import { check as leaverNetworkAccess } from "./checks/leaver-network-access.ts"
import { check as personBrowserMissing } from "./checks/person-browser-missing.ts"
import { check as personDeviceMissing } from "./checks/person-device-missing.ts"
import { check as personExposedAndUnsafe } from "./checks/person-exposed-and-unsafe.ts"
import { check as personPlatformMismatch } from "./checks/person-platform-mismatch.ts"
import { check as personUnseen } from "./checks/person-unseen.ts"
import { check as privilegedPersonMfaMissing } from "./checks/privileged-person-mfa-missing.ts"
import { check as privilegedRoleUnreviewed } from "./checks/privileged-role-unreviewed.ts"
import { check as sensitiveAccountMfaMissing } from "./checks/sensitive-account-mfa-missing.ts"
import { check as sensitiveAccountMfaPhishable } from "./checks/sensitive-account-mfa-phishable.ts"
import { check as sensitiveAccountSsoMissing } from "./checks/sensitive-account-sso-missing.ts"
import { check as sensitiveAppCredentialExposed } from "./checks/sensitive-app-credential-exposed.ts"
import { check as sensitivePersonDeviceUntrusted } from "./checks/sensitive-person-device-untrusted.ts"
import { check as sharedDeviceUndeclared } from "./checks/shared-device-undeclared.ts"
import { check as sourceUnread } from "./checks/source-unread.ts"
import { check as trustOverridden } from "./checks/trust-overridden.ts"

/** Changes whenever a predicate, a weight or a check does, so that only like is compared with like. */
export const catalogueVersion = "2026.11.2"

/** Every check; gates last. */
export const catalogue: ReadonlyArray<CheckDefinition> = [
  accountMfaMissing,
  sensitiveAccountMfaMissing,
  sensitiveAccountMfaPhishable,
  accountMfaWeak,
  idpAccountMfaMissing,
  employeePasswordLeaked,
  employeeCredentialStolen,
  employeePasswordWeak,
  employeePasswordReused,
  accountShared,
  employeePasswordManagerUnused,
  accountPasswordBesideSso,
  sensitiveAccountSsoMissing,
  accountIdpUnapproved,
  accountDormant,
  accountAddressForeign,
  accountOwnerUnknown,
  employeeGrantUnused,
  appUndecided,
  appRefusedInUse,
  appSensitivityUnset,
  appOwnerMissing,
  sensitiveAppCredentialExposed,
  browserPersonalSync,
  browserExtensionOutdated,
  browserOutdated,
  browserPersonMismatch,
  employeeUncovered,
  employeeUnlicensed,
  deviceDiskUnencrypted,
  deviceScreenUnlocked,
  deviceOsOutdated,
  deviceUpdatesManual,
  deviceJailbroken,
  deviceFirewallOff,
  deviceSecuritySoftwareStopped,
  deviceTrustLow,
  deviceDormant,
  deviceCompromised,
  deviceNoncompliant,
  deviceOwnershipUnset,
  trustOverridden,
  bannedDeviceReturned,
  enduserDormant,
  privilegedRoleUnreviewed,
  bannedPersonBrowsing,
  personBrowserMissing,
  deviceOwnerUnknown,
  personDeviceMissing,
  personPlatformMismatch,
  deviceHolderUnlicensed,
  leaverNetworkAccess,
  leaverAppAccess,
  personUnseen,
  sharedDeviceUndeclared,
  sensitivePersonDeviceUntrusted,
  personExposedAndUnsafe,
  privilegedPersonMfaMissing,
  findingOverdue,
  sourceUnread,
  joinWeak,
  checkUndecided
]
