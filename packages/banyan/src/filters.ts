/**
 * Filters of the lists: how they are sent, and how their answer is checked.
 *
 * The source may match parts of a value, or ignore a filter that it does not know, so a filter is a hint to it, and every
 * record is compared here.
 *
 * **Source** contracts/banyan.md, section 2.3.
 */
import type { ArgumentRule } from "@rollcall/transport"
import { isIdentifier } from "./identifiers.ts"
import type { Parameters } from "./queries.ts"

/** Filters by name. */
export type Filters = { readonly [name: string]: string | boolean | bigint | undefined }

/** A filter as the API knows it. */
export interface FilterDefinition<A> {
  readonly parameter: string
  /** Whether a record is one of those wanted; left out where a record does not tell. */
  readonly isMet?: (record: A, wanted: string) => boolean
  /** The member it looks at may be missing in pages: only the list read with one request has it. */
  readonly needsLinks?: boolean
}

/** The definitions of a list's filters. */
export type FilterDefinitions<A, F> = { readonly [Name in keyof F]-?: FilterDefinition<A> }

/** What a choice of filters comes to. */
export interface FilterChoice<A> {
  readonly rules: ReadonlyArray<ArgumentRule>
  readonly parameters: Parameters
  readonly isWanted: (record: A) => boolean
  readonly needsLinks: boolean
}

/** Works out a choice of filters; what is named must have a value, as its loss would list everybody. */
export function choose<A>(
  definitions: Readonly<Record<string, FilterDefinition<A>>>,
  filters: Filters
): FilterChoice<A> {
  const chosen = Object.entries(filters).map(([name, value]) => ({
    name,
    value,
    text: String(value),
    definition: Object.hasOwn(definitions, name) ? definitions[name] : undefined
  }))
  return {
    rules: chosen.flatMap(({ name, value, text, definition }) => [
      { argument: name, rule: "must be a filter of this list", isKept: definition !== undefined },
      isIdentifier(name, value === undefined ? "" : text)
    ]),
    parameters: Object.fromEntries(
      chosen.flatMap(({ text, definition }) => (definition === undefined ? [] : [[definition.parameter, text]]))
    ),
    isWanted: (record) => chosen.every(({ text, definition }) => definition?.isMet?.(record, text) ?? true),
    needsLinks: chosen.some(({ definition }) => definition?.needsLinks === true)
  }
}
