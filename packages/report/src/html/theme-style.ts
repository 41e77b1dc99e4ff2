/**
 * The page's style with a theme's colours, and the hash that the page's policy allows it by.
 */
import { sha256 } from "../hash.ts"
import type { Theme } from "../theme/Theme.ts"
import { style, styleHash } from "./templates.ts"

/** The text of the style, and its hash as a content security policy has it. */
export function themeStyle({ accent }: Theme): { readonly text: string; readonly hash: string } {
  if (accent === null) return { text: style, hash: styleHash }
  const colours = `:root{--accent:${accent.light}}@media screen and (prefers-color-scheme:dark){:root{--accent:${accent.dark}}}`
  const text = `${style}\n${colours}`
  return { text, hash: `sha256-${Buffer.from(sha256(new TextEncoder().encode(text)), "hex").toString("base64")}` }
}
