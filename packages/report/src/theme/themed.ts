/**
 * A theme's words and logo, put where they stand: on the first page.
 */
import type { Block } from "../blocks.ts"
import type { Language } from "../language/Language.ts"
import type { SectionContent } from "../section.ts"
import type { Theme } from "./Theme.ts"

/** The content with the theme on its cover, in words of a language. */
export function themed(
  content: ReadonlyArray<SectionContent>,
  theme: Theme,
  { texts }: Language
): ReadonlyArray<SectionContent> {
  const remarks = [
    ...(theme.coverText === null ? [] : [theme.coverText]),
    ...(theme.provider === null ? [] : [texts.file.preparedBy(theme.provider)])
  ]
  const logo = theme.logo === null ? {} : { logo: { ...theme.logo, alternative: texts.file.logoOf(theme.logo.owner) } }
  const onCover = (block: Block): Block => (block.kind === "cover" ? { ...block, remarks, ...logo } : block)
  const [first, ...rest] = content
  if (first === undefined || (theme.logo === null && remarks.length === 0)) return content
  return [{ ...first, blocks: first.blocks.map(onCover) }, ...rest]
}
