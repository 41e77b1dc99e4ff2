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
  readonly size: number
  readonly subject: (position: number) => Subject
  /** What an exception may call it: ids, addresses, serial numbers. */
  readonly names: (position: number) => ReadonlyArray<string>
  /** The people it belongs to. */
  readonly owners: (position: number) => ReadonlyArray<Person>
}

interface SubjectsSpec<S> {
  /** In the order of the roster, so that failures come out nearly sorted. */
  readonly all: (basis: Basis) => ReadonlyArray<S>
  readonly subject: (value: S, basis: Basis) => Subject
  /** Names besides the subject's id and address. */
  readonly names?: (value: S) => ReadonlyArray<string | null | undefined>
  readonly owners: (value: S) => ReadonlyArray<Person>
}

/** Makes a kind of subjects; they are listed once for each basis. */
export function subjectsOf<S>({ all, subject, names, owners }: SubjectsSpec<S>): Subjects<S> {
  const listed = once((basis) => {
    const values = all(basis)
    const at = (position: number): S => {
      const value = values[position]
      if (value === undefined) throw new RangeError(`there is no subject ${position}`)
      return value
    }
    const list: SubjectList = {
      size: values.length,
      subject: (position) => subject(at(position), basis),
      names: (position) => {
        const { id, email } = subject(at(position), basis)
        return [id, email, ...(names?.(at(position)) ?? [])].filter((name): name is string => Boolean(name))
      },
      owners: (position) => owners(at(position))
    }
    return { values, list }
  })
  return { all: (basis) => listed(basis).values, list: (basis) => listed(basis).list }
}
