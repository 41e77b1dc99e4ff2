/**
 * Records decoded by code that is written for their schema, instead of by a walk over its syntax tree.
 *
 * Effect's own compiler leaves transformations and unknown members to the interpreter, because the one may have effects and
 * the other be many. In a record of a source nearly every value has its documented form, and a transformation is a pure
 * function: the code written here takes those, and leaves any other record to the schema itself, which also words what is
 * wrong with it.
 */
import { type Schema, type SchemaAST, SchemaParser } from "effect"
import { invalid, set } from "effect/schema/SchemaCompiler"

/**
 * Gives a schema of records its own code, used by all decoders of the schema.
 *
 * **Details** Written when it is first used. Values that stay as they are belong to the record as it came and to the decoded
 * one. Where code must not be made at run time (`--disallow-code-generation-from-strings`) the schema is decoded as ever.
 *
 * **Gotchas** A schema derived from this one, as by `check`, is another one and has no code of its own.
 */
export function compiled<S extends Schema.Top>(schema: S): S {
  const thorough = SchemaParser.decodeUnknownEffect(schema.annotate({}))
  set(schema.ast, {
    get decode() {
      return decoderOf(schema.ast)
    },
    decodeEffect: thorough
  })
  return schema
}

/** Code being written. */
interface Draft {
  readonly definitions: Array<string>
  /** Values that the code is given and names. */
  readonly constants: Array<unknown>
}

/** What becomes of a value: it stays as it is if a test holds, or a function gives another one, or `I` if it has none. */
type Part = { readonly test: (value: string) => string } | { readonly convert: string }

function decoderOf(ast: SchemaAST.AST): ((value: unknown) => unknown) | undefined {
  const draft: Draft = { definitions: [], constants: [] }
  const part = partOf(ast, draft)
  if (part === null) return undefined
  const body = "test" in part ? `v=>${part.test("v")}?v:I` : part.convert
  try {
    // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- member names are quoted, all else is written here
    const write = new Function("C", "I", "O", `"use strict";${draft.definitions.join(";")};return ${body}`)
    return write(draft.constants, invalid, options)
  } catch {
    return undefined
  }
}

/** Others are for the schema itself: what passes here passes with any, and what fails is decoded again. */
const options: SchemaAST.ParseOptions = {}

/** `null` for a schema that no record here has. */
function partOf(ast: SchemaAST.AST, draft: Draft): Part | null {
  if (ast.encoding === undefined) return checkedPart(ast, draft)
  const [link, ...more] = ast.encoding
  const from = partOf(link.to, draft)
  const to = checkedPart(ast, draft)
  if (more.length > 0 || link.transformation._tag !== "Transformation" || !isTest(from) || !isTest(to)) return null
  const getter = link.transformation.decode
  if (getter._tag !== "Transform" && getter._tag !== "TransformEffect") return null
  const transform = constant(draft, getter.transform)
  // An effect that is done is an `Exit`; any other is not for this code.
  const result =
    getter._tag === "Transform" ? `x=${transform}(v)` : `e=${transform}(v,O),x=e._tag==="Success"?e.value:I`
  return { convert: define(draft, `v=>{if(!${from.test("v")})return I;const ${result};return ${to.test("x")}?x:I}`) }
}

function checkedPart(ast: SchemaAST.AST, draft: Draft): Part | null {
  const part = barePart(ast, draft)
  if (part === null || ast.checks === undefined) return part
  const filters = ast.checks.flatMap(filtersOf).map((filter) => constant(draft, filter))
  const subject = constant(draft, ast)
  const holds = (v: string) => filters.map((filter) => `${filter}.run(${v},${subject},O)===undefined`).join("&&")
  if ("test" in part) return { test: (v) => `(${part.test(v)}&&${holds(v)})` }
  return { convert: define(draft, `v=>{const x=${part.convert}(v);return x!==I&&${holds("x")}?x:I}`) }
}

function filtersOf(check: SchemaAST.Check<unknown>): ReadonlyArray<SchemaAST.Filter<unknown>> {
  return check._tag === "Filter" ? [check] : check.checks.flatMap(filtersOf)
}

function barePart(ast: SchemaAST.AST, draft: Draft): Part | null {
  if (ast._tag === "Union") return unionPart(ast, draft)
  if (ast._tag === "Arrays") return arrayPart(ast, draft)
  if (ast._tag === "Objects") return recordPart(ast, draft)
  if (ast._tag === "Unknown") return { test: () => "true" }
  if (ast._tag === "Null") return { test: (v) => `(${v}===null)` }
  if (ast._tag === "Literal") {
    const literal = constant(draft, ast.literal)
    return { test: (v) => `(${v}===${literal})` }
  }
  const type = typeNames.get(ast._tag)
  return type === undefined ? null : { test: (v) => `(typeof ${v}==="${type}")` }
}

