import { Schema, SchemaGetter } from "effect"

/** From here on a counter has overflowed and says nothing. */
const saturated = 2_147_483_647

/**
 * A number of logins, `null` where the counter is saturated.
 *
 * **Source** contracts/banyan.md, section 1.6.
 */
export const LoginCount = Schema.NullOr(Schema.Union([Schema.Finite, Schema.BigInt, Schema.Literal("")])).pipe(
  Schema.decodeTo(Schema.NullOr(Schema.Finite), {
    decode: SchemaGetter.transform((value: number | bigint | "" | null) =>
      value === null || value === "" || value >= saturated ? null : Number(value)
    ),
    encode: SchemaGetter.transform((value: number | null) => value ?? saturated)
  })
)
