/**
 * OCSF 1.9.0 Compliance Finding (2003) as a JSON Schema; see README.md beside this file.
 */
type Schema = Readonly<Record<string, unknown>>

const text: Schema = { type: "string" }
const texts: Schema = { type: "array", items: text }
const integer: Schema = { type: "integer" }
/** Milliseconds since 1970, of this century: seconds or nanoseconds would be out of range. */
const timestamp: Schema = { type: "integer", minimum: 946_684_800_000, maximum: 4_102_444_800_000 }
const email: Schema = { type: "string", pattern: "^[a-zA-Z0-9!#$%&'*+-/=?^_`{|}~.]+@[a-zA-Z0-9-]+\\.[a-zA-Z0-9-.]+$" }

const object = (
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
  atLeastOne: ReadonlyArray<string> = []
): Schema => ({
  type: "object",
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
  ...(atLeastOne.length === 0 ? {} : { anyOf: atLeastOne.map((name) => ({ required: [name] })) })
})

const enumeration = (captions: Readonly<Record<number, string>>): ReadonlyMap<number, string> =>
  new Map(Object.entries({ ...captions, 0: "Unknown", 99: "Other" }).map(([id, caption]) => [Number(id), caption]))

/** Enumerations: an attribute with `_id` holds the number, its sibling without holds the caption. */
export const enumerations = {
  activity: enumeration({ 1: "Create", 2: "Update", 3: "Close" }),
  severity: enumeration({ 1: "Informational", 2: "Low", 3: "Medium", 4: "High", 5: "Critical", 6: "Fatal" }),
  status: enumeration({ 1: "New", 2: "In Progress", 3: "Suppressed", 4: "Resolved", 5: "Archived", 6: "Deleted" }),
  complianceStatus: enumeration({ 1: "Pass", 2: "Warning", 3: "Fail" }),
  role: enumeration({ 1: "Target", 2: "Actor", 3: "Affected", 4: "Related" })
}

const numbersOf = (name: keyof typeof enumerations): Schema => ({ enum: [...enumerations[name].keys()] })

const metadata = object(
  {
    version: { const: "1.9.0" },
    product: object({}, { name: text, uid: text, vendor_name: text, version: text }, ["name", "uid"])
  },
  { uid: text, correlation_uid: text, tenant_uid: text, log_name: text, original_time: text }
)
const analyticTypes: Schema = { enum: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99] }
const findingInfo = object(
  { uid: text },
  {
    title: text,
    desc: text,
    types: texts,
    data_sources: texts,
    created_time: timestamp,
    analytic: object({ type_id: analyticTypes }, { name: text, uid: text, type: text, version: text }, ["name", "uid"])
  }
)
const result = { status: text, status_id: numbersOf("complianceStatus"), standards: texts }
const check = object(
  {},
  { ...result, uid: text, name: text, desc: text, version: text, severity: text, severity_id: numbersOf("severity") }
)
const compliance = object(
  {},
  {
    ...result,
    status_code: text,
    status_details: texts,
    control: text,
    requirements: texts,
    checks: { type: "array", items: check }
  }
)
const resource = object(
  {},
  {
    uid: text,
    name: text,
    type: text,
    role: text,
    role_id: numbersOf("role"),
    owner: object({}, { account: object({}), name: text, uid: text, email_addr: email }, ["account", "name", "uid"])
  },
  ["name", "uid"]
)

export const ocsfSchema: Schema = object(
  {
    activity_id: numbersOf("activity"),
    category_uid: { const: 2 },
    class_uid: { const: 2003 },
    type_uid: { enum: [200_300, 200_301, 200_302, 200_303, 200_399] },
    severity_id: numbersOf("severity"),
    time: timestamp,
    metadata,
    finding_info: findingInfo,
    compliance
  },
  {
    activity_name: text,
    category_name: text,
    class_name: text,
    type_name: text,
    severity: text,
    status: text,
    status_id: numbersOf("status"),
    message: text,
    count: integer,
    start_time: timestamp,
    end_time: timestamp,
    remediation: object({ desc: text }, { references: texts }),
    resources: { type: "array", items: resource },
    unmapped: { type: "object" }
  }
)
