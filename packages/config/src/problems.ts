/**
 * Schema issues as problems that a person can act on.
 */
import type { Schema, SchemaAST, SchemaIssue } from "effect"
import leven from "leven"
import type { ConfigDocument, KeyPath } from "./ConfigDocument.ts"
import type { ConfigProblem } from "./ConfigError.ts"

const askSchema = "`rollcall schema config` says what each key takes."

/** Every problem that an issue stands for, in the order of the file. */
export function problemsOf(issue: SchemaIssue.Issue, document: ConfigDocument): ReadonlyArray<ConfigProblem> {
  return flatten(issue, [], document)
}

function flatten(issue: SchemaIssue.Issue, path: KeyPath, document: ConfigDocument): ReadonlyArray<ConfigProblem> {
  if (issue._tag === "Pointer") return flatten(issue.issue, [...path, ...issue.path], document)
  if (issue._tag === "Composite") return issue.issues.flatMap((each) => flatten(each, path, document))
  if (issue._tag === "Encoding") return flatten(issue.issue, path, document)
  // Of several forms it is plain which one is meant if the others are of another type altogether.
  if (issue._tag === "AnyOf" && issue.issues.length === 1)
    return issue.issues.flatMap((each) => flatten(each, path, document))
  return [{ line: document.lineOf(path), ...describe(issue, path, document) }]
}

type Leaf = Exclude<SchemaIssue.Issue, SchemaIssue.Pointer | SchemaIssue.Composite | SchemaIssue.Encoding>

function describe(issue: Leaf, path: KeyPath, document: ConfigDocument): Omit<ConfigProblem, "line"> {
  const name = nameOf(path)
  switch (issue._tag) {
    case "MissingKey":
      return { message: `${name} is missing`, next: `Add the key ${String(path.at(-1))}. ${askSchema}` }
    case "UnexpectedKey":
      return describeUnknownKey(issue.ast, path)
    case "InvalidType":
      return {
        message: `${name} must be ${typeNames[issue.ast._tag] ?? "a block of keys"}, but is ${typeAt(document.value, path)}`,
        next: askSchema
      }
    case "Filter":
      return {
        message: `${name} ${textOf(issue.filter.annotations, "message") ?? messageOf(issue.issue) ?? expectation(issue)}${shown(document.value, path)}`,
        next: textOf(issue.filter.annotations, "next") ?? `Correct the value. ${askSchema}`
      }
    case "AnyOf":
    case "OneOf": {
      const choice = choiceOf(issue.ast)
      const said = textOf(issue.ast.annotations, "message") ?? "has none of the possible forms"
      return {
        message: `${name} ${choice === null ? said : `${choice}${shown(document.value, path)}`}`,
        next: textOf(issue.ast.annotations, "next") ?? askSchema
      }
    }
    case "Forbidden":
    case "InvalidValue":
      break
  }
  return { message: `${name} ${messageOf(issue) ?? "has a value that does not fit"}`, next: askSchema }
}

/** Says which values there are, if they are a few that are known by name. */
function choiceOf(ast: SchemaAST.AST): string | null {
  if (ast._tag !== "Union") return null
  const names = ast.types.flatMap((each) => (each._tag === "Literal" ? [String(each.literal)] : []))
  return names.length === ast.types.length ? `must be one of ${names.join(", ")}` : null
}

function describeUnknownKey(ast: SchemaAST.AST, path: KeyPath): Omit<ConfigProblem, "line"> {
  const key = readable(String(path.at(-1)))
  const block = path.length > 1 ? nameOf(path.slice(0, -1)) : "the file"
  const known = ast._tag === "Objects" ? ast.propertySignatures.map((each) => String(each.name)) : []
  const names = ast._tag === "Objects" ? ast.indexSignatures[0]?.parameter : undefined
  if (names !== undefined) return describeUnfitName(names, key, block)
  if (key === "<<")
    return { message: `${block} has a merge key (<<)`, next: "Write the keys out: merging is no part of YAML 1.2." }
  const nearest = nearestOf(key, known)
  const next = nearest === null ? `Remove it; ${block} takes ${known.join(", ")}.` : `Did you mean ${nearest}?`
  return { message: `${block} has no key ${key}`, next }
}

