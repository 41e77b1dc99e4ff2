/**
 * What the checks say about controls, as OSCAL's objectives, selections and findings.
 *
 * **Details** A check supports a control and never shows that it is met. So each control has an objective of its own here,
 * that the checks named find no failure, and only that objective is satisfied or not. A control that nothing was decided
 * about has no finding: OSCAL knows no third state.
 */
import { type CheckResult, type ControlResult, frameworks, type ReportDocument } from "@rollcall/model"
import { standardTitle } from "../standards.ts"
import { counted, listed, share } from "../wording.ts"
import { props } from "./objects.ts"
import { markup, token } from "./texts.ts"

/** What is known of a control: that its checks found nothing, that one found a failure, or neither. */
interface Judgement {
  readonly control: ControlResult
  readonly checks: ReadonlyArray<CheckResult>
  readonly state: "satisfied" | "not-satisfied" | null
  readonly reason: "pass" | "fail" | "other"
  readonly remarks: string
}

/** Judges all controls that checks support. */
export function judged({ checks, controls }: ReportDocument): ReadonlyArray<Judgement> {
  const known = new Map(checks.map((check) => [check.id, check]))
  return controls.map((control) => {
    const direct = control.checks.flatMap((id) => known.get(id) ?? [])
    return { control, checks: direct, ...judgementOf(control, direct) }
  })
}

function judgementOf(
  { checks, excepted, notAssessable, pass, population }: ControlResult,
  direct: ReadonlyArray<CheckResult>
): Pick<Judgement, "state" | "reason" | "remarks"> {
  const seen = direct.reduce((sum, { failures }) => sum + failures.length, 0)
  if (seen > 0) {
    return { state: "not-satisfied", reason: "fail", remarks: `${counted(seen, "failure", "failures")} were seen.` }
  }
  if (checks.length === 0) return undecided("only checks that fit it indirectly support it")
  if (population === null || pass === null || excepted === null || notAssessable === null) {
    return undecided("not everything that its checks look at was read to its end")
  }
  if (excepted > 0) {
    const remarks = "Every failure is covered by an approved exception, which does not turn it into a pass."
    return { state: "not-satisfied", reason: "other", remarks }
  }
  if (notAssessable > 0) return undecided(`${share(notAssessable, population)} could not be assessed`)
  if (pass === 0) return undecided("there was nothing to look at")
  return { state: "satisfied", reason: "pass", remarks: `All ${pass} pass.` }
}

const undecided = (remarks: string) => ({ state: null, reason: "other", remarks }) as const

/** A control's name in this document: the frameworks have no name space in common. */
const controlId = ({ framework, id }: ControlResult): string => token(`${framework}_${id}`)

const objectiveId = (control: ControlResult): string => `${controlId(control)}_obj`

const controlTitle = ({ framework, id }: ControlResult): string => markup(`${standardTitle(framework)}: ${id}`)

/** The objective that the checks of a control test. */
export const objectiveOf = ({ checks, control }: Judgement) => ({
  "control-id": controlId(control),
  description: controlTitle(control),
  ...props({ label: control.id, framework: control.framework }),
  parts: [
    {
      id: objectiveId(control),
      name: "assessment-objective",
      prose:
        checks.length === 0
          ? "No check tests this control directly."
          : `No failure is found by ${listed(checks.map(({ code, title }) => markup(`${code} (${title})`)))}.`
    }
  ]
})

/** All controls that were looked at, by framework, and which of them are left undecided. */
export function reviewedControls(judgements: ReadonlyArray<Judgement>): object {
  const selections = frameworks.flatMap((framework) => {
    const controls = judgements.flatMap(({ control }) => (control.framework === framework ? [control] : []))
    return controls.length === 0
      ? []
      : [
          {
            description: markup(standardTitle(framework)),
            "include-controls": controls.map((control) => ({ "control-id": controlId(control) }))
          }
        ]
  })
  const open = judgements.filter(({ state }) => state === null)
  return {
    "control-selections": selections.length > 0 ? selections : [{ "include-all": {} }],
    ...(open.length === 0
      ? {}
      : {
          remarks: [
            "Without a finding, because nothing could be decided:",
            ...open.map(({ control, remarks }) => `${controlTitle(control)} (${remarks})`)
          ].join("\n\n")
        })
  }
}

/** A finding's target: the objective with its state; `null` for a control that is left undecided. */
export const targetOf = ({ control, reason, remarks, state }: Judgement) =>
  state === null
    ? null
    : { type: "objective-id", "target-id": objectiveId(control), status: { state, reason, remarks } }

/** What a finding is called. */
export const findingTitle = ({ control }: Judgement): string => controlTitle(control)
