/**
 * Where does each number come from?
 */
import type { Block } from "../blocks.ts"
import type { Language } from "../language/Language.ts"
import type { SectionContent } from "../section.ts"
import { isReported, type Portfolio } from "./Portfolio.ts"
import { textsIn } from "./texts.ts"

/** How to read it, and the reports behind it. */
export function portfolioMethod({ generator, period, tenants }: Portfolio, language: Language): SectionContent {
  const { method } = textsIn(language)
  const { columns } = method
  return {
    id: "method",
    title: method.title,
    blocks: [
      ...method.paragraphs(language.periodName(period)).map((text): Block => ({ kind: "paragraph", text })),
      {
        kind: "table",
        caption: method.reports,
        columns: [
          { title: columns.tenant, width: 20 },
          { title: columns.snapshot, width: 22 },
          { title: columns.finished, width: 18 },
          { title: columns.manifest, width: 40 }
        ],
        rows: tenants
          .filter(isReported)
          .map(({ id, manifestSha256, snapshot }) => [
            id,
            snapshot.id,
            language.instant(snapshot.finishedAt),
            manifestSha256
          ]),
        leftOut: null
      },
      {
        kind: "facts",
        entries: [
          { name: method.version, value: `${generator.name} ${generator.version}` },
          { name: method.catalogue, value: generator.catalogue }
        ]
      }
    ]
  }
}
