import { type ConfigProblem, parseConfig } from "@rollcall/config"
import { Console, Effect, FileSystem, Option, Path, Random, Stdio, Terminal } from "effect"
import type { PlatformError } from "effect"
import type { Initialised } from "../CommandDocuments.ts"
import { Failure } from "../Failure.ts"
import { ConfigFile, Json, note } from "../Output.ts"
import { exampleAnswers, type StarterAnswers, starterConfig, variableFor } from "../StarterConfig.ts"

/** A JSON Schema beside the configuration, as the help of `rollcall schema` names it. */
const schemaName = "rollcall.schema.json"

export const run = Effect.fn("cli.init")(function* (input: { readonly yes: boolean }) {
  const path = yield* Path.Path
  const fs = yield* FileSystem.FileSystem
  const file = path.resolve(Option.getOrElse(yield* ConfigFile, () => "rollcall.yaml"))
  if (yield* isThere(file)) return yield* refused(file)
  const answers = input.yes ? exampleAnswers : yield* asked(file)
  const hasSchema = yield* Effect.orElseSucceed(fs.exists(path.join(path.dirname(file), schemaName)), () => false)
  yield* writeNew(file, starterConfig(answers, hasSchema ? `./${schemaName}` : null))
  if (yield* Json) {
    const document: Initialised = { schemaVersion: 1, file, tenant: answers.id }
    return yield* Console.log(JSON.stringify(document))
  }
  yield* Console.log(`Written: ${file}`)
  const variables = [answers.pushVariable, answers.banyanVariable].filter((each) => each !== null)
  yield* note(
    `Next: ${input.yes ? "edit it, then " : ""}set ${variables.join(" and ")} and run \`rollcall doctor ${answers.id}\`.`
  )
})

/** A name that leads nowhere, such as that of a broken link, is taken too; the write itself will notice. */
const isThere = (file: string) =>
  Effect.flatMap(FileSystem.FileSystem, (fs) => Effect.orElseSucceed(fs.exists(file), () => false))

const refused = (file: string) =>
  Effect.fail(
    new Failure({
      code: "usage",
      summary: "is there already; nothing was overwritten.",
      where: { file },
      next: "edit it, move it away, or name another file with --config."
    })
  )

/**
 * Writes a file that is not there yet, whole or not at all.
 *
 * **Details** A link fails if its name is taken, which a rename does not. Not every file system has links; there the file is
 * opened in the one way that fails for a name that is taken.
 */
const writeNew = Effect.fnUntraced(
  function* (file: string, text: string) {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const folder = path.dirname(file)
    // A file where the folder should be would look like a name that is taken.
    yield* fs.makeDirectory(folder, { recursive: true }).pipe(Effect.catch((error) => unwritable(file, error)))
    const draft = path.join(
      folder,
      `.${path.basename(file)}.${(yield* Random.nextIntBetween(0, 0xff_ffff)).toString(16)}`
    )
    yield* fs.writeFileString(draft, text, { flag: "wx" })
    yield* fs.link(draft, file).pipe(
      Effect.catchIf(
        (error) => !isTaken(error),
        () => fs.writeFileString(file, text, { flag: "wx" })
      ),
      Effect.ensuring(Effect.ignore(fs.remove(draft)))
    )
  },
  (effect, file) =>
    Effect.catchTag(effect, "PlatformError", (error) => (isTaken(error) ? refused(file) : unwritable(file, error)))
)

const isTaken = ({ reason }: PlatformError.PlatformError): boolean => reason._tag === "AlreadyExists"

const unwritable = (file: string, error: PlatformError.PlatformError) =>
  Effect.fail(
    new Failure({
      code: "output",
      summary: `cannot be written (${error.message}).`,
      where: { file },
      next: "check the folder's permissions, or name another file with --config.",
      cause: error
    })
  )

