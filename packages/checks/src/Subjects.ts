/**
 * Kinds of subjects, and lists of them in which a subject is known by its position.
 */
import type { Person, Subject } from "@rollcall/model"
import { type Basis, once } from "./Basis.ts"

/** The subjects that checks choose a population from; checks over the same ones share their positions. */
export interface Subjects<S> {
  readonly all: (basis: Basis) => ReadonlyArray<S>
  readonly list: (basis: Basis) => SubjectList
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
  /** The people it belongs to. */
  readonly owners: (position: number) => ReadonlyArray<Person>
}

interface SubjectsSpec<S> {
  readonly kind: Subject["kind"]
  /** In the order of the roster, so that failures come out nearly sorted. */
  readonly all: (basis: Basis) => ReadonlyArray<S>
  readonly id: (value: S) => string
  /** The address of the person it belongs to, or its own. */
  readonly email: (value: S) => string | null
  /** Names besides the subject's id and address. */
  readonly names?: (value: S) => ReadonlyArray<string | null | undefined>
  readonly owners: (value: S) => ReadonlyArray<Person>
}

/** Makes a kind of subjects; they are listed once for each basis. */
export function subjectsOf<S>({ kind, all, id, email, names, owners }: SubjectsSpec<S>): Subjects<S> {
  const listed = once((basis) => {
    const values = all(basis)
    const at = (position: number): S => {
      const value = values[position]
      if (value === undefined) throw new RangeError(`there is no subject ${position}`)
      return value
    }
    const known: Array<Subject | undefined> = []
    const list: SubjectList = {
      kind,
      size: values.length,
      id: (position) => id(at(position)),
      subject: (position) => {
        if (known.length === 0) known.length = values.length
        return (known[position] ??= { kind, id: id(at(position)), email: email(at(position)) })
      },
      names: (position) => {
        const value = at(position)
        return [id(value), email(value), ...(names?.(value) ?? [])].filter((name): name is string => Boolean(name))
      },
      owners: (position) => owners(at(position))
    }
    return { values, list }
  })
  return { all: (basis) => listed(basis).values, list: (basis) => listed(basis).list }
}
