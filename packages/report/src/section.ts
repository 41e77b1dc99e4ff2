/**
 * One part of the report: a reader's question, what of the document answers it, and the blocks that say so.
 */
import type { ReportDocument } from "@rollcall/model"
import type { PersonAnchors } from "./anchors.ts"
import type { Block } from "./blocks.ts"
import type { Language, Texts } from "./language/Language.ts"

/** A section as it is defined. */
export interface SectionDefinition<A> {
  /** Equals the file's name; the anchor in HTML. */
  readonly id: string
  readonly title: (texts: Texts) => string
  /** Numbers and rows; `null` leaves the section out. `anchors` are the places of the document's people. */
  readonly select: (document: ReportDocument, anchors: PersonAnchors) => A | null
  /** Words are the language's; what stands here is data and layout. */
  readonly blocks: (selected: A, language: Language) => ReadonlyArray<Block>
}

/** A section that can be made from any document. */
export interface Section {
  readonly id: string
  /** `null` if the document has nothing for it. */
  readonly of: (document: ReportDocument, language: Language, anchors: PersonAnchors) => SectionContent | null
}

/** A section of one document. */
export interface SectionContent {
  readonly id: string
  readonly title: string
  readonly blocks: ReadonlyArray<Block>
}

/** Makes a section of its definition. */
export const defineSection = <A>({ id, title, select, blocks }: SectionDefinition<A>): Section => ({
  id,
  of: (document, language, anchors) => {
    const selected = select(document, anchors)
    return selected === null ? null : { id, title: title(language.texts), blocks: blocks(selected, language) }
  }
})
