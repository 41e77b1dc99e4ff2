/**
 * One part of the report: a reader's question, what of the document answers it, and the blocks that say so.
 */
import type { ReportDocument } from "@rollcall/model"
import type { Block } from "./blocks.ts"

/** A section as it is defined. */
export interface SectionDefinition<A> {
  /** Equals the file's name; the anchor in HTML. */
  readonly id: string
  readonly title: string
  /** Numbers and rows; `null` leaves the section out. */
  readonly select: (document: ReportDocument) => A | null
  readonly blocks: (selected: A) => ReadonlyArray<Block>
}

/** A section that can be made from any document. */
export interface Section {
  readonly id: string
  readonly title: string
  /** `null` if the document has nothing for it. */
  readonly of: (document: ReportDocument) => SectionContent | null
}

/** A section of one document. */
export interface SectionContent {
  readonly id: string
  readonly title: string
  readonly blocks: ReadonlyArray<Block>
}

/** Makes a section of its definition. */
export const defineSection = <A>(definition: SectionDefinition<A>): Section => ({
  id: definition.id,
  title: definition.title,
  of: (document) => {
    const selected = definition.select(document)
    if (selected === null) return null
    return { id: definition.id, title: definition.title, blocks: definition.blocks(selected) }
  }
})
