/** What a site calls its things: numbers for names, in the order in which they appear, the well-known ones as usual. */
export class Catalogue {
  readonly site: string
  private readonly ids = new Map<string, Map<string, string>>()

  constructor(site: string) {
    this.site = site
  }

  /** The number of a thing. `catalogue.id('status', 'Open') // '1'` */
  id(noun: Noun, name: string): string {
    const usual = usualIds[noun]?.[name]
    if (usual !== undefined) return usual
    let known = this.ids.get(noun)
    if (known === undefined) this.ids.set(noun, (known = new Map()))
    let id = known.get(name)
    if (id === undefined) known.set(name, (id = String(10_000 + known.size)))
    return id
  }

  /** The address of a thing. */
  self(path: string): string {
    return `https://${this.site}/rest/api/2/${path}`
  }
}

export type Noun =
  | 'comment'
  | 'component'
  | 'history'
  | 'issue'
  | 'issueLink'
  | 'issuetype'
  | 'linkType'
  | 'priority'
  | 'project'
  | 'resolution'
  | 'status'
  | 'version'

/** Numbers that every site gives to what it is delivered with. */
const usualIds: Partial<Record<Noun, Readonly<Record<string, string>>>> = {
  issuetype: { Bug: '1', 'New Feature': '2', Task: '3', Improvement: '4', 'Sub-task': '5', Epic: '6', Story: '7' },
  priority: { Blocker: '1', Critical: '2', Major: '3', Minor: '4', Trivial: '5' },
  resolution: { Fixed: '1', "Won't Fix": '2', Duplicate: '3', Incomplete: '4', 'Cannot Reproduce': '5' },
  status: { Open: '1', 'In Progress': '3', Reopened: '4', Resolved: '5', Closed: '6' },
}

/** A category of statuses, as sites show it. */
export interface StatusCategory {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly colorName: string
}

const toDo: StatusCategory = { id: 2, key: 'new', name: 'To Do', colorName: 'blue-gray' }
const inProgress: StatusCategory = { id: 4, key: 'indeterminate', name: 'In Progress', colorName: 'yellow' }
const done: StatusCategory = { id: 3, key: 'done', name: 'Done', colorName: 'green' }

/** The category that an administrator would give to a status of these projects. */
export function categoryOf(status: string): StatusCategory {
  if (status === 'Closed' || status === 'Resolved') return done
  return status === 'In Progress' || status === 'In Review' ? inProgress : toDo
}

/** What a tie between issues is called from both its ends: from the one it points to, and from the one it starts at. */
export const linkWords: Readonly<Record<string, readonly [inward: string, outward: string]>> = {
  Addresses: ['is addressed by', 'addresses'],
  Blocker: ['is blocked by', 'blocks'],
  Cloners: ['is cloned by', 'is a clone of'],
  Dependency: ['is depended upon by', 'depends upon'],
  Duplicate: ['is duplicated by', 'duplicates'],
  Incorporates: ['is part of', 'incorporates'],
  Reference: ['is related to', 'relates to'],
  Related: ['is related to', 'relates to'],
  Required: ['is required by', 'requires'],
}
