/**
 * Every check, in the order in which reports show them: one line each.
 */
import type { CheckDefinition } from "./CheckDefinition.ts"
import { check as accountDormant } from "./checks/account-dormant.ts"
import { check as accountMfaMissing } from "./checks/account-mfa-missing.ts"
import { check as accountMfaWeak } from "./checks/account-mfa-weak.ts"
import { check as appRefusedInUse } from "./checks/app-refused-in-use.ts"
import { check as bannedPersonBrowsing } from "./checks/banned-person-browsing.ts"
import { check as browserPersonalSync } from "./checks/browser-personal-sync.ts"
import { check as checkUndecided } from "./checks/check-undecided.ts"
import { check as deviceDiskUnencrypted } from "./checks/device-disk-unencrypted.ts"
import { check as deviceOwnerUnknown } from "./checks/device-owner-unknown.ts"
import { check as employeePasswordLeaked } from "./checks/employee-password-leaked.ts"
import { check as employeeUncovered } from "./checks/employee-uncovered.ts"
import { check as joinWeak } from "./checks/join-weak.ts"
import { check as sourceUnread } from "./checks/source-unread.ts"

/** Changes whenever a predicate, a weight or a check does, so that only like is compared with like. */
export const catalogueVersion = "2026.11"

/** Every check; gates last. */
export const catalogue: ReadonlyArray<CheckDefinition> = [
  accountMfaMissing,
  accountMfaWeak,
  employeePasswordLeaked,
  accountDormant,
  appRefusedInUse,
  browserPersonalSync,
  employeeUncovered,
  deviceDiskUnencrypted,
  bannedPersonBrowsing,
  deviceOwnerUnknown,
  sourceUnread,
  joinWeak,
  checkUndecided
]
