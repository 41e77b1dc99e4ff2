/**
 * A strict reader of XML, as far as workbooks use it: it fails on whatever is not well-formed.
 */

/** An element with what it holds. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: ReadonlyArray<Element>
  /** Its own text, without that of its children. */
  readonly text: string
}

/** Whatever XML 1.0 has no place for: most control characters, halves of pairs, non-characters. */
// oxlint-disable-next-line no-control-regex -- XML has no way to write these
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u

const tag = /^<(\/?)([A-Za-z][\w:]*)((?: [\w:]+="[^"<&]*")*)(\/?)>/

/** The root element of a document. */
export function parseXml(xml: string): Element {
  if (forbidden.test(xml)) throw new Error("a character that XML does not allow")
  const declaration = /^<\?xml version="1.0" encoding="UTF-8" standalone="yes"\?>\n/.exec(xml)?.[0] ?? ""
  const root = { name: "", attributes: {}, children: new Array<Element>(), text: "" }
  const open = [root]
  let at = declaration.length
  while (at < xml.length) {
    const current = open.at(-1) ?? root
    const next = xml.indexOf("<", at)
    current.text += decoded(xml.slice(at, next === -1 ? xml.length : next))
    if (next === -1) break
    const [whole, isEnd, name, attributes, isEmpty] = tag.exec(xml.slice(next, next + 1000)) ?? []
    if (whole === undefined || name === undefined) throw new Error(`no tag: ${xml.slice(next, next + 40)}`)
    at = next + whole.length
    if (isEnd === "/") {
      if (current.name !== name) throw new Error(`</${name}> ends <${current.name}>`)
      open.pop()
      continue
    }
    const element = { name, attributes: attributesOf(attributes ?? ""), children: new Array<Element>(), text: "" }
    current.children.push(element)
    if (isEmpty === "") open.push(element)
  }
  const [only, ...others] = root.children
  if (open.length > 1) throw new Error(`<${open.at(-1)?.name}> has no end`)
  if (only === undefined || others.length > 0 || root.text !== "") throw new Error("there is not one root")
  return only
}

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries(Array.from(text.matchAll(/ ([\w:]+)="([^"]*)"/g), ([, name = "", value = ""]) => [name, value]))

function decoded(text: string): string {
  if (text.includes("]]>")) throw new Error("]]> in a text")
  return text.replace(/&(\w*;?)/g, (_, name: string) => {
    if (name === "amp;") return "&"
    if (name === "lt;") return "<"
    if (name === "gt;") return ">"
    throw new Error(`&${name} is no entity`)
  })
}

/** All elements of a name, wherever they stand. */
export const all = (element: Element, name: string): ReadonlyArray<Element> =>
  element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)])
