/**
 * What checks saw, in German: for each check its sentences, the more special ones first.
 *
 * **Details** `{name}` is any text, `{name:kind}` a value of a kind below, `{name#noun}` a number with its noun, which German
 * gives for one and for many: `{name|Konto|Konten}`.
 */
import type { DetailTemplate, Speech, ValueKind } from "./detail-templates.ts"
import { germanResources } from "./german-resources.ts"
import { germanWording } from "./german-wording.ts"

const { count, counted, day, listed } = germanWording

const anyText = "[^]*?"

/** Things in a row, each of which is one that is known. */
const row = (told: (one: string) => string | null): ValueKind => ({
  pattern: anyText,
  told: (value) => {
    const all = value.split(" and ").map(told)
    return all.includes(null) ? null : listed(all.filter((one) => one !== null))
  }
})

const accesses: ReadonlyMap<string, readonly [one: string, many: string]> = new Map([
  ["account in use", ["genutztes Konto", "genutzte Konten"]],
  ["active browser", ["aktiven Browser", "aktive Browser"]],
  ["live device", ["aktives Gerät", "aktive Geräte"]],
  ["access role", ["Zugriffsrolle", "Zugriffsrollen"]]
])

const exposures: ReadonlyMap<string, string> = new Map([
  ["a leaked password", "ein durchgesickertes Passwort"],
  ["stolen credentials", "gestohlene Zugangsdaten"],
  ["no second factor at the identity provider", "keinen zweiten Faktor beim Identitätsanbieter"]
])

const resourceTitles: ReadonlyMap<string, string> = new Map(Object.entries(germanResources))

const sources: ReadonlyMap<string, string> = new Map([
  ["push", "Push Security"],
  ["banyan", "Banyan Security"]
])

function accessOf(words: string): string | null {
  const [whole, many, noun = ""] = /^(\d+) (.+)$/.exec(words) ?? []
  const forms = accesses.get(noun) ?? accesses.get(noun.replace(/s( in use)?$/, "$1"))
  return whole === undefined || forms === undefined ? null : counted(Number(many), ...forms)
}

const kinds = {
  /** An address, and the type of an app, which has no blanks and is no address. */
  account: { pattern: anyText, told: (name) => name.replace(/ on ([^\s@]+)$/, " bei $1") },
  browser: {
    pattern: "browser [^]*?",
    told: (name) => name.replace(/^browser (\S+) of /, "browser $1 von ").replace(/^b/, "B")
  },
  finding: {
    pattern: "finding [^]*?",
    told: (name) => name.replace(/^finding (\S+(?: \([^)]*\))?) of /, "finding $1 von ").replace(/^finding/, "Befund")
  },
  person: {
    pattern: anyText,
    told: (name) => (name === "A person without address" ? "Eine Person ohne Adresse" : name)
  },
  list: { pattern: anyText, told: (items) => items.replace(/ and (\d+) more(?=; |$)/g, " und $1 weitere") },
  number: { pattern: "\\d+", told: (digits) => count(Number(digits)) },
  percent: { pattern: "\\d+\\.\\d %", told: (share) => germanWording.percent(Number.parseFloat(share)) },
  date: { pattern: "\\d{4}-\\d{2}-\\d{2}", told: (date) => day(date) },
  access: row(accessOf),
  exposure: row((words) => exposures.get(words) ?? null),
  /** Names of resources as the snapshot has them; one that is not known stands as it is. */
  resources: {
    pattern: anyText,
    told: (names) =>
      names
        .split(", ")
        .map((name) => resourceTitles.get(name) ?? name)
        .join(", ")
  },
  source: { pattern: anyText, told: (name) => sources.get(name) ?? name }
} satisfies Record<string, ValueKind>

export const germanSpeech: Speech = { kinds, counted }

const openFindings = (english: string, german: string): DetailTemplate => [
  `{person:person} has {n#open finding} of ${english}.`,
  `{person} hat {n|offenen Befund|offene Befunde} ${german}.`
]

const leftAndHas: DetailTemplate = [
  "{who} left on {day:date} and still has {access:access}.",
  "{who} ist am {day} ausgeschieden und hat noch {access}."
]

