/**
 * A resource of the Push API as a command: what is particular about it is data, of which verbs, flags and help are made.
 *
 * **Details** Nothing here loads a client: the work lies in `runs/` and is loaded when a verb runs.
 */
import type { Action } from "@rollcall/actions"
import type { Page, PushClientShape, ReadRecord, SourceError } from "@rollcall/push"
import { Effect, Schema, Stream } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { type Given, given } from "./MemberFlags.ts"
import type { PushError } from "./PushAccess.ts"
import { recordLines, recordSummary } from "./RecordText.ts"

/** What all verbs of a resource share. */
export interface PushResource {
  /** As in report.json. */
  readonly name: string
  /** One record, as it is called in a sentence. */
  readonly one: string
  /** Members that tell a record from others at a glance, the id first: a table's columns. */
  readonly columns: ReadonlyArray<string>
}

/** A write to the Push API; what it sends does not depend on the state. */
export interface PushAction<S> extends Action<PushClientShape, PushError, S> {
  readonly send: (client: PushClientShape) => Effect.Effect<unknown, PushError>
}

/** Flags by the names of the parameters that they stand for, `undefined` where not given. */
export type MemberFlags = { readonly [parameter: string]: Flag.Flag<unknown> }

/** What a command made of {@link MemberFlags} is given. */
export type Members<Flags extends MemberFlags> = Given<Command.Command.Config.InferValue<Flags>>

/** The id of a record; a blank one would address the list. */
export const idArgument = (name: string, about: string) =>
  Argument.String(name).pipe(
    Argument.withDescription(about),
    Argument.filter(
      (id) => id.trim() !== "",
      () => "an id must not be blank"
    )
  )

/** Makes the `list` of a resource. */
export const listVerb = <const Flags extends MemberFlags>(
  resource: PushResource,
  filters: Flags,
  pages: (client: PushClientShape, filters: Members<Flags>) => Stream.Stream<Page<unknown>, SourceError>
) =>
  Command.make(
    "list",
    {
      tenant,
      filters,
      limit: Flag.Int("limit").pipe(
        Flag.withSchema(Schema.Int.check(Schema.isGreaterThan(0))),
        Flag.optional,
        Flag.withDescription("Stop after this many records")
      ),
      ndjson: Flag.Boolean("ndjson").pipe(
        Flag.withDefault(false),
        Flag.withDescription("Print each record as a line of JSON as soon as it is read, for large lists")
      )
    },
    ({ filters: flags, ...input }) =>
      Effect.flatMap(
        Effect.promise(() => import("./runs/push-list.ts")),
        ({ run }) => run({ ...input, resource, pages: (client) => pages(client, given(flags)) })
      )
  ).pipe(
    Command.withDescription(`Read the list of ${resource.name}`),
    Command.withExamples([
      {
        command: `rollcall push ${resource.name} list --tenant acme --json`,
        description: "All of them as one document"
      }
    ])
  )

/** Makes the `get` of a resource. */
export const getVerb = (
  resource: PushResource,
  get: (client: PushClientShape, id: string) => Effect.Effect<ReadRecord<unknown>, PushError>,
  idOf = resource.one
) =>
  readVerb({
    name: "get",
    about: `Read one ${resource.one}`,
    idOf,
    read: (client, id) => Effect.map(get(client, id), ({ value }) => value),
    document: (_, record) => ({ resource: resource.name, record }),
    lines: recordLines
  })

/** Makes a verb that reads something by an id. */
export const readVerb = <A>(verb: {
  readonly name: string
  readonly about: string
  /** What the id belongs to. */
  readonly idOf: string
  readonly read: (client: PushClientShape, id: string) => Effect.Effect<A, PushError>
  readonly document: (id: string, value: A) => object
  readonly lines: (value: A) => ReadonlyArray<string>
}) =>
  Command.make(verb.name, { id: idArgument("ID", `The ${verb.idOf}'s id`), tenant }, ({ id, tenant }) =>
    Effect.flatMap(
      Effect.promise(() => import("./runs/push-read.ts")),
      ({ run }) =>
        run({
          tenant,
          read: (client) => verb.read(client, id),
          document: (value) => verb.document(id, value),
          lines: verb.lines
        })
    )
  ).pipe(Command.withDescription(verb.about))

