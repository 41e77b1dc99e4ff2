import * as NodeServices from "@effect/platform-node/NodeServices"
import { expect, layer } from "@effect/vitest"
import { ConfigProvider, Effect, Redacted } from "effect"
import { generateKeyPairSync, sign, verify } from "node:crypto"
import { inspect } from "node:util"
import { readPrivateKey } from "../src/index.ts"

const where = { file: "rollcall.yaml", line: 1 }

const read = (pem: string) =>
  readPrivateKey({ env: "KEY", where }).pipe(
    Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord({ KEY: pem })))
  )

const ed25519 = () =>
  generateKeyPairSync("ed25519", {
    privateKeyEncoding: { format: "pem", type: "pkcs8" },
    publicKeyEncoding: { format: "pem", type: "spki" }
  })

layer(NodeServices.layer)("readPrivateKey", (it) => {
  it.effect("reads an Ed25519 key that signs, and shows nothing of it", () =>
    Effect.gen(function* () {
      const { privateKey, publicKey } = ed25519()
      const key = yield* read(`\n${privateKey}\n`)
      const bytes = new TextEncoder().encode("manifest")
      expect(verify(null, bytes, publicKey, sign(null, bytes, Redacted.value(key)))).toBe(true)
      expect(`${JSON.stringify(key)} ${inspect(key)}`).not.toContain(privateKey.split("\n")[1])
    })
  )

  it.effect("refuses what is no such key, without showing it", () =>
    Effect.gen(function* () {
      const { publicKey } = ed25519()
      const encrypted = generateKeyPairSync("ed25519", {
        privateKeyEncoding: { format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "p" },
        publicKeyEncoding: { format: "pem", type: "spki" }
      }).privateKey
      const rsa = generateKeyPairSync("rsa", {
        modulusLength: 2048,
        privateKeyEncoding: { format: "pem", type: "pkcs8" },
        publicKeyEncoding: { format: "pem", type: "spki" }
      }).privateKey
      for (const [text, words] of [
        ["s3cr3t", "holds no private key in PEM without a passphrase"],
        [publicKey, "holds no private key in PEM without a passphrase"],
        [encrypted, "holds no private key in PEM without a passphrase"],
        [rsa, "holds a key of type rsa, not ed25519"],
        ["  ", "is blank"]
      ] as const) {
        const error = yield* Effect.flip(read(text))
        expect(error.detail).toContain(words)
        expect(error.next).not.toBe("")
        if (text.trim() !== "")
          expect(`${error.message} ${inspect(error)}`).not.toContain(text.trim().slice(30, 60) || text)
      }
    })
  )
})
