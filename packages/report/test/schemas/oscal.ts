/**
 * OSCAL 1.2.0 Assessment Results as a JSON Schema (draft-07); see README.md beside this file.
 */
type Schema = Readonly<Record<string, unknown>>

const string = (pattern: string): Schema => ({ type: "string", pattern })
const object = (
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {}
): Schema => ({
  type: "object",
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false
})
const array = (items: Schema): Schema => ({ type: "array", minItems: 1, items })
const oneOf = (...values: ReadonlyArray<string>): Schema => ({ enum: values })

const uuid = string("^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$")
/** Not empty, no blank at either end, on one line. */
const text = string("^\\S(.*\\S)?$")
const token = string("^(\\p{L}|_)(\\p{L}|\\p{N}|[.\\-_])*$")
const line = string("^[^\\n]+$")
const markup: Schema = { type: "string" }
const uri: Schema = { type: "string", format: "uri", pattern: "^[a-zA-Z][a-zA-Z0-9+\\-.]+:.+$" }
const uriReference: Schema = { type: "string", format: "uri-reference" }
/** The original spells the days of each month out; the format checks them here. */
const dateTime: Schema = {
  type: "string",
  format: "date-time",
  pattern: "^(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z$"
}

const props = array(object({ name: token, value: text }, { ns: uri }))
const common = { props, remarks: markup }
const resource = object(
  { uuid },
  {
    title: line,
    rlinks: array(
      object(
        { href: uriReference },
        { "media-type": text, hashes: array(object({ algorithm: oneOf("SHA-256"), value: text })) }
      )
    )
  }
)
const metadata = object(
  { title: line, "last-modified": dateTime, version: text, "oscal-version": text },
  { ...common, parties: array(object({ uuid, type: oneOf("person", "organization"), name: text })) }
)
const objective = object(
  { "control-id": token, parts: array(object({ name: token }, { id: token, prose: markup })) },
  { ...common, description: markup }
)
const component = object(
  {
    uuid,
    type: text,
    title: line,
    description: markup,
    status: object({ state: oneOf("under-development", "operational", "disposition", "other") })
  },
  common
)
/** Either all controls or named ones. */
const controlSelection: Schema = {
  anyOf: [
    object({ "include-all": object({}) }, { description: markup }),
    object({ "include-controls": array(object({ "control-id": token })) }, { description: markup })
  ]
}
const observation = object(
  { uuid, description: markup, methods: array(text), collected: dateTime },
  {
    ...common,
    title: line,
    types: array(token),
    subjects: array(object({ "subject-uuid": uuid, type: token }, { ...common, title: line }))
  }
)
const finding = object(
  {
    uuid,
    title: line,
    description: markup,
    target: object({
      type: oneOf("statement-id", "objective-id"),
      "target-id": token,
      status: object({ state: oneOf("satisfied", "not-satisfied") }, { reason: token, remarks: markup })
    })
  },
  { "related-observations": array(object({ "observation-uuid": uuid })) }
)
const result = object(
  {
    uuid,
    title: line,
    description: markup,
    start: dateTime,
    "reviewed-controls": object({ "control-selections": array(controlSelection) }, { remarks: markup })
  },
  {
    ...common,
    end: dateTime,
    "local-definitions": object(
      {},
      {
        components: array(component),
        "inventory-items": array(object({ uuid, description: markup }, common)),
        users: array(object({ uuid }, { ...common, title: line }))
      }
    ),
    observations: array(observation),
    findings: array(finding)
  }
)

export const oscalSchema: Schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  ...object({
    "assessment-results": object(
      { uuid, metadata, "import-ap": object({ href: uriReference }, { remarks: markup }), results: array(result) },
      {
        "local-definitions": object({}, { "objectives-and-methods": array(objective) }),
        "back-matter": object({}, { resources: array(resource) })
      }
    )
  })
}
