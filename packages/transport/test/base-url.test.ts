import { assert, describe, it } from "@effect/vitest"
import { baseUrlProblem } from "@rollcall/transport"

describe("baseUrlProblem", () => {
  it.each([
    "https://api.pushsecurity.com/",
    "https://net.banyanops.com/api",
    "http://127.0.0.1:8080",
    "http://localhost:1/x",
    "http://[::1]:1"
  ])("has nothing against %s", (url) => {
    assert.isNull(baseUrlProblem(url))
  })

  it.each([
    ["http://api.example.com", /unencrypted/],
    ["http://127.0.0.1.example.com", /unencrypted/],
    ["http://localhost.example.com", /unencrypted/],
    ["ftp://api.example.com", /https/],
    ["api.example.com", /web address/],
    ["", /web address/],
    ["https://me:secret@api.example.com", /user name/],
    ["https://api.example.com?key=1", /query/],
    ["https://net.example.com/api/v1", /must not end in \/v1/],
    ["https://net.example.com/api/V2/", /must not end in \/V2/]
  ])("says what is wrong with %s", (url, problem) => {
    assert.match(baseUrlProblem(url) ?? "", problem)
  })
})
