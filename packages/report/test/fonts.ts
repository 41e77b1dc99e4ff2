/**
 * The fonts that the command-line tool passes.
 */
import { readFileSync } from "node:fs"
import type { Fonts } from "@rollcall/report"

const font = (path: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(import.meta.resolve(`@expo-google-fonts/${path}`))))

export const loadFonts = (): Fonts => ({
  regular: font("noto-sans/400Regular/NotoSans_400Regular.ttf"),
  bold: font("noto-sans/700Bold/NotoSans_700Bold.ttf"),
  arabic: () => font("noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf"),
  hebrew: () => font("noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf"),
  thai: () => font("noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf"),
  korean: () => font("noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf"),
  cjk: () => font("noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf")
})