/** Makes a verb that changes something. */
export const writeVerb = <const Config extends Command.Command.Config, S>(
  resource: PushResource,
  verb: {
    readonly name: string
    readonly about: string
    readonly example: string
    readonly input: Config
    readonly action: (input: Command.Command.Config.InferValue<Config>) => PushAction<S>
    /** The verb and its arguments that show whether it was done. */
    readonly look: (input: Command.Command.Config.InferValue<Config>) => string
  }
) =>
  Command.make(verb.name, { input: verb.input, order }, ({ input, order }) =>
    Effect.flatMap(
      Effect.promise(() => import("./runs/push-write.ts")),
      ({ run }) => run(verb.action(input), { ...order, look: `rollcall push ${resource.name} ${verb.look(input)}` })
    )
  ).pipe(
    Command.withDescription(verb.about),
    Command.withExamples([
      {
        command: `rollcall push ${resource.name} ${verb.name} ${verb.example} --dry-run`,
        description: "Show, and send nothing"
      }
    ])
  )

/** What is particular about a write to one record. */
export interface RecordWrite<A> extends Pick<PushAction<A | null>, "operation" | "send" | "isSo"> {
  /** Members that the write changes, to be shown beside the resource's columns. */
  readonly changes: ReadonlyArray<string>
  /** What a person should know before they say yes. */
  readonly caution?: string
  /** Whether the write makes the record if there is none. */
  readonly makesRecord?: boolean
}

/** A write to the record that an id finds. */
export const onRecord = <A>(
  resource: PushResource,
  { id, idOf = resource.one }: { readonly id: string; readonly idOf?: string },
  get: (client: PushClientShape) => Effect.Effect<ReadRecord<A>, PushError>,
  { operation, send, isSo, changes, caution, makesRecord = false }: RecordWrite<A>
): PushAction<A | null> => ({
  operation,
  subject: id,
  typedBack: () => ({ what: `the ${idOf}'s id`, text: id }),
  read: (client) => orGone(get(client)),
  isSo,
  missing: (before) => (before === null && !makesRecord ? [`${resource.one} ${id}`] : []),
  touches: (before) => [
    ...(before === null
      ? [`no ${resource.one} yet`]
      : recordSummary([...new Set([...resource.columns, ...changes])], before)),
    ...(caution === undefined ? [] : [caution])
  ],
  send
})

/** A record's value, or `null` if there is no such record. */
export const orGone = <A>(get: Effect.Effect<ReadRecord<A>, PushError>): Effect.Effect<A | null, PushError> =>
  get.pipe(
    Effect.map(({ value }): A | null => value),
    Effect.catchTag("SourceError", (error) =>
      error.reason._tag === "NotFound" ? Effect.succeed(null) : Effect.fail(error)
    )
  )

/** A whole list; a record that cannot be understood is there all the same, by its fingerprint. */
export const wholeList = <A>(
  pages: Stream.Stream<Page<A>, SourceError>
): Effect.Effect<ReadonlyArray<A | string>, SourceError> =>
  Effect.map(Stream.runCollect(pages), (all) =>
    all.flatMap(({ records, refusals }) => [
      ...records.map(({ value }) => value),
      ...refusals.map(({ fingerprint }) => `(not understood, fingerprint ${fingerprint})`)
    ])
  )

/** Whether a record has the members that an update gives it; `null`, missing and `""` are all *not set* here. */
export const hasMembers = (record: { readonly [member: string]: unknown }, update: object): boolean =>
  Object.entries(update).every(([member, wanted]) => isSame(record[member], wanted))

function isSame(is: unknown, wanted: unknown): boolean {
  if (wanted === null) return is === null || is === undefined || is === ""
  if (!Array.isArray(wanted)) return is === wanted
  const texts = new Set<unknown>(Array.isArray(is) ? is : [])
  return Array.isArray(is) && texts.size === new Set(wanted).size && wanted.every((text) => texts.has(text))
}

/** `--tenant`. */
const tenant = Flag.String("tenant").pipe(
  Flag.optional,
  Flag.withDescription("Whose Push API; needed if several tenants are configured")
)

const order = {
  tenant,
  yes: Flag.Boolean("yes").pipe(Flag.withDefault(false), Flag.withDescription("Do not ask")),
  dryRun: Flag.Boolean("dry-run").pipe(
    Flag.withDefault(false),
    Flag.withDescription("Show what would be touched and sent, and send nothing")
  ),
  as: Flag.String("as").pipe(
    Flag.optional,
    Flag.withDescription("Who does this, for the audit trail; else the operating-system user")
  ),
  reason: Flag.String("reason").pipe(Flag.optional, Flag.withDescription("Why, for the audit trail"))
}