const typeNames: ReadonlyMap<string, string> = new Map([
  ["String", "string"],
  ["Number", "number"],
  ["Boolean", "boolean"],
  ["BigInt", "bigint"]
])

function unionPart(ast: SchemaAST.Union, draft: Draft): Part | null {
  const parts = ast.types.map((type) => partOf(type, draft))
  if (parts.every(isTest)) {
    // Any text will do where one does: the literals of an open enum are known beside it.
    const needed = ast.types.some(isAnyText) ? parts.filter((_, index) => !isKnownText(ast.types[index])) : parts
    return { test: (v) => `(${needed.map((part) => part.test(v)).join("||")})` }
  }
  // The first that takes a value decodes it, as the order of the union says.
  const steps: Array<string> = []
  for (const part of parts) {
    if (part === null) return null
    steps.push("test" in part ? `if(${part.test("v")})return v` : `x=${part.convert}(v);if(x!==I)return x`)
  }
  return { convert: define(draft, `v=>{let x;${steps.join(";")};return I}`) }
}

function isAnyText(ast: SchemaAST.AST): boolean {
  return ast._tag === "String" && isBare(ast)
}

function isKnownText(ast: SchemaAST.AST | undefined): boolean {
  if (ast?._tag === "Union") return ast.types.every(isKnownText)
  return ast?._tag === "Literal" && typeof ast.literal === "string"
}

function arrayPart(ast: SchemaAST.Arrays, draft: Draft): Part | null {
  const [rest, ...more] = ast.rest
  if (ast.elements.length > 0 || rest === undefined || more.length > 0) return null
  const element = partOf(rest, draft)
  if (element === null) return null
  if ("test" in element) {
    const all = define(
      draft,
      `a=>{for(let i=0;i<a.length;i++){const v=a[i];if(!${element.test("v")})return false}return true}`
    )
    return { test: (v) => `(Array.isArray(${v})&&${all}(${v}))` }
  }
  const each = `for(let i=0;i<a.length;i++){const x=${element.convert}(a[i]);if(x===I)return I;out.push(x)}`
  return { convert: define(draft, `a=>{if(!Array.isArray(a))return I;const out=[];${each};return out}`) }
}

/** A copy keeps the unknown members; where no member changes the record is its own copy. */
function recordPart(ast: SchemaAST.Objects, draft: Draft): Part | null {
  if (!isOpen(ast)) return null
  const tests: Array<string> = []
  const assignments: Array<string> = []
  for (const [index, { name, type }] of ast.propertySignatures.entries()) {
    const part = partOf(type, draft)
    if (part === null || typeof name !== "string") return null
    const member = JSON.stringify(name)
    const isOptional = type.context?.isOptional === true
    // The first look at a member says whether it is there in all but the rarest case: that it is and holds `undefined`.
    if ("test" in part) {
      const absent = isOptional ? `v===undefined&&!(${member} in r)` : "false"
      const present = isOptional ? part.test("v") : `(${part.test("v")}&&${member} in r)`
      tests.push(`{const v=r[${member}];if(!(${present}||${absent}))return I}`)
    } else {
      const x = `x${index}`
      const whenUndefined = isOptional ? `${member} in r` : "true"
      tests.push(`let ${x}=r[${member}];if(${x}===undefined?${whenUndefined}:(${x}=${part.convert}(${x}))===I)return I`)
      assignments.push(`if(${x}!==undefined)out[${member}]=${x}`)
    }
  }
  const guard = `if(typeof r!=="object"||r===null||Array.isArray(r))return I`
  const result = assignments.length === 0 ? "return r" : `const out={...r};${assignments.join(";")};return out`
  const name = define(draft, `r=>{${[guard, ...tests, result].join(";")}}`)
  return assignments.length === 0 ? { test: (v) => `(${name}(${v})!==I)` } : { convert: name }
}

/** Whether a schema of objects takes members of any name and value besides the known ones. */
function isOpen({ indexSignatures: [rest, ...more] }: SchemaAST.Objects): boolean {
  return (
    rest !== undefined &&
    more.length === 0 &&
    rest.parameter._tag === "String" &&
    rest.type._tag === "Unknown" &&
    isBare(rest.parameter) &&
    isBare(rest.type)
  )
}

function isBare(ast: SchemaAST.AST): boolean {
  return ast.checks === undefined && ast.encoding === undefined
}

function isTest(part: Part | null): part is Extract<Part, { readonly test: unknown }> {
  return part !== null && "test" in part
}

function constant(draft: Draft, value: unknown): string {
  const name = `c${draft.constants.push(value)}`
  draft.definitions.push(`const ${name}=C[${draft.constants.length - 1}]`)
  return name
}

function define(draft: Draft, code: string): string {
  const name = `f${draft.definitions.length}`
  draft.definitions.push(`const ${name}=${code}`)
  return name
}
