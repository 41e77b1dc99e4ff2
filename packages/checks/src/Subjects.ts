/**
 * Kinds of subjects, and lists of them in which a subject is known by its position.
 */
import type { PositionLists, Subject } from "@rollcall/model"
import { type Basis, once } from "./Basis.ts"
import { emptyLists } from "./position-lists.ts"

/** The subjects that checks choose a population from; checks over the same ones share their positions. */
export interface Subjects<S, R extends Rows<S> = Rows<S>> {
  readonly rows: (basis: Basis) => R
  readonly list: (basis: Basis) => SubjectList
}

/** Subjects by position; there may be a million, so that each is made when it is looked at. */
export interface Rows<S> {
  readonly size: number
  readonly at: (position: number) => S
}

/** Subjects by position, whatever their kind. */
export interface SubjectList {
  readonly kind: Subject["kind"]
  readonly size: number
  readonly id: (position: number) => string
  /** Made when it is first asked for, and shared by all checks. */
  readonly subject: (position: number) => Subject
  /** What an exception may call it: ids, addresses, serial numbers. */
  readonly names: (position: number) => ReadonlyArray<string>
  /** The people whom each belongs to, as positions in the roster. */
  readonly owners: PositionLists
}

interface SubjectsSpec<S, R extends Rows<S>> {
  readonly kind: Subject["kind"]
  /** In the order of the roster, so that failures come out nearly sorted. */
  readonly rows: (basis: Basis) => R
  readonly id: (value: S) => string
  /** The address of the person it belongs to, or its own. */
  readonly email: (value: S) => string | null
  /** Names besides the subject's id and address. */
  readonly names?: (value: S) => ReadonlyArray<string | null | undefined>
  /** If not given, they are nobody's. */
  readonly owners?: (rows: R) => PositionLists
}

/** Makes a kind of subjects; they are listed once for each basis. */
export function subjectsOf<S, R extends Rows<S> = Rows<S>>(spec: SubjectsSpec<S, R>): Subjects<S, R> {
  const rows = once(spec.rows)
  return { rows, list: once((basis) => listOf(spec, rows(basis))) }
}

function listOf<S, R extends Rows<S>>({ kind, id, email, names, owners }: SubjectsSpec<S, R>, rows: R): SubjectList {
  const { size, at } = rows
  const known: Array<Subject | undefined> = []
  return {
    kind,
    size,
    id: (position) => id(at(position)),
    subject: (position) => {
      if (known.length === 0) known.length = size
      const value = at(position)
      return (known[position] ??= { kind, id: id(value), email: email(value) })
    },
    names: (position) => {
      const value = at(position)
      return [id(value), email(value), ...(names?.(value) ?? [])].filter((name): name is string => Boolean(name))
    },
    owners: owners?.(rows) ?? emptyLists(size)
  }
}

/** Subjects of which there are few: they are all there. */
export const rowsOf = <S>(values: ReadonlyArray<S>): Rows<S> => ({
  size: values.length,
  at: (position) => memberAt(values, position)
})

/** One after the other. */
export function* eachOf<S>({ size, at }: Rows<S>): Generator<S> {
  for (let position = 0; position < size; position++) yield at(position)
}

export function memberAt<A>(members: ReadonlyArray<A>, position: number): A {
  const member = members[position]
  if (member === undefined) throw new RangeError(`there is no member ${position} of ${members.length}`)
  return member
}
