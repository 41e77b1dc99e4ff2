/**
 * Says what is wrong with a source's base address, or `null` if nothing is.
 *
 * **Details** Keys travel in headers, so only HTTPS will do, except to this machine. Paths of both APIs begin with their
 * version, so an address that ends in one would double it.
 *
 * **Source** contracts/push.md, section 1; contracts/banyan.md, section 1.1.
 */
export function baseUrlProblem(url: string): string | null {
  const parsed = URL.parse(url)
  if (parsed === null || parsed.hostname === "") return "is not a web address; write it like https://api.example.com"
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return "must begin with https://"
  if (parsed.protocol === "http:" && !isLoopback(parsed.hostname)) {
    return "must begin with https://: a key must not travel unencrypted (plain http is for loopback addresses only)"
  }
  if (parsed.username !== "" || parsed.password !== "") return "must not hold a user name or password"
  if (parsed.search !== "" || parsed.hash !== "") return "must not hold a query or a fragment"
  const version = /\/(v[12])\/*$/i.exec(parsed.pathname)?.[1]
  return version === undefined ? null : `must not end in /${version}: leave it out, the client adds the version itself`
}

/** `URL` has already turned other spellings, such as `127.1` or `[0:0::1]`, into these. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d+){3}$/.test(hostname)
}
