/**
 * Fills the templates, which came here compiled.
 */
import Handlebars from "handlebars/runtime.js"
import type { Block } from "../blocks.ts"
import { specifications } from "./templates.ts"

type TemplateName = Block["kind"] | "page" | "rows"

const templates = new Map(Object.entries(specifications).map(([name, each]) => [name, Handlebars.template(each)]))

/** The template with what the view says in it, escaped. */
export function fill(name: TemplateName, view: object): string {
  const template = templates.get(name)
  if (template === undefined) throw new Error(`There is no template ${name}: run scripts/precompile.mjs.`)
  return template(view)
}

/** Stands in a view for what is too long for one text: no text that is shown has this character. */
export const hole = "\u0000"

/** What the template has before, between and after the holes of its view. */
export const around = (name: TemplateName, view: object): ReadonlyArray<string> => fill(name, view).split(hole)
