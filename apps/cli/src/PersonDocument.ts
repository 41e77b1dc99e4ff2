/**
 * What `rollcall person list --json` prints.
 */
import { Person, Source } from "@rollcall/model"
import { Schema } from "effect"
import { FailureDocument, Problem } from "./FailureDocument.ts"

const PersonList = Schema.Struct({
  schemaVersion: Schema.Literal(1),
  tenants: Schema.Array(
    Schema.Struct({
      tenant: Schema.String,
      outcome: Schema.Literals(["complete", "partial", "failed"]),
      /** The snapshot that the roster is joined from. */
      snapshot: Schema.NullOr(Schema.String),
      finishedAt: Schema.NullOr(Schema.String),
      /** Sources that the snapshot is not of, if there are any: what they would have told is not known. */
      notConfigured: Schema.optionalKey(Schema.Array(Source)),
      /** In roster order, each as in `lookup`. */
      people: Schema.Array(
        Schema.Struct({
          ...Person.fields,
          posture: Schema.Struct({ score: Schema.NullOr(Schema.Finite), failing: Schema.Array(Schema.String) })
        }).annotate({ identifier: "Person" })
      ),
      /** People of whom it is not known whether the filters want them; they are left out. */
      undecided: Schema.Int,
      /** `--limit` ended the list. */
      cut: Schema.Boolean,
      error: Schema.optionalKey(Problem)
    })
  )
})
export type PersonList = typeof PersonList.Type

/** Any document of `person`, schema version 1. */
export const PersonDocument = Schema.Union([PersonList, FailureDocument])
