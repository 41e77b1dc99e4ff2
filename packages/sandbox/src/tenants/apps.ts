/**
 * Push apps, with and without a type of their own, and the banners on them.
 */
import type { App, AppBanner, AppOther } from "../push/state.ts"
import type { Calendar } from "./calendar.ts"
import type { NonEmpty, Random } from "./random.ts"
import type { StaffMember } from "./staff.ts"

type Sensitivity = "HIGH" | "MEDIUM" | "LOW" | null
type Approval = "APPROVED" | "UNDER_REVIEW" | "NOT_APPROVED" | null

/** What kind of app it is, and how likely people are to have an account and to reach it through single sign-on. */
export interface AppKind {
  readonly type: string
  readonly name: string
  readonly purpose: string
  readonly sensitivity: Sensitivity
  readonly approval: Approval
  readonly popularity: number
  readonly ssoShare: number
}

const kind = (
  type: string,
  name: string,
  purpose: string,
  sensitivity: Sensitivity,
  approval: Approval,
  popularity: number,
  ssoShare: number
): AppKind => ({ type, name, purpose, sensitivity, approval, popularity, ssoShare })

/** The identity provider, which everybody has an account with. */
export const identityProvider = kind("OKTA", "Okta", "Single sign-on", "HIGH", "APPROVED", 1000, 0)

/** The apps in use, the identity provider first. */
export const appKinds: NonEmpty<AppKind> = [
  identityProvider,
  kind("GOOGLE_WORKSPACE", "Google Workspace", "Mail, calendar and documents", "HIGH", "APPROVED", 95, 0.9),
  kind("SLACK", "Slack", "Messages", "MEDIUM", "APPROVED", 90, 0.85),
  kind("ATLASSIAN", "Atlassian", "Issues and wiki", "MEDIUM", "APPROVED", 60, 0.8),
  kind("ZOOM", "Zoom", "Video calls", "LOW", "APPROVED", 55, 0.7),
  kind("GITHUB", "GitHub", "Source code", "HIGH", "APPROVED", 35, 0.6),
  kind("SALESFORCE", "Salesforce", "Customer records", "HIGH", "APPROVED", 32, 0.85),
  kind("HUBSPOT", "HubSpot", "Marketing campaigns", "MEDIUM", "APPROVED", 20, 0.5),
  kind("FIGMA", "Figma", "Design", "MEDIUM", "APPROVED", 24, 0.6),
  kind("NOTION", "Notion", "Notes", "MEDIUM", "APPROVED", 26, 0.4),
  kind("OPENAI", "ChatGPT", "Assistant", "MEDIUM", "UNDER_REVIEW", 38, 0.25),
  kind("ZAPIER", "Zapier", "Connects web apps and automates work between them", "HIGH", "UNDER_REVIEW", 12, 0.2),
  kind("DROPBOX", "Dropbox", "File exchange", "MEDIUM", "NOT_APPROVED", 8, 0.1),
  kind("CONTENTFUL", "Contentful", "Website content", "LOW", "APPROVED", 9, 0.5),
  kind("PUSH_SECURITY", "Push Security", "Browser security", "HIGH", "APPROVED", 4, 0.9),
  kind("AWS", "Amazon Web Services", "Hosting", "HIGH", "APPROVED", 16, 0.9),
  kind("CLOUDFLARE", "Cloudflare", "Domain names and delivery", "HIGH", "APPROVED", 6, 0.5),
  kind("DATADOG", "Datadog", "Monitoring", "MEDIUM", "APPROVED", 14, 0.85),
  kind("SENTRY", "Sentry", "Error reports", "LOW", "APPROVED", 12, 0.7),
  kind("LINEAR", "Linear", "Planning", "LOW", "APPROVED", 14, 0.8),
  kind("INTERCOM", "Intercom", "Customer chat", "MEDIUM", "APPROVED", 12, 0.6),
  kind("ZENDESK", "Zendesk", "Support tickets", "MEDIUM", "APPROVED", 18, 0.85),
  kind("WORKDAY", "Workday", "Personnel records", "HIGH", "APPROVED", 40, 0.95),
  kind("EXPENSIFY", "Expensify", "Expenses", "MEDIUM", "APPROVED", 30, 0.6),
  kind("DOCUSIGN", "DocuSign", "Signatures", "HIGH", "APPROVED", 18, 0.5),
  kind("LINKEDIN", "LinkedIn", "Professional network", "LOW", "APPROVED", 34, 0.05),
  kind("CANVA", "Canva", "Graphics", "LOW", "APPROVED", 18, 0.3),
  kind("MIRO", "Miro", "Whiteboards", "LOW", "APPROVED", 16, 0.6),
  kind("LOOM", "Loom", "Screen recordings", "LOW", null, 10, 0.3),
  kind("TRELLO", "Trello", "Boards", null, null, 8, 0.2),
  kind("AIRTABLE", "Airtable", "Tables", null, "UNDER_REVIEW", 8, 0.2),
  kind("MAILCHIMP", "Mailchimp", "Newsletters", "MEDIUM", "APPROVED", 6, 0.1),
  kind("CALENDLY", "Calendly", "Appointments", null, null, 10, 0.3),
  kind("WETRANSFER", "WeTransfer", "File exchange", "LOW", "NOT_APPROVED", 4, 0),
  kind("DEEPL", "DeepL", "Translation", "LOW", "APPROVED", 12, 0.1),
  kind("GRAMMARLY", "Grammarly", "Writing help", null, "NOT_APPROVED", 6, 0.1),
  kind("TYPEFORM", "Typeform", "Surveys", "LOW", "APPROVED", 5, 0.2),
  kind("STRIPE", "Stripe", "Payments", "HIGH", "APPROVED", 5, 0.4),
  kind("POSTMAN", "Postman", "API client", "LOW", "APPROVED", 10, 0.3),
  kind("ASANA", "Asana", "Tasks", "LOW", "APPROVED", 7, 0.4)
]

