/** Where an issue is: its repository (`owner/name`, empty where the file does not say) and its number. */
export interface IssueRef {
  readonly repo: string
  readonly number: number
}

const address =
  /^https?:\/\/(?:api\.)?[^/\s]+\/(?:repos\/)?([\w.-]{1,100}\/[\w.-]{1,100})\/(?:issues|pull|pulls)\/(\d{1,9})(?:[/?#]|$)/i
const inText = /^(?:([\w.-]{1,100}\/[\w.-]{1,100})?#|GH-)(\d{1,9})(?![\w])/i

/** What an issue is known by: `owner/name#12`. */
export function keyOf({ repo, number }: IssueRef): string {
  return `${repo}#${number}`
}

/** The issue that an address leads to, of the site or of its API; null for any other address. */
export function refOfAddress(url: string | null): IssueRef | null {
  const found = address.exec(url ?? '')
  return found === null ? null : { repo: found[1] ?? '', number: Number(found[2]) }
}

/** The issue that a text begins with: `#12`, `owner/name#12`, `GH-12` or an address; `repo` is where the text stands. */
export function refAtStart(text: string, repo: string): IssueRef | null {
  const short = inText.exec(text)
  if (short !== null) return { repo: short[1] ?? repo, number: Number(short[2]) }
  return text.startsWith('http') ? refOfAddress(/^\S{1,300}/.exec(text)?.[0] ?? null) : null
}
