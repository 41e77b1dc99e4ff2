/**
 * Odd records of the Push API that belong to no member of the cast.
 */
import { edit, withUnknownMembers, type Draft, type Oddity } from "./draft.ts"
import type { Random } from "./random.ts"

const browser = (
  name: string,
  change: (draft: Draft, random: Random) => Partial<Draft["push"]["browsers"][number]>
): Oddity => ({
  name: `browser ${name}`,
  apply: (draft, random) =>
    edit(draft, random, draft.push.browsers, (record) => ({ ...record, ...change(draft, random) }))
})

const account = (
  name: string,
  change: (draft: Draft, random: Random) => Partial<Draft["push"]["accounts"][number]>
): Oddity => ({
  name: `account ${name}`,
  apply: (draft, random) =>
    edit(draft, random, draft.push.accounts, (record) => ({ ...record, ...change(draft, random) }))
})

const finding = (
  name: string,
  change: (draft: Draft, random: Random) => Partial<Draft["push"]["findings"][number]>
): Oddity => ({
  name: `finding ${name}`,
  apply: (draft, random) =>
    edit(draft, random, draft.push.findings, (record) => ({ ...record, ...change(draft, random) }))
})

/** Every odd case of the Push API; a small tenant has each second one. */
export const pushOddities: ReadonlyArray<Oddity> = [
  browser("of an unknown type", () => ({ browser: "VIVALDI", os: "FREEBSD", tokenType: "KIOSK" })),
  browser("of which little is known", () => ({
    isActive: null,
    language: null,
    profileEmail: null,
    profileSyncEnabled: null
  })),
  {
    name: "browser whose employee and email disagree",
    apply: (draft, random) =>
      edit(draft, random, draft.push.browsers, (record) => {
        const other = draft.staff.findLast((member) => member.id !== record.employeeId)
        return other === undefined ? record : { ...record, email: other.email }
      })
  },
  browser("of an employee who is gone", ({ profile }, random) => ({
    employeeId: random.uuid(),
    email: `ghost@${profile.domain}`
  })),
  {
    name: "browser that names nobody by id",
    apply: (draft, random) =>
      edit(draft, random, draft.push.browsers, ({ employeeId: _employeeId, ...record }) => ({
        ...record,
        email: "kiosk@partner.example"
      }))
  },
  {
    name: "browser of nobody at all",
    apply: (draft, random) =>
      edit(draft, random, draft.push.browsers, ({ employeeId: _employeeId, email: _email, ...record }) => record)
  },
  account("with an unknown method", () => ({ mfaRegistered: true, mfaMethods: ["PASSKEY_V2"] })),
  account("of which nothing is known", () => ({
    mfaRegistered: null,
    mfaMethods: null,
    passwordId: null,
    lastUsedTimestamp: null
  })),
  account("of an employee who is gone, found by email", (_draft, random) => ({ employeeId: random.uuid() })),
  account("of an employee who is gone without a trace", ({ profile }, random) => ({
    employeeId: random.uuid(),
    email: `former.colleague@${profile.domain}`
  })),
  account("on an app that is gone", (_draft, random) => ({ appId: random.uuid(), appType: "DISCONTINUED" })),
  {
    name: "account of nobody",
    apply: (draft, random) =>
      edit(draft, random, draft.push.accounts, ({ employeeId: _employeeId, ...record }) => ({
        ...record,
        email: "billing@agency.test"
      }))
  },
  account("younger than a fortnight", ({ calendar }) => ({
    creationTimestamp: calendar.secondsAgo(6),
    lastUsedTimestamp: calendar.secondsAgo(1)
  })),
  account("with a plus tag", ({ profile }) => ({ email: `nora.berg+git@${profile.domain}` })),
  account("without a second factor on the identity provider", () => ({ mfaRegistered: false, mfaMethods: [] })),
  {
    name: "account that three people use",
    apply: (draft, random) =>
      edit(draft, random, draft.push.accounts, (record) => {
        const uses = draft.staff.slice(-2).map((member) => ({
          employeeId: member.id,
          lastUsedTimestamp: draft.calendar.secondsAgo(3),
          passwordManuallyTyped: true
        }))
        draft.push.furtherUses.set(record.id, uses)
        return { ...record, email: `team@${draft.profile.domain}` }
      })
  },
  {
    name: "account with unknown members",
    apply: (draft, random) => edit(draft, random, draft.push.accounts, withUnknownMembers)
  },
  finding("of an unknown type", () => ({ type: "SESSION_TOKEN_EXPOSED", state: "OPEN" })),
  finding("tied by its account alone", () => ({ employeeId: null })),
  finding("tied to nothing", () => ({
    employeeId: null,
    accountId: null,
    passwordId: null,
    appType: null,
    appId: null
  })),
  finding("of an account that is gone", (_draft, random) => ({ employeeId: null, accountId: random.uuid() })),
  {
    name: "finding of a weak password without reasons",
    apply: (draft, random) =>
      edit(
        draft,
        random,
        draft.push.findings,
        ({ weakPasswordReasons: _reasons, ...record }) => record,
        (record) => record.type === "WEAK_PASSWORD"
      )
  },
  {
    name: "finding with the id of its account",
    apply: (draft, random) =>
      edit(draft, random, draft.push.findings, (record) => ({ ...record, id: record.accountId ?? record.id }))
  },
  {
    name: "app with a script for a website",
    apply: (draft, random) =>
      edit(draft, random, draft.push.apps, (record) => ({ ...record, website: "javascript:alert(1)" }))
  },
  {
    name: "app without website and notes, owned by somebody gone",
    apply: (draft, random) =>
      edit(draft, random, draft.push.apps, ({ website: _website, ...record }) => ({
        ...record,
        notes: null,
        ownerId: random.uuid()
      }))
  },
  {
    name: "detection in a browser that is gone",
    apply: (draft, random) =>
      edit(draft, random, draft.push.detections, (record) => ({ ...record, browserId: random.uuid() }))
  },
  {
    name: "extension with unknown members in a browser that is gone",
    apply: (draft, random) =>
      edit(draft, random, draft.push.browserExtensions, (record) =>
        withUnknownMembers({ ...record, browserId: random.uuid(), deploymentMode: "POLICY" })
      )
  }
]
