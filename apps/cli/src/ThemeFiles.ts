/**
 * A configured theme with its logo read.
 */
import type { ThemeConfig } from "@rollcall/config"
import type { Logo, Theme } from "@rollcall/report"
import { Effect, FileSystem } from "effect"
import { Failure } from "./Failure.ts"
import { PngError, readPng } from "./Png.ts"

/** Whoever opens the report by mail loads the logo with it. */
const logoBytesMax = 512 * 1024

/**
 * Reads a theme's logo.
 *
 * **Details** `owner` is whose logo it is if it is no one's but theirs; else it is the provider's.
 *
 * **Errors** `Failure` of the configuration, with the line that names the file.
 */
export const readTheme = Effect.fn("cli.readTheme")(function* (
  { accent, coverText, logo, provider }: ThemeConfig,
  owner: string
) {
  const theme: Theme = {
    accent,
    coverText,
    provider,
    logo: logo === null ? null : yield* readLogo(logo, logo.isOwn ? owner : (provider ?? owner))
  }
  return theme
})

const readLogo = Effect.fnUntraced(function* ({ file, where }: NonNullable<ThemeConfig["logo"]>, owner: string) {
  const fs = yield* FileSystem.FileSystem
  const broken = (what: string) =>
    new Failure({
      code: "config",
      summary: `the logo ${file} ${what}.`,
      where,
      next: "name a PNG file of at most 512 KiB, with eight bits a channel and not interlaced."
    })
  const info = yield* Effect.mapError(fs.stat(file), () => broken("cannot be read"))
  if (info.type !== "File") return yield* broken("is no file")
  if (info.size > BigInt(logoBytesMax)) return yield* broken("has more than 512 KiB")
  const bytes = yield* Effect.mapError(fs.readFile(file), () => broken("cannot be read"))
  const picture = yield* Effect.try({
    try: () => readPng(bytes),
    catch: (error) => broken(error instanceof PngError ? error.message : "cannot be read")
  })
  const read: Logo = { ...picture, owner }
  return read
})