/** A name that does not have the form of its block's names, of which there may be some to choose from. */
function describeUnfitName(names: SchemaAST.AST, key: string, block: string): Omit<ConfigProblem, "line"> {
  const filter = names.checks?.[0]?.annotations
  const [title, known] = [textOf(names.annotations, "title"), names.annotations?.["examples"]]
  if (title === null || !isTexts(known)) {
    return { message: `the name ${key} ${textOf(filter, "message") ?? "does not fit"}`, next: "Choose another name." }
  }
  const nearest = nearestOf(key, known)
  const otherwise = ["Name one of", `${known.join(", ")}.`, textOf(filter, "next") ?? ""].join(" ").trim()
  return {
    message: `${block} has no ${title} ${key}`,
    next: nearest === null ? otherwise : `Did you mean ${nearest}?`
  }
}

/** The known name that a misspelt one most likely stands for. */
export function nearestOf(word: string, known: ReadonlyArray<string>): string | null {
  const scored = known.map((each) => ({ each, distance: leven(word.toLowerCase(), each.toLowerCase()) }))
  const best = scored.toSorted((a, b) => a.distance - b.distance)[0]
  return best !== undefined && best.distance <= Math.max(2, word.length / 3) ? best.each : null
}

const nameOf = (path: KeyPath): string =>
  path.length === 0 ? "the file" : path.map((key) => readable(String(key))).join(".")

/** A key may hold anything: line breaks, what steers a terminal, a book. */
export function readable(key: string): string {
  const short = key.length > 80 ? `${key.slice(0, 80)}…` : key
  return /^[^\s\p{C}]+$/u.test(short) ? short : JSON.stringify(short).replaceAll(/\p{C}/gu, "\ufffd")
}

function expectation(issue: SchemaIssue.Filter): string {
  const expected = textOf(issue.filter.annotations, "expected")
  return expected === null ? "has a value that does not fit" : `must be ${expected}`
}

const messageOf = (issue: SchemaIssue.Issue): string | null =>
  "annotations" in issue ? textOf(issue.annotations, "message") : null

function textOf(annotations: Schema.Annotations.Annotations | undefined, name: string): string | null {
  const text = annotations?.[name]
  return typeof text === "string" ? text : null
}

const isTexts = (value: unknown): value is ReadonlyArray<string> =>
  Array.isArray(value) && value.every((each) => typeof each === "string")

const typeNames: Partial<Record<SchemaAST.AST["_tag"], string>> = {
  String: "text",
  Number: "a number",
  Boolean: "true or false",
  Arrays: "a list"
}

/** Keys below which a value may be secret or hold a password. */
const confidential: ReadonlySet<PropertyKey> = new Set(["store", "push", "banyan", "signing"])

/** The value itself, where it cannot be secret. */
function shown(root: unknown, path: KeyPath): string {
  const value = valueAt(root, path)
  if (path.some((key) => confidential.has(key))) return ""
  return (typeof value === "string" && value.length < 100) || typeof value === "number"
    ? `, but is ${JSON.stringify(value)}`
    : ""
}

const valueAt = (root: unknown, path: KeyPath): unknown =>
  path.reduce<unknown>((at, key) => (isBlock(at) ? at[String(key)] : undefined), root)

function typeAt(root: unknown, path: KeyPath): string {
  const value = valueAt(root, path)
  if (value === null || value === undefined) return "empty"
  if (Array.isArray(value)) return "a list"
  if (typeof value === "string") return "text"
  if (typeof value === "boolean") return "true or false"
  return isBlock(value) ? "a block of keys" : "a number"
}

/** Whether a value has keys. */
export const isBlock = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null
