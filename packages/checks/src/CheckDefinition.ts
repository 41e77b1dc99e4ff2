/**
 * A check: what it says about itself, and how it judges a roster.
 */
import type { ReasonCode, ResourceKey, Severity } from "@rollcall/model"
import { type Basis, once } from "./Basis.ts"
import { type Judgement, notAssessable } from "./judgement.ts"
import type { Known } from "./logic.ts"
import type { SubjectList, Subjects } from "./Subjects.ts"
import { tenantAlone } from "./subjects/tenant.ts"
import { type Verdict, verdictOf, Verdicts } from "./Verdicts.ts"

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

/** The subjects of one kind with what is said about each, before exceptions. */
export interface JudgedPart {
  readonly list: SubjectList
  readonly verdicts: Verdicts
}

/** A check of the catalogue. */
export interface CheckDefinition extends CheckTexts {
  /** Worked out once for each basis: a check may ask for another's outcomes. */
  readonly judge: (basis: Basis) => ReadonlyArray<JudgedPart>
}

interface CheckSpec extends CheckTexts {
  /**
   * Why there is no population at all, such as a parameter that is not set; then there is one outcome for the tenant, which
   * says so.
   */
  readonly withheld?: (basis: Basis) => ReasonCode | undefined
  /** One for each kind of subject, mostly one alone; see `over`. */
  readonly parts: ReadonlyArray<(basis: Basis) => JudgedPart>
}

/** Makes a check of its parts. */
export function defineCheck({ withheld, parts, ...texts }: CheckSpec): CheckDefinition {
  const judge = once((basis) => {
    const reason = withheld?.(basis)
    return reason === undefined ? parts.map((part) => part(basis)) : [undecided(reason)(basis)]
  })
  return { ...texts, judge }
}

interface PartSpec<S> {
  /** Whether a subject is of the population; if not given, all are. */
  readonly isMember?: (value: S, basis: Basis) => Known
  /** Prepares what the check looks up, then judges one subject at a time; pure and total, without regard to exceptions. */
  readonly judge: (basis: Basis) => (value: S) => Judgement
}

/** Judges subjects of one kind; a subject whose membership is unknown gets one outcome that says so. */
export function over<S>(subjects: Subjects<S>, { isMember, judge }: PartSpec<S>): (basis: Basis) => JudgedPart {
  return (basis) => {
    const values = subjects.all(basis)
    const verdicts = new Verdicts(values.length)
    const judgeOne = judge(basis)
    for (let position = 0; position < values.length; position++) {
      const value = values[position]
      if (value === undefined) continue
      const membership = isMember === undefined ? true : isMember(value, basis)
      if (membership === false) continue
      verdicts.put(position, membership === null ? notAssessable("membership_unknown") : judgeOne(value))
    }
    return { list: subjects.list(basis), verdicts }
  }
}

const undecided = (reason: ReasonCode) => over(tenantAlone, { judge: () => () => notAssessable(reason) })

/**
 * What a check says of a subject at a position of a list; `none` if it is outside the population.
 *
 * **Details** For checks that rest on others. Exceptions have no say: what is waived is still so.
 */
export function verdictAt(check: CheckDefinition, basis: Basis, list: SubjectList, position: number): Verdict {
  const part = check.judge(basis).find((each) => each.list === list)
  return part === undefined ? "none" : verdictOf(part.verdicts.codes[position] ?? 0)
}
