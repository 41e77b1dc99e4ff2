/**
 * The signature of a manifest: Ed25519 over its bytes, kept as its bare 64 bytes in a file beside it.
 *
 * **Details** The same key and manifest give the same signature. Any tool checks it:
 * `openssl pkeyutl -verify -rawin -pubin -inkey PUBLIC.pem -in manifest.json -sigfile manifest.json.sig`.
 *
 * **Source** RFC 8032; docs/signing.md.
 */
import { readPrivateKey, type SecretRef } from "@rollcall/config"
import { Effect, FileSystem, Path, Redacted, Stream } from "effect"
import { Buffer } from "node:buffer"
import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto"
import { Failure } from "./Failure.ts"
import { secretFailure } from "./failures.ts"
import type { SignatureVerdict } from "./VerifyDocument.ts"

/** What a manifest's signature is called. */
export const signatureName = (manifestName: string): string => `${manifestName}.sig`

/** Whatever signs manifests; its key cannot be read out of it. */
export type Signer = (manifest: Uint8Array) => Uint8Array

/** Reads the private key; `tenant` is whose reports are to be signed, if they are one tenant's. */
export const signerOf = Effect.fn("cli.signerOf")(function* (key: SecretRef, tenant?: string) {
  const secret = yield* Effect.mapError(readPrivateKey(key), (error) => secretFailure(error, tenant))
  const signer: Signer = (manifest) => sign(null, manifest, Redacted.value(secret))
  return signer
})

const signatureBytes = 64

/** No public key in PEM is longer, and none of these files is read further. */
const publicKeyBytesMax = 65_536

/** A public key, and the file that it was in. */
export interface PublicKey {
  readonly file: string
  readonly key: KeyObject
}

/**
 * Reads the public key that somebody wants a signature to be checked with.
 *
 * **Errors** `Failure` of usage if the file cannot be read or has no public key in it.
 */
export const readPublicKey = Effect.fn("cli.readPublicKey")(function* (name: string) {
  const path = yield* Path.Path
  const file = path.resolve(name)
  const usage = (summary: string) =>
    new Failure({ code: "usage", summary, where: { file }, next: "name the public key as a file in PEM." })
  const read = yield* Effect.mapError(firstBytes(file, publicKeyBytesMax), ({ message }) =>
    usage(`the public key cannot be read (${message}).`)
  )
  const pem = Buffer.from(read).toString("latin1")
  // Node would make the public key of it, and its owner would go on handing it around.
  if (pem.includes("PRIVATE KEY")) return yield* usage("this is a private key, which nobody but its owner needs.")
  const key = yield* Effect.try({
    try: () => createPublicKey({ key: pem, format: "pem" }),
    catch: () => usage("there is no public key in PEM in this file.")
  })
  const publicKey: PublicKey = { file, key }
  return publicKey
})

/** What was signed, and where its signature is to be. */
export interface Signed {
  readonly folder: string
  readonly manifestName: string
  readonly manifest: Uint8Array
}

/** Whether a manifest is signed, and with the key that is wanted; without a key that is not known, which is said. */
export const signatureVerdict = Effect.fn("cli.signatureVerdict")(function* (
  { folder, manifestName, manifest }: Signed,
  publicKey: PublicKey | null
) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const name = signatureName(manifestName)
  const file = path.join(folder, name)
  const said = (state: SignatureVerdict["state"], detail: string): SignatureVerdict => ({
    state,
    detail,
    publicKeySha256: publicKey === null ? null : fingerprint(publicKey.key)
  })
  if (publicKey !== null && publicKey.key.asymmetricKeyType !== "ed25519") {
    return said("wrong", `${publicKey.file} has a key of type ${publicKey.key.asymmetricKeyType}, not ed25519`)
  }
  const info = yield* Effect.option(fs.stat(file))
  if (info._tag === "None") {
    return publicKey === null
      ? said("none", `there is no ${name}`)
      : said("missing", `there is no ${name}, though a public key was named`)
  }
  const isOne = info.value.type === "File" && info.value.size === BigInt(signatureBytes)
  if (!isOne) return said("wrong", `${name} is no signature: it should be a file of ${signatureBytes} bytes`)
  if (publicKey === null) return said("not-checked", `there is ${name}; name the public key with --public-key`)
  const signature = yield* Effect.mapError(
    firstBytes(file, signatureBytes),
    ({ message }) =>
      new Failure({
        code: "failed",
        summary: `cannot be read (${message}).`,
        where: { file },
        next: "see to it that you may read the file, then run the command again."
      })
  )
  return verify(null, manifest, publicKey.key, signature)
    ? said("holds", `${name} was made with the private key of ${publicKey.file}`)
    : said("wrong", `${name} was not made for this ${manifestName} with the private key of ${publicKey.file}`)
})

/** SHA-256 of a public key in the form that every tool writes alike (SPKI, DER). */
const fingerprint = (key: KeyObject): string =>
  createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest("hex")

/** Somebody may name a device without an end. */
const firstBytes = Effect.fnUntraced(function* (file: string, max: number) {
  const fs = yield* FileSystem.FileSystem
  return yield* Stream.runFold(
    fs.stream(file, { bytesToRead: max }),
    () => Buffer.alloc(0),
    (read, more) => Buffer.concat([read, more])
  )
})