/** Asks for everything, with a suggestion for each answer. */
const asked = Effect.fnUntraced(function* (file: string) {
  const { stdinIsTerminal } = yield* Stdio.Stdio
  if (!(yield* stdinIsTerminal)) {
    return yield* new Failure({
      code: "usage",
      summary: "there is nobody to ask, as standard input is not a terminal; nothing was written.",
      where: {},
      next: "say --yes for an example to be edited."
    })
  }
  yield* note(`This writes ${file}. Enter takes what stands in brackets.`)
  const id = yield* ask(exampleAnswers, "Tenant id, for the command line", exampleAnswers.id, (text) => ({
    id: text.toLowerCase()
  }))
  let answers: StarterAnswers = {
    ...exampleAnswers,
    ...id,
    pushVariable: variableFor(id.id, "PUSH_API_KEY"),
    banyanVariable: variableFor(id.id, "BANYAN_TOKEN")
  }
  const next = Effect.fnUntraced(function* (
    question: string,
    suggestion: string,
    read: (text: string) => Partial<StarterAnswers> | string
  ) {
    answers = { ...answers, ...(yield* ask(answers, question, suggestion, read)) }
  })
  yield* next("Name of the organisation", nameOf(answers.id), (name) => ({ name }))
  yield* next("Its email domains, by comma", `${answers.id}.example`, (text) => ({ domains: listOf(text) }))
  yield* next("Time zone", answers.timezone, (timezone) => ({ timezone }))
  yield* next("Sources: push, banyan or both", "both", (text) => sourcesOf(text, answers))
  if (answers.pushVariable !== null) {
    yield* next("Environment variable with the Push API key", answers.pushVariable, (pushVariable) => ({
      pushVariable
    }))
  }
  if (answers.banyanVariable !== null) {
    yield* next("Environment variable with the Banyan token", answers.banyanVariable, (banyanVariable) => ({
      banyanVariable
    }))
  }
  return answers
})

/** Asks until the answer would make a configuration without a problem; `read` may say itself what is wrong. */
const ask = Effect.fnUntraced(function* <A extends Partial<StarterAnswers>>(
  answers: StarterAnswers,
  question: string,
  suggestion: string,
  read: (text: string) => A | string
) {
  const terminal = yield* Terminal.Terminal
  while (true) {
    yield* note(`${question} [${suggestion}]:`)
    const line = yield* Effect.mapError(terminal.readLine, () => unanswered)
    const answer = read(line.trim() === "" ? suggestion : line.trim())
    const problem = typeof answer === "string" ? answer : yield* problemWith({ ...answers, ...answer })
    if (problem === null && typeof answer !== "string") return answer
    yield* note(`  ${problem}`)
  }
})

const unanswered = new Failure({
  code: "declined",
  summary: "the questions were not answered; nothing was written.",
  where: {},
  next: "run it again, or say --yes for an example to be edited."
})

/** What the configuration's own rules say. */
const problemWith = (answers: StarterAnswers) =>
  parseConfig(starterConfig(answers, null), { file: "rollcall.yaml", dataFolder: "." }).pipe(
    Effect.as(null),
    Effect.catchTag("ConfigError", ({ problems: [first] }) => Effect.succeed(problemText(first)))
  )

const problemText = ({ message, next }: ConfigProblem): string => `${message}. ${next}`

function sourcesOf(text: string, { pushVariable, banyanVariable }: StarterAnswers): Partial<StarterAnswers> | string {
  const names = listOf(text.toLowerCase())
  if (names.length === 0 || names.some((name) => !["push", "banyan", "both"].includes(name))) {
    return "Say push, banyan or both."
  }
  const has = (name: string) => names.includes(name) || names.includes("both")
  return { pushVariable: has("push") ? pushVariable : null, banyanVariable: has("banyan") ? banyanVariable : null }
}

const listOf = (text: string): ReadonlyArray<string> => text.split(/[\s,]+/).filter((each) => each !== "")

/** `acme-corp` is perhaps Acme Corp. */
const nameOf = (id: string): string =>
  id
    .split("-")
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join(" ")
