/**
 * The sources of a tenant and how each resource is read from them.
 */
import type { BanyanClientShape } from "@rollcall/banyan"
import { type ResourceName, resources, resourcesOf, type SnapshotHeader, type Source } from "@rollcall/model"
import type { Page, PagesOptions, PushClientShape, Resumption, SourceError } from "@rollcall/push"
import type { StoreError } from "@rollcall/store"
import type { Effect, Stream } from "effect"

/** A list as the collector needs it from a client. */
export interface PagedList {
  readonly pages: (filters?: undefined, options?: Pick<PagesOptions<StoreError>, "resume">) => Pages
}

/** A list on its way; what it goes on from comes out of the store. */
export type Pages = Stream.Stream<Page<unknown>, SourceError | StoreError>

/** A list whose pages may leave out the member that links people and devices; the whole list at once has it. */
export interface LinkedList extends PagedList {
  readonly all: () => Effect.Effect<Page<unknown>, SourceError>
}

/** A list that may be read at several places at once. */
export interface DivisibleList {
  readonly pages: (filters?: undefined, options?: PagesOptions<StoreError>) => Pages
}

/** The lists of a Push client. */
export type PushLists = { readonly [Name in keyof PushClientShape]: DivisibleList }

/** The lists of a Banyan client. */
export type BanyanLists = { readonly [Name in keyof Pick<BanyanClientShape, "endusers" | "devices">]: LinkedList }

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
  /** From the first one on, or those that follow what an interrupted reading left. */
  readonly pages: (left: Resumption<StoreError> | null) => Pages
  readonly links: Links | null
}

/** The member that links people and devices, and the way to it if the pages lack it. */
export interface Links {
  readonly member: "Emails" | "SerialNumbers"
  readonly all: Effect.Effect<Page<unknown>, SourceError>
}

/**
 * The configured sources with the readers of all their resources, those first that are expected to be the longest: what they
 * brought last time, and where that is not known, which of them usually are.
 */
export function readersOf(
  { push, banyan }: TenantSources,
  before: SnapshotHeader | null
): ReadonlyMap<Source, ReadonlyArray<ResourceReader>> {
  const recordsBefore = new Map(before?.resources.map(({ resource, records }) => [resource, records]))
  const expected = ({ resource }: ResourceReader) => recordsBefore.get(resource) ?? 0
  const usually = ({ resource }: ResourceReader) => usualOrder.indexOf(resource)
  const inOrder = (readers: ReadonlyArray<ResourceReader>) =>
    readers.toSorted((a, b) => expected(b) - expected(a) || usually(a) - usually(b))
  const readers = new Map<Source, ReadonlyArray<ResourceReader>>()
  if (push !== null) readers.set("push", inOrder(pushReaders(push)))
  if (banyan !== null) readers.set("banyan", inOrder(banyanReaders(banyan)))
  return readers
}

/** Every person has several accounts and browsers, a browser has several extensions, and a tenant has few banners. */
const usualOrder: ReadonlyArray<ResourceName> = [
  "accounts",
  "browserExtensions",
  "browsers",
  "findings",
  "employees",
  "accountsOther",
  "appsOther",
  "apps",
  "detections",
  "appBanners",
  "blockedUrls",
  "devices",
  "endusers"
]

const pushReaders = (lists: PushLists): ReadonlyArray<ResourceReader> =>
  resourcesOf("push").flatMap((resource) =>
    resource === "endusers" || resource === "devices"
      ? []
      : [reader(resource, (resume) => lists[resource].pages(undefined, { inAnyOrder: true, resume }), null)]
  )

const banyanReaders = ({ endusers, devices }: BanyanLists): ReadonlyArray<ResourceReader> => [
  reader("endusers", (resume) => endusers.pages(undefined, { resume }), {
    member: "SerialNumbers",
    all: endusers.all()
  }),
  reader("devices", (resume) => devices.pages(undefined, { resume }), { member: "Emails", all: devices.all() })
]

const reader = (resource: ResourceName, pages: ResourceReader["pages"], links: Links | null): ResourceReader => ({
  source: resources[resource].source,
  resource,
  optional: resources[resource].optional,
  pages,
  links
})
