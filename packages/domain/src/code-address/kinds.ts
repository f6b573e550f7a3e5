/** A sort of page that a host of code has. Sorts are values: a new one is a line here. No host is named: many are self-hosted. */
export interface CodeAddressKind {
  readonly id: string
  readonly label: string
  /** The path behind the host: the repository with its owners, then what tells the page. */
  readonly path: RegExp
  /** What stands behind the repository: `#12`. */
  readonly mark: (reference: string) => string
}

/** Owners and a repository: `octo/cat`, `group/sub/cat`. */
const repository = String.raw`/((?:[\w.~][\w.~-]*/){1,8}[\w.~][\w.~-]*?)`

const short = (sha: string): string => `@${sha.slice(0, 8)}`

/** Every sort of page. The first that fits counts. */
export const codeAddressKinds: readonly CodeAddressKind[] = [
  {
    id: 'merge-request',
    label: 'Merge request',
    path: new RegExp(`^${repository}/-/merge_requests/(\\d{1,9})(?:/|$)`),
    mark: (number) => `!${number}`,
  },
  {
    id: 'pull-request',
    label: 'Pull request',
    path: new RegExp(`^${repository}/(?:pull|pulls|pull-requests|pullrequest)/(\\d{1,9})(?:/|$)`),
    mark: (number) => `#${number}`,
  },
  {
    id: 'commit',
    label: 'Commit',
    path: new RegExp(`^${repository}/(?:-/)?commits?/([0-9a-f]{7,64})(?:/|$)`),
    mark: short,
  },
]
