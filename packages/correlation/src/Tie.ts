/**
 * Whom a record belongs to and how that is known, in one number: a large tenant has two million ties.
 */
import { LinkBy } from "@rollcall/model"

/** Eight times the number of a person, plus the number of a way: of two ties to one person the lower is the one to tell. */
export type Tie = number

/** Stands where no tie is. */
export const none = -1

/** Ways to make a link by number, in the order of `LinkBy`. */
export const way = {
  "employee-id": 0,
  email: 1,
  "known-email": 2,
  alias: 3,
  "account-id": 4,
  "serial-number": 5
} as const satisfies Record<LinkBy, number>

export const tieTo = (person: number, by: number): Tie => person * 8 + by

export const personOf = (tie: Tie): number => tie >>> 3

export const wayOf = (tie: Tie): number => tie & 7

const ways: ReadonlyArray<LinkBy> = LinkBy.literals

export const linkBy = (number: number): LinkBy => ways[number] ?? "alias"
