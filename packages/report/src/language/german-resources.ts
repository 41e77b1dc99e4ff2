/**
 * What the resources of the sources are called in German.
 */
import type { Texts } from "./Language.ts"

export const germanResources: Texts["resources"] = {
  employees: "Beschäftigte",
  browsers: "Browser",
  accounts: "Konten",
  accountsOther: "Konten anderer Apps",
  apps: "Apps",
  appsOther: "Andere Apps",
  findings: "Befunde",
  detections: "Erkennungen",
  browserExtensions: "Browsererweiterungen",
  appBanners: "App-Banner",
  blockedUrls: "Gesperrte URLs",
  endusers: "Endnutzer",
  devices: "Geräte"
}