/** Makes an app for each kind, owned by staff. */
export const makeApps = (staff: ReadonlyArray<StaffMember>, calendar: Calendar, random: Random): Array<App> =>
  appKinds.map((app, index) => ({
    id: random.uuid(),
    type: app.type,
    approvalStatus: app.approval,
    sensitivityLevel: app.sensitivity,
    ownerId: app.approval === "APPROVED" && index % 6 !== 5 ? (staff[(index * 7) % staff.length]?.id ?? null) : null,
    notes: app.approval === "NOT_APPROVED" ? "Refused by the security team" : "",
    website: `https://${app.type.toLowerCase().replaceAll("_", "-")}.example/`,
    description: app.purpose,
    friendlyName: app.name,
    labels: app.type === "OPENAI" ? ["GenAI", "GenAI"] : app.sensitivity === "HIGH" ? ["critical"] : [],
    creationTimestamp: calendar.secondsAgo(random.int(200, 1500))
  }))

const otherAppSites: ReadonlyArray<readonly [domain: string | null, name: string | null, oauthAppId: string | null]> = [
  ["payroll.vendor.example", null, null],
  ["travel-desk.example", null, null],
  ["legal-docs.example", null, null],
  [null, "Calendar Buddy", "1090234567810"],
  [null, "Mail Merge Pro", "1090234567811"],
  ["app.survey-tool.example", "Survey Tool", "1090234567812"],
  ["intranet.legacy.example", null, null],
  ["games.example", null, null],
  ["recipes.example", null, null]
]

/** Makes the apps without a type of their own. */
export const makeAppsOther = (calendar: Calendar, random: Random): Array<AppOther> =>
  otherAppSites.map(([domain, name, oauthAppId], index) => ({
    id: random.uuid(),
    domain,
    oauthAppId,
    name,
    hidden: index >= 7,
    requestSupportStatus: index === 2 ? "REQUESTED" : "DISCOVERED",
    creationTimestamp: calendar.secondsAgo(random.int(30, 700))
  }))

const banners: ReadonlyArray<readonly [type: string, mode: string, enabled: boolean, title: string]> = [
  ["OPENAI", "ACKNOWLEDGE", true, "No customer data, please"],
  ["DROPBOX", "BLOCK", true, "Not approved"],
  ["WETRANSFER", "REASON", true, "Why this app?"],
  ["ZAPIER", "INFORM", true, "Under review"],
  ["GRAMMARLY", "BLOCK", false, "Not approved"],
  ["TRELLO", "INFORM", false, "We use Linear"]
]

/** Makes the banners, some of them switched off. */
export const makeAppBanners = (apps: ReadonlyArray<App>, domain: string): Array<AppBanner> =>
  banners.flatMap(([type, mode, enabled, title]) => {
    const app = apps.find((candidate) => candidate.type === type)
    if (app === undefined) return []
    return {
      id: app.id,
      appType: type,
      enabled,
      title,
      subtext: `Ask the [help desk](https://help.${domain})`,
      mode,
      buttonText: mode === "INFORM" ? null : "Proceed anyway",
      allowReasonSubmission: mode === "BLOCK" ? true : null
    }
  })
