/**
 * What was looked at, as OSCAL's inventory items, users and components.
 */
import type { Failure, ReportDocument } from "@rollcall/model"
import { uuidOf } from "../uuid.ts"
import { list, props } from "./objects.ts"
import { markup } from "./texts.ts"

type Subject = Failure["subject"]
type SubjectType = "inventory-item" | "user" | "component"

const types: Readonly<Record<Subject["kind"], SubjectType>> = {
  person: "user",
  employee: "user",
  account: "user",
  enduser: "user",
  device: "inventory-item",
  browser: "inventory-item",
  app: "inventory-item",
  finding: "component",
  source: "component",
  tenant: "component",
  check: "component"
}

/** Names a subject where an observation tells of it. */
export const referenceTo = ({ tenant }: ReportDocument, subject: Subject) => ({
  "subject-uuid": uuidOf("subject", tenant.id, subject.kind, subject.id),
  type: types[subject.kind],
  title: titleOf(subject)
})

/** Every subject that a check fails, or that is excepted, once. */
export function localDefinitions(document: ReportDocument): object {
  const defined: Record<SubjectType, Map<string, object>> = {
    component: new Map(),
    "inventory-item": new Map(),
    user: new Map()
  }
  for (const check of document.checks) {
    for (const { subject } of [...check.failures, ...check.exceptions]) {
      const { "subject-uuid": uuid, title, type } = referenceTo(document, subject)
      if (!defined[type].has(uuid)) defined[type].set(uuid, definition[type](uuid, title, subject))
    }
  }
  return {
    ...list("components", [...defined.component.values()]),
    ...list("inventory-items", [...defined["inventory-item"].values()]),
    ...list("users", [...defined.user.values()])
  }
}

const definition: Readonly<Record<SubjectType, (uuid: string, title: string, subject: Subject) => object>> = {
  component: (uuid, title, subject) => ({
    uuid,
    type: subject.kind,
    title,
    description: title,
    ...about(subject),
    status: { state: "operational" }
  }),
  "inventory-item": (uuid, title, subject) => ({ uuid, description: title, ...about(subject) }),
  user: (uuid, title, subject) => ({ uuid, title, ...about(subject) })
}

const about = ({ email, id, kind }: Subject) => props({ kind, id, email })

const titleOf = ({ email, id, kind }: Subject): string =>
  markup(email === null || email === id ? `${kind} ${id}` : `${kind} ${id} of ${email}`)
