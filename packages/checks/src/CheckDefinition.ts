/**
 * A check: what it says about itself, and how it judges a roster.
 */
import type { ReasonCode, ResourceKey, Severity } from "@rollcall/model"
import { type Basis, once } from "./Basis.ts"
import { type Judgement, notAssessable } from "./judgement.ts"
import type { Known } from "./logic.ts"
import type { SubjectList, Subjects } from "./Subjects.ts"
import { tenantAlone } from "./subjects/tenant.ts"
import { codeOf, codes } from "./Verdicts.ts"

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
  /** By position; see `Verdicts.ts`. */
  readonly codes: Uint8Array
  /** What was seen of a subject that fails, in words; they are found by judging it once more. */
  readonly detail: (position: number) => string
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
  /**
   * Prepares what the check looks up, then judges one subject at a time; pure and total, without regard to exceptions.
   *
   * **Gotchas** A subject is a look at columns, made for each judgement: what is kept of it is its position.
   */
  readonly judge: (basis: Basis) => (value: S) => Judgement
}

/** Judges subjects of one kind; a subject whose membership is unknown gets one outcome that says so. */
export function over<S>(subjects: Subjects<S>, { isMember, judge }: PartSpec<S>): (basis: Basis) => JudgedPart {
  return (basis) => {
    const { size, at } = subjects.rows(basis)
    const given = new Uint8Array(size)
    // Prepared with the first member: what a check looks up may be dear, and nobody may be of its population.
    let prepared: ((value: S) => Judgement) | undefined
    const judgeOne = (subject: S): Judgement => (prepared ??= judge(basis))(subject)
    for (let position = 0; position < size; position++) {
      const subject = at(position)
      const membership = isMember === undefined ? true : isMember(subject, basis)
      if (membership === false) continue
      given[position] = membership === null ? membershipUnknown : codeOf(judgeOne(subject))
    }
    return {
      list: subjects.list(basis),
      codes: given,
      detail: (position) => {
        const judgement = judgeOne(at(position))
        if (judgement.outcome !== "fail") throw new RangeError(`subject ${position} does not fail`)
        return judgement.detail()
      }
    }
  }
}

/** Visits what a check says of subjects of its population; exceptions have no say: what is waived is still so. */
export function eachOutcome<S>(
  check: CheckDefinition,
  subjects: Subjects<S>,
  basis: Basis,
  visit: (subject: S, code: number) => void
): void {
  const list = subjects.list(basis)
  const given = check.judge(basis).find((part) => part.list === list)?.codes
  if (given === undefined) return
  const { size, at } = subjects.rows(basis)
  for (let position = 0; position < size; position++) {
    const code = given[position] ?? codes.none
    if (code !== codes.none) visit(at(position), code)
  }
}

const membershipUnknown = codeOf(notAssessable("membership_unknown"))

const undecided = (reason: ReasonCode) => over(tenantAlone, { judge: () => () => notAssessable(reason) })