export const germanDetails: Readonly<Record<string, ReadonlyArray<DetailTemplate>>> = {
  "account-address-foreign": [
    [
      "{account:account} is registered with an address of another domain.",
      "{account} ist mit einer Adresse einer fremden Domain registriert."
    ]
  ],
  "account-dormant": [
    [
      "{account:account} was last used more than {n#day} ago.",
      "{account} wurde zuletzt vor mehr als {n|Tag|Tagen} genutzt."
    ]
  ],
  "account-idp-unapproved": [
    [
      "{account:account} is reached through {providers:list}, which is not approved.",
      "{account} ist über {providers} erreichbar; das ist nicht freigegeben."
    ]
  ],
  "account-mfa-missing": [
    [
      "An open finding says that {account:account} has no second factor, although the account's own record says that there is one.",
      "Laut einem offenen Befund hat {account} keinen zweiten Faktor, obwohl der Datensatz des Kontos einen nennt."
    ],
    [
      "An open finding says that {account:account} has no second factor.",
      "Laut einem offenen Befund hat {account} keinen zweiten Faktor."
    ],
    ["{account:account} has no second factor.", "{account} hat keinen zweiten Faktor."]
  ],
  "account-mfa-weak": [
    [
      "{account:account} relies on weak second factors alone: {methods}.",
      "{account} stützt sich allein auf schwache zweite Faktoren: {methods}."
    ]
  ],
  "account-owner-unknown": [
    ["The {finding:finding} names no employee.", "Der {finding} nennt keine Beschäftigten."],
    [
      "The {finding:finding} names the employee {employee}, who is not there.",
      "Der {finding} nennt die Kennung {employee}, zu der niemand beschäftigt ist."
    ],
    ["{account:account} names no employee.", "{account} nennt keine Beschäftigten."],
    [
      "{account:account} names the employee {employee}, who is not there.",
      "{account} nennt die Kennung {employee}, zu der niemand beschäftigt ist."
    ]
  ],
  "account-password-beside-sso": [
    [
      "{account:account} takes a password beside single sign-on.",
      "{account} nimmt neben Single Sign-on auch ein Passwort an."
    ]
  ],
  "account-shared": [
    [
      "An open finding says that several people use {account:account}.",
      "Laut einem offenen Befund nutzen mehrere Personen {account}."
    ],
    ["{account:account} is held by {n#employee}.", "{account} gehört {n|Person|Personen}."]
  ],
  "app-owner-missing": [
    ["{app} has no owner.", "{app} hat keine verantwortliche Person."],
    [
      "The owner of {app}, {owner}, is not there.",
      "Die für {app} verantwortliche Person, {owner}, ist nicht vorhanden."
    ],
    ["{person:person}, who owns {app}, has left.", "{person}, für {app} verantwortlich, ist ausgeschieden."]
  ],
  "app-refused-in-use": [
    ["{app} is refused and has {n#account} in use.", "{app} ist abgelehnt und hat {n|genutztes Konto|genutzte Konten}."]
  ],
  "app-sensitivity-unset": [
    ["{app} is in use and has no sensitivity level.", "{app} wird genutzt und hat keine Schutzstufe."]
  ],
  "app-undecided": [
    ["{app} is in use, and nobody decided about it.", "{app} wird genutzt, und niemand hat darüber entschieden."],
    [
      "{app} has been under review for {n#day}, of at most {most:number}.",
      "{app} ist seit {n|Tag|Tagen} in Bewertung, höchstens {most} sind zulässig."
    ]
  ],
  "banned-device-returned": [
    [
      "{device} is banned as it was the month before, and yet logged in, last on {day:date}.",
      "{device} ist gesperrt wie schon im Vormonat und hat sich dennoch angemeldet, zuletzt am {day}."
    ]
  ],
  "banned-person-browsing": [
    [
      "{person:person} has a banned device, no live one, and {n#active browser}.",
      "{person} hat ein gesperrtes Gerät, kein aktives und {n|aktiven Browser|aktive Browser}."
    ]
  ],
  "browser-extension-outdated": [
    [
      "The {browser:browser} runs the extension {version}, below {least}.",
      "Im {browser} läuft die Erweiterung {version}; nötig ist {least}."
    ]
  ],
  "browser-outdated": [
    ["The {browser:browser} runs {version}, below {least}.", "Der {browser} steht auf {version}; nötig ist {least}."]
  ],
  "browser-person-mismatch": [
    [
      "The {browser:browser} is used with {address}, which is another employee's.",
      "Der {browser} wird mit {address} genutzt; die Adresse gehört anderen Beschäftigten."
    ],
    [
      "The {browser:browser} is used with {address}, which is nobody's.",
      "Der {browser} wird mit {address} genutzt; die Adresse gehört niemandem."
    ]
  ],
  "browser-personal-sync": [
    [
      "The {browser:browser} syncs to the profile of {address}.",
      "Der {browser} synchronisiert mit dem Profil von {address}."
    ]
  ],
  "check-undecided": [
    [
      "{check} could not decide about {n:number} of {all:number} subjects, more than {most:percent}.",
      "{check} konnte {n} von {all} Prüfobjekten nicht beurteilen, mehr als {most}."
    ]
  ],
  "device-compromised": [
    [
      "Device management reports that {device} is compromised.",
      "Die Geräteverwaltung meldet, dass {device} kompromittiert ist."
    ]
  ],
  "device-disk-unencrypted": [
    ["The disk of {device} is not encrypted.", "Der Datenträger von {device} ist nicht verschlüsselt."]
  ],
  "device-dormant": [
    [
      "{device} last logged in more than {n#day} ago.",
      "{device} hat sich zuletzt vor mehr als {n|Tag|Tagen} angemeldet."
    ]
  ],
  "device-firewall-off": [["The firewall of {device} is off.", "Die Firewall von {device} ist ausgeschaltet."]],
  "device-holder-unlicensed": [
    [
      "{person:person} has {n#live device} and no licence.",
      "{person} hat {n|aktives Gerät|aktive Geräte} und keine Lizenz."
    ]
  ],
  "device-jailbroken": [["{device} is jailbroken or rooted.", "{device} ist entsperrt (Jailbreak oder Root-Zugriff)."]],
  "device-noncompliant": [
    [
      "Device management reports that {device} is not compliant.",
      "Die Geräteverwaltung meldet, dass {device} ihre Vorgaben nicht einhält."
    ]
  ],
  "device-os-outdated": [
    [
      "The operating system of {device} is not up to date: {system}.",
      "Das Betriebssystem von {device} ist nicht aktuell: {system}."
    ],
    ["The operating system of {device} is not up to date.", "Das Betriebssystem von {device} ist nicht aktuell."]
  ],
  "device-owner-unknown": [
    [
      "No owner of {device} is an employee: {addresses:list}.",
      "Kein Inhaber von {device} ist beschäftigt: {addresses}."
    ],
    ["{device} has no owner.", "{device} hat keinen Inhaber."]
  ],
  "device-ownership-unset": [
    ["The ownership of {device} is empty.", "Die Eigentumsangabe von {device} ist leer."],
    ["The ownership of {device} is {ownership}.", "Die Eigentumsangabe von {device} lautet {ownership}."]
  ],
  "device-screen-unlocked": [
    ["The screen lock of {device} is off.", "Die Bildschirmsperre von {device} ist ausgeschaltet."]
  ],
  "device-security-software-stopped": [
    [
      "Not all required security software runs on {device}.",
      "Auf {device} läuft nicht die ganze vorgeschriebene Sicherheitssoftware."
    ]
  ],
  "device-trust-low": [
    [
      "The trust level of {device} is {level}, lower than {least}.",
      "Die Vertrauensstufe von {device} ist {level}, niedriger als {least}."
    ]
  ],
  "device-updates-manual": [
    ["Automatic updates of {device} are off.", "Automatische Updates von {device} sind ausgeschaltet."]
  ],
  "employee-credential-stolen": [openFindings("stolen credentials", "zu gestohlenen Zugangsdaten")],
  "employee-grant-unused": [
    [
      "{person:person} let in {n#third-party app} that nobody uses.",
      "{person} hat {n|Drittanbieter-App|Drittanbieter-Apps} zugelassen, die niemand nutzt."
    ]
  ],
  "employee-password-leaked": [openFindings("a leaked password", "zu einem durchgesickerten Passwort")],
  "employee-password-manager-unused": [openFindings("passwords typed by hand", "zu von Hand eingegebenen Passwörtern")],
  "employee-password-reused": [
    openFindings("a reused password", "zu einem mehrfach verwendeten Passwort"),
    [
      "{person:person} uses one password for several apps: {apps:list}.",
      "{person} verwendet ein Passwort für mehrere Apps: {apps}."
    ]
  ],
  "employee-password-weak": [
    openFindings("a weak password: {reasons:list}", "zu einem schwachen Passwort: {reasons}"),
    openFindings("a weak password", "zu einem schwachen Passwort")
  ],
  "employee-uncovered": [
    ["{person:person} is licensed and has no browser.", "{person} ist lizenziert und hat keinen Browser."],
    [
      "{person:person} is licensed and has no active browser.",
      "{person} ist lizenziert und hat keinen aktiven Browser."
    ]
  ],
  "employee-unlicensed": [["{person:person} has no licence.", "{person} hat keine Lizenz."]],
  "enduser-dormant": [
    [
      "{enduser} last logged in more than {n#day} ago and still has access roles.",
      "{enduser} hat sich zuletzt vor mehr als {n|Tag|Tagen} angemeldet und hat noch Zugriffsrollen."
    ]
  ],
  "finding-overdue": [
    [
      "The {finding:finding} was first seen more than {n#day} ago, and its deadline is {deadline:number}.",
      "Der {finding} wurde vor mehr als {n|Tag|Tagen} zuerst gesehen; die Frist beträgt {deadline|Tag|Tage}."
    ]
  ],
  "idp-account-mfa-missing": [
    [
      "{account:account} has no second factor, and opens every app behind it.",
      "{account} hat keinen zweiten Faktor und öffnet jede App dahinter."
    ]
  ],
  "join-weak": [
    [
      "Only {share:percent} of end users match an employee, of at least {least:percent}.",
      "Nur {share} der Endnutzer lassen sich Beschäftigten zuordnen, mindestens {least} sind nötig."
    ],
    [
      "Only {share:percent} of employees match an end user or a device, of at least {least:percent}.",
      "Nur {share} der Beschäftigten lassen sich einem Endnutzer oder Gerät zuordnen, mindestens {least} sind nötig."
    ],
    [
      "{share:percent} of people are known by an ambiguous address alone, of at most {most:percent}.",
      "{share} der Personen sind nur durch eine mehrdeutige Adresse bekannt, höchstens {most} sind zulässig."
    ]
  ],
  "leaver-app-access": [
    leftAndHas,
    [
      "{who} has no end user any more and still has {access:access}: did they leave, or change their role?",
      "{who} hat keinen Endnutzer mehr und hat noch {access}: ausgeschieden oder in anderer Rolle?"
    ]
  ],
  "leaver-network-access": [
    leftAndHas,
    [
      "{who} is no employee any more and still has {access:access}.",
      "{who} ist nicht mehr beschäftigt und hat noch {access}."
    ]
  ],
  "person-browser-missing": [
    [
      "{person:person} has {n#live desktop device} and no active browser.",
      "{person} hat {n|aktives Desktop-Gerät|aktive Desktop-Geräte} und keinen aktiven Browser."
    ]
  ],
  "person-device-missing": [
    [
      "{person:person} works in {n#desktop browser} and has no live desktop device.",
      "{person} arbeitet in {n|Desktop-Browser|Desktop-Browsern} und hat kein aktives Desktop-Gerät."
    ]
  ],
  "person-exposed-and-unsafe": [
    [
      "{person:person} has {exposure:exposure}, and a device that is unsafe: {devices:list}.",
      "{person} hat {exposure} und dazu ein unsicheres Gerät: {devices}."
    ]
  ],
  "person-platform-mismatch": [
    [
      "{person:person} works in a browser on {systems:list}, which no live device of theirs has.",
      "{person} arbeitet in einem Browser unter {systems}; kein aktives Gerät der Person hat das."
    ]
  ],
  "person-unseen": [
    [
      "{person:person} was last seen more than {n#day} ago.",
      "{person} wurde zuletzt vor mehr als {n|Tag|Tagen} gesehen."
    ]
  ],
  "privileged-person-mfa-missing": [
    [
      "{person:person} holds a privileged role, and {account:account} has no second factor.",
      "{person} hat eine privilegierte Rolle, und {account} hat keinen zweiten Faktor."
    ]
  ],
  "privileged-role-unreviewed": [
    ["{enduser} holds a privileged role without a review.", "{enduser} hat eine privilegierte Rolle ohne Überprüfung."],
    [
      "{enduser} holds a privileged role by a review that ended on {day:date}.",
      "{enduser} hat eine privilegierte Rolle aufgrund einer Überprüfung, die am {day} ablief."
    ]
  ],
  "sensitive-account-mfa-missing": [
    [
      "{account:account} has no second factor and accepts a password.",
      "{account} hat keinen zweiten Faktor und nimmt ein Passwort an."
    ],
    [
      "{account:account} has no second factor, and nobody was seen to reach it through single sign-on.",
      "{account} hat keinen zweiten Faktor, und ein Zugang über Single Sign-on wurde nicht gesehen."
    ],
    [
      "{account:account} has no second factor and is reached through {providers:list}, which is not approved.",
      "{account} hat keinen zweiten Faktor und ist über {providers} erreichbar; das ist nicht freigegeben."
    ],
    [
      "{account:account} has no second factor, and its owner has none at {providers:list} either.",
      "{account} hat keinen zweiten Faktor, und auch bei {providers} hat sein Inhaber keinen."
    ]
  ],
  "sensitive-account-mfa-phishable": [
    [
      "{account:account} has no second factor that resists phishing, only {methods}.",
      "{account} hat keinen zweiten Faktor, der Phishing widersteht, nur {methods}."
    ]
  ],
  "sensitive-account-sso-missing": [
    [
      "{account:account} is reached by password, and not through single sign-on.",
      "{account} ist über ein Passwort erreichbar und nicht über Single Sign-on."
    ]
  ],
  "sensitive-app-credential-exposed": [
    [
      "{app} is exposed by {n#open finding}: {types:list}.",
      "{app} ist durch {n|offenen Befund|offene Befunde} gefährdet: {types}."
    ]
  ],
  "sensitive-person-device-untrusted": [
    [
      "{person:person} has an app of high sensitivity and the private device {device} at level {level}.",
      "{person} hat eine App hoher Schutzstufe und das private Gerät {device} auf Stufe {level}."
    ]
  ],
  "shared-device-undeclared": [
    [
      "{device} has {n#user}, and its records disagree on its ownership: {ownerships:list}.",
      "{device} hat {n|Person|Personen}, und seine Datensätze widersprechen sich beim Eigentum: {ownerships}."
    ],
    [
      "{device} has {n#user}, and its ownership is {ownership}.",
      "{device} hat {n|Person|Personen}, und seine Eigentumsangabe lautet {ownership}."
    ]
  ],
  "source-unread": [
    ["Nothing of {source:source} was read.", "Von {source} wurde nichts gelesen."],
    [
      "Of {source:source}, these were not read to their end: {resources:resources}.",
      "Von {source} wurden nicht bis zum Ende gelesen: {resources}."
    ],
    [
      "Of {source:source}, {n#record} could not be understood.",
      "Unverständlich von {source}: {n|Datensatz|Datensätze}."
    ]
  ],
  "trust-overridden": [
    ["The trust score of {subject} is overridden.", "Der Vertrauenswert von {subject} ist außer Kraft gesetzt."],
    ["{device} is at AlwaysAllow, whatever it reports.", "{device} steht auf AlwaysAllow, was immer es meldet."]
  ]
}
