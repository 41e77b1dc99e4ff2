/**
 * The sources of a tenant and how each resource is read from them.
 */
import type { BanyanClientShape } from "@rollcall/banyan"
import { type ResourceName, resources, resourcesOf, type Source } from "@rollcall/model"
import type { Page, PushClientShape, SourceError } from "@rollcall/push"
import type { Effect, Stream } from "effect"

/** A list as the collector needs it from a client. */
export interface PagedList {
  readonly pages: () => Stream.Stream<Page<unknown>, SourceError>
}

/** A list whose pages may leave out the member that links people and devices; the whole list at once has it. */
export interface LinkedList extends PagedList {
  readonly all: () => Effect.Effect<Page<unknown>, SourceError>
}

/** The lists of a Push client. */
export type PushLists = { readonly [Name in keyof PushClientShape]: PagedList }

/** The lists of a Banyan client. */
export type BanyanLists = { readonly [Name in keyof BanyanClientShape]: LinkedList }

/** The clients of one tenant; `null` for a source that is not configured. */
export interface TenantSources {
  readonly push: PushLists | null
  readonly banyan: BanyanLists | null
}

/** How one resource is read. */
export interface ResourceReader {
  readonly source: Source
  readonly resource: ResourceName
  /** The answer "not found" means that the source does not offer it. */
  readonly optional: boolean
  readonly pages: Stream.Stream<Page<unknown>, SourceError>
  readonly links: Links | null
}

/** The member that links people and devices, and the way to it if the pages lack it. */
export interface Links {
  readonly member: "Emails" | "SerialNumbers"
  readonly all: Effect.Effect<Page<unknown>, SourceError>
}

/** The configured sources with the readers of all their resources. */
export function readersOf({ push, banyan }: TenantSources): ReadonlyMap<Source, ReadonlyArray<ResourceReader>> {
  const readers = new Map<Source, ReadonlyArray<ResourceReader>>()
  if (push !== null) readers.set("push", pushReaders(push))
  if (banyan !== null) readers.set("banyan", banyanReaders(banyan))
  return readers
}

const pushReaders = (lists: PushLists): ReadonlyArray<ResourceReader> =>
  resourcesOf("push").flatMap((resource) =>
    resource === "endusers" || resource === "devices" ? [] : [reader(resource, lists[resource], null)]
  )

const banyanReaders = ({ endusers, devices }: BanyanLists): ReadonlyArray<ResourceReader> => [
  reader("endusers", endusers, { member: "SerialNumbers", all: endusers.all() }),
  reader("devices", devices, { member: "Emails", all: devices.all() })
]

const reader = (resource: ResourceName, list: PagedList, links: Links | null): ResourceReader => ({
  source: resources[resource].source,
  resource,
  optional: resources[resource].optional,
  pages: list.pages(),
  links
})
