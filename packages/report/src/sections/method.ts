/**
 * How were the numbers made, what do the words mean, and what is this report not?
 */
import { type ReportDocument, standardFindingSla } from "@rollcall/model"
import type { Block } from "../blocks.ts"
import type { Language, Texts } from "../language/Language.ts"
import { defineSection } from "../section.ts"

type Fact = { readonly name: string; readonly value: string }

export const section = defineSection({
  id: "method",
  title: (texts) => texts.method.title,
  select: (document) => document,
  blocks: (document, language): ReadonlyArray<Block> => {
    const texts = language.texts.method
    const ownWords = texts.language(untranslated(document, language))
    return [
      { kind: "paragraph", ...texts.score },
      { kind: "paragraph", ...texts.coverage },
      {
        kind: "paragraph",
        lead: texts.time.lead,
        text: texts.time.text(language.instant(document.snapshot.finishedAt))
      },
      { kind: "paragraph", ...texts.limits },
      ...(ownWords === null ? [] : [{ kind: "paragraph", ...ownWords } as const]),
      { kind: "heading", level: 2, text: texts.words },
      { kind: "facts", entries: texts.glossary },
      { kind: "heading", level: 2, text: texts.parametersAndVersions },
      { kind: "facts", entries: [...parameters(document, language), ...versions(document, texts)] },
      { kind: "heading", level: 2, text: texts.evidence.heading },
      { kind: "paragraph", text: texts.evidence.text }
    ]
  }
})

/** How many failures are told in the words of the check for want of others. */
const untranslated = ({ checks }: ReportDocument, { detail }: Language): number =>
  checks.reduce(
    (sum, { exceptions, failures, id }) =>
      sum + [failures, exceptions].flat().filter((failure) => detail(id, failure.detail) === null).length,
    0
  )

function parameters({ parameters: used }: ReportDocument, language: Language): ReadonlyArray<Fact> {
  const { percent, texts, yesNo } = language
  const { days, notSet, others, parameters: names } = texts.method
  const { list, pairs, size } = showing(language)
  return [
    fact(names.dormantDays, used.dormantDays),
    fact(names.browserStaleDays, used.browserStaleDays),
    fact(names.deviceDormantDays, used.deviceDormantDays),
    fact(names.telemetryStaleDays, used.telemetryStaleDays),
    fact(names.graceDays, used.graceDays),
    fact(names.reviewSlaDays, used.reviewSlaDays),
    { name: names.findingSla, value: pairs(deadlines(used, others), days) },
    fact(names.appReviewMinUsers, used.appReviewMinUsers),
    { name: names.minTrustLevel, value: used.minTrustLevel },
    { name: names.minJoinRate, value: percent(used.minJoinRate * 100) },
    fact(names.maxUnknownRate, percent(used.maxUnknownRate * 100)),
    { name: names.minExtensionVersion, value: pairs(used.minExtensionVersion, String) },
    { name: names.minBrowserVersion, value: pairs(used.minBrowserVersion, String) },
    { name: names.approvedIdps, value: list(used.approvedIdps) },
    { name: names.idpAppTypes, value: list(used.idpAppTypes) },
    { name: names.idpIntegration, value: used.idpIntegration === undefined ? notSet : yesNo(used.idpIntegration) },
    { name: names.privilegedRoles, value: list(used.privilegedRoles) },
    { name: names.privilegedApproved, value: size(used.privilegedApproved) },
    { name: names.leavers, value: size(used.leavers) },
    { name: names.nonHuman, value: size(used.nonHuman) },
    { name: names.aliases, value: size(used.aliases === undefined ? undefined : Object.keys(used.aliases)) },
    { name: names.declaredDetections, value: list(used.declaredDetections) }
  ]
}

/** Days by type of finding; of all other types last. */
function deadlines({ findingSla }: ReportDocument["parameters"], otherTypes: string): Readonly<Record<string, number>> {
  const { others, ...types } = { ...standardFindingSla, ...findingSla }
  return others === undefined ? types : { ...types, [otherTypes]: others }
}

const fact = <A>({ name, value }: { readonly name: string; readonly value: (of: A) => string }, of: A): Fact => ({
  name,
  value: value(of)
})

/** How parameters are shown that may not be set, or set to nothing. */
function showing({ count, texts: { method } }: Language) {
  const list = (all: ReadonlyArray<string> | undefined): string =>
    all === undefined ? method.notSet : all.join(", ") || method.none
  return {
    list,
    size: (all: ReadonlyArray<unknown> | undefined): string => (all === undefined ? method.notSet : count(all.length)),
    pairs: <A>(values: Readonly<Record<string, A>> | undefined, shown: (value: A) => string): string =>
      list(values && Object.entries(values).map(([name, value]) => `${name} ${shown(value)}`))
  }
}

const versions = (
  { generator, schemaVersion }: ReportDocument,
  { versions: names }: Texts["method"]
): ReadonlyArray<Fact> => [
  { name: names.madeBy, value: `${generator.name} ${generator.version}` },
  { name: names.catalogue, value: generator.catalogue },
  { name: names.schema.name, value: names.schema.value(schemaVersion) }
]
