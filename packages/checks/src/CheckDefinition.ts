/**
 * A check: what it says about itself, and how it judges a roster.
 */
import type { Person, ResourceKey, Severity, Subject } from "@rollcall/model"
import type { Basis } from "./Basis.ts"
import { type Judgement, notAssessable } from "./judgement.ts"
import type { Known } from "./logic.ts"

/** Frameworks that checks are mapped to; a `~` after a control's id marks an indirect fit. */
export type Frameworks = Readonly<Partial<Record<"soc2" | "iso27001" | "csf2" | "cis81", ReadonlyArray<string>>>>

/** A check as the catalogue shows it. */
export interface CheckTexts {
  /** Kebab-case noun phrase of the failing state; equals the file's name. */
  readonly id: string
  /** Stable code, `RC-MFA-01`. */
  readonly code: string
  /** The compliant state, as a fact. */
  readonly title: string
  readonly severity: Severity
  /** Within a score group a subject counts once, with its worst outcome. */
  readonly group: string
  /** In words: what is looked at. */
  readonly populationText: string
  /** In words: when a subject passes, fails, or can't be assessed. */
  readonly predicate: { readonly pass: string; readonly fail: string; readonly notAssessable: string }
  readonly rationale: string
  readonly remediation: string
  readonly frameworks: Frameworks
  /** Resources that make the population: if one was not read to its end, nothing is counted. */
  readonly population: ReadonlyArray<ResourceKey>
  /** Resources that the judgement rests on besides. */
  readonly needs: ReadonlyArray<ResourceKey>
  /** For a gate: a fail leaves the tenant without a score. */
  readonly withholdsScore?: boolean
}

/** One subject, with all that its outcome is sorted by and attributed to. */
export interface Member<S> {
  readonly subject: Subject
  /** What an exception may call it: ids, addresses, serial numbers. */
  readonly names: ReadonlyArray<string>
  /** The people it belongs to. */
  readonly people: ReadonlyArray<Person>
  readonly value: S
}

/** One subject of the population with what is said about it. */
export type Judged = Omit<Member<unknown>, "value"> & { readonly judgement: Judgement }

/** A check of the catalogue. */
export interface CheckDefinition extends CheckTexts {
  readonly judgeAll: (basis: Basis) => ReadonlyArray<Judged>
}

interface CheckSpec<S> extends CheckTexts {
  readonly subjects: (basis: Basis) => ReadonlyArray<Member<S>>
  /** Whether a subject is of the population; if not given, all are. */
  readonly isMember?: (value: S, basis: Basis) => Known
  /** Prepares what the check looks up, then judges one subject at a time; pure and total, without regard to exceptions. */
  readonly judge: (basis: Basis) => (value: S) => Judgement
}

/** Makes a check of its parts; a subject whose membership is unknown gets one outcome that says so. */
export function defineCheck<S>({ subjects, isMember, judge, ...texts }: CheckSpec<S>): CheckDefinition {
  const judgeAll = (basis: Basis) => {
    const judgeOne = judge(basis)
    return subjects(basis).flatMap(({ value, ...member }) => {
      const membership = isMember === undefined ? true : isMember(value, basis)
      if (membership === false) return []
      return [{ ...member, judgement: membership === null ? notAssessable("membership_unknown") : judgeOne(value) }]
    })
  }
  return { ...texts, judgeAll }
}
