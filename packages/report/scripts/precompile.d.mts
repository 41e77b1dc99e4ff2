/** The text of the generated module. */
export function generated(): string
