/**
 * What reports are signed with and the logo that they show.
 */
import type { SecretRef, ThemeConfig } from "@rollcall/config"
import { Effect } from "effect"
import { examined, type Finding, fine } from "./Checkup.ts"
import { signerOf } from "./Signature.ts"
import { readTheme } from "./ThemeFiles.ts"

/** What is configured: for one tenant's reports, or for all. */
export interface Trimmings {
  readonly signingKey: SecretRef | null
  readonly logo: ThemeConfig["logo"]
}

const signing = { subject: "signing", source: null } as const
const logo = { subject: "logo", source: null } as const

/** Reads the key and the logo, where there are any. */
export const trimmingsCheckup = Effect.fn("cli.trimmingsCheckup")(function* (
  { signingKey, logo: picture }: Trimmings,
  tenant?: string
) {
  const findings: Array<Finding> = []
  if (signingKey !== null) {
    const { file, line } = signingKey.where
    const said = fine(signing, `the private key that ${file}:${line} names can be read`)
    findings.push(yield* examined(signing, Effect.as(signerOf(signingKey, tenant), said)))
  }
  if (picture !== null) {
    const theme = { logo: picture, accent: null, coverText: null, provider: null }
    const said = fine(logo, `${picture.file} is a picture that reports can show`)
    findings.push(yield* examined(logo, Effect.as(readTheme(theme, tenant ?? "the provider"), said)))
  }
  return findings
})
