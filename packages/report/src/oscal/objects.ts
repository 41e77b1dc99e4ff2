/**
 * The parts of an OSCAL document that occur in many places.
 */
import { plain } from "./texts.ts"

/** Names with values that OSCAL has no place for, under a name space of our own; what has no value is left out. */
export const props = (
  values: Readonly<Record<string, string | number | boolean | null>>
): { readonly props?: object } => {
  const known = Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [{ name, ns: "urn:rollcall:oscal", value: plain(String(value)) }]
  )
  return known.length === 0 ? {} : { props: known }
}

/** A list under its name; nothing where it is empty, which OSCAL forbids. */
export const list = <Name extends string>(
  name: Name,
  values: ReadonlyArray<object>
): { readonly [name in Name]?: ReadonlyArray<object> } | {} => (values.length === 0 ? {} : { [name]: values })
