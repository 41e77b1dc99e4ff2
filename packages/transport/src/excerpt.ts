/**
 * Foreign text made fit for an error message: one line, short, without control characters and without keys.
 */
import type { HttpClientRequest } from "effect/http/HttpClientRequest"

/** As much of a foreign text as a message quotes. */
const excerptCharactersMax = 80

/** Members in which error bodies speak, in the order in which they are told. */
const speakingMembers = ["message", "Message", "error", "error_description", "status", "code"]

/** The beginning of a text. */
export const excerpt = (text: string): string => oneLine(text, excerptCharactersMax)

/** A text in one line and without characters that could steer a terminal. */
export function oneLine(text: string, charactersMax: number): string {
  const line = text
    .slice(0, charactersMax * 4)
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
  return line.length <= charactersMax ? line : `${line.slice(0, charactersMax - 1)}…`
}

/** What an error body says, `""` if it says nothing; no form of body is an error of its own. */
export function errorText(text: string): string {
  const body = objectIn(text)
  if (body === null) return excerpt(text)
  const said = speakingMembers.map((name) => body[name]).filter((each) => typeof each === "string" && each !== "")
  return oneLine([...new Set(said)].join(", "), 200)
}

/** A text in which nothing is left of the keys that a request carried, should the source have echoed them. */
export function withoutKeys(text: string, request: HttpClientRequest): string {
  const keys = [request.headers["x-api-key"], request.headers["authorization"]?.replace(/^Bearer /, "")]
  return keys.reduce<string>(
    (rest, key) => (key === undefined || key === "" ? rest : rest.replaceAll(key, "<redacted>")),
    text
  )
}

function objectIn(text: string): { readonly [name: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}
