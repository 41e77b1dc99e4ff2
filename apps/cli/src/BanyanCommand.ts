/**
 * Flags that the commands on devices and end users share.
 */
import { Schema } from "effect"
import { Argument, Flag } from "effect/cli"

export const tenant = Flag.String("tenant").pipe(
  Flag.optional,
  Flag.withDescription("Whose device API; needed if several tenants are configured")
)

/** Of commands that read. */
export const readFlags = {
  tenant,
  live: Flag.Boolean("live").pipe(
    Flag.withDefault(false),
    Flag.withDescription("Ask the source now instead of the newest snapshot")
  )
}

/** Of commands that list. */
export const listFlags = {
  ...readFlags,
  limit: Flag.Int("limit").pipe(
    Flag.withSchema(Schema.Int.check(Schema.isGreaterThan(0))),
    Flag.optional,
    Flag.withDescription("Stop after this many records")
  ),
  ndjson: Flag.Boolean("ndjson").pipe(
    Flag.withDefault(false),
    Flag.withDescription("Print each record as a line of JSON, with --live as soon as it is read: for large lists")
  )
}

/** Of commands that change something. */
export const actionFlags = {
  tenant,
  yes: Flag.Boolean("yes").pipe(Flag.withDefault(false), Flag.withDescription("Do not ask")),
  dryRun: Flag.Boolean("dry-run").pipe(
    Flag.withDefault(false),
    Flag.withDescription("Show what would be touched and sent, and send nothing")
  ),
  as: Flag.String("as").pipe(
    Flag.filter(
      (name) => name.trim() !== "",
      () => "a name that is not blank"
    ),
    Flag.optional,
    Flag.withDescription("Who does this, for the audit trail; else the operating-system user")
  ),
  reason: Flag.String("reason").pipe(Flag.optional, Flag.withDescription("Why, for the audit trail")),
  from: Flag.String("from").pipe(
    Flag.withMetavar("FILE"),
    Flag.optional,
    Flag.withDescription("A list, one a line; - for standard input. Stops at the first outcome that is not known")
  )
}

/** Of commands that change devices. */
export const deviceActionFlags = {
  ...actionFlags,
  deviceIds: Flag.String("device-id").pipe(
    Flag.withDescription(
      "A device that is meant, where several share the serial number; every one of them must be named"
    ),
    Flag.atLeast(0)
  ),
  placeholderSerial: Flag.Boolean("placeholder-serial").pipe(
    Flag.withDefault(false),
    Flag.withDescription("Even if the serial number is a maker's placeholder, which unrelated machines share")
  )
}

/** What is acted on, unless a list brings it. */
export const subjectArgument = (name: string, about: string) =>
  Argument.String(name).pipe(Argument.withDescription(about), Argument.optional)

/** A serial number or address; a blank one names nothing. */
export const exactArgument = (name: string, about: string) =>
  Argument.String(name).pipe(
    Argument.withDescription(about),
    Argument.filter(
      (text) => text.trim() !== "",
      () => `${name} must not be blank`
    )
  )
