import type { AvatarPerson, GridColumn, GridModel, GridRow, GridSection, LabelColour } from '../src/index.ts'

/** One made-up item. */
export interface SampleItem {
  readonly id: string
  readonly key: string
  readonly parent?: string
  values: Record<string, unknown>
  revision: number
}

const P = {
  MK: { id: 'mk', name: 'Maya Krog', colour: 'blue' },
  AL: { id: 'al', name: 'Ana Lima', colour: 'teal' },
  JO: { id: 'jo', name: 'Jon Okoye', colour: 'violet' },
  SR: { id: 'sr', name: 'Sam Reyes', colour: 'orange' },
  TW: { id: 'tw', name: 'Tara Weiss', colour: 'pink' },
  NB: { id: 'nb', name: 'Nils Berg', colour: 'green' },
} as const satisfies Record<string, AvatarPerson>

/** The made-up people. */
export const PEOPLE: readonly AvatarPerson[] = Object.values(P)

/** Colours of status, priority and type labels. */
export const COLOURS: Readonly<Record<string, LabelColour>> = {
  Done: 'green',
  'In review': 'violet',
  'In progress': 'blue',
  Blocked: 'red',
  'To do': 'slate',
  Backlog: 'grey',
  Critical: 'red',
  High: 'orange',
  Medium: 'yellow',
  Low: 'slate',
  Feature: 'blue',
  Bug: 'red',
  Debt: 'orange',
  Infra: 'teal',
  Learning: 'violet',
}

/** The labels one may choose from. */
export const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  status: ['Backlog', 'To do', 'In progress', 'In review', 'Blocked', 'Done'],
  priority: ['Critical', 'High', 'Medium', 'Low'],
  type: ['Feature', 'Bug', 'Debt', 'Infra', 'Learning'],
}

type Line = readonly [
  string,
  string,
  number,
  number,
  string,
  string,
  string,
  number,
  readonly AvatarPerson[],
  string,
  string,
  boolean,
]

const GROUPS: readonly { title: string; colour: LabelColour; summary: string; lines: readonly Line[] }[] = [
  {
    title: 'Sprint 24',
    colour: 'blue',
    summary: '14 Nov – 27 Nov · day 6 of 10',
    lines: [
      [
        'FUL-412',
        'Session tokens survive a password reset',
        3,
        2,
        'In review',
        'Bug',
        'Critical',
        3,
        [P.MK],
        '2 approvals',
        '24 Nov',
        false,
      ],
      [
        'FUL-398',
        'Column permissions in CSV export',
        5,
        0,
        'In progress',
        'Feature',
        'High',
        5,
        [P.AL, P.JO],
        'draft',
        '26 Nov',
        false,
      ],
      [
        'FUL-405',
        'Replace nightly cron with the change log',
        2,
        3,
        'In progress',
        'Debt',
        'Medium',
        3,
        [P.SR],
        '1 of 2 checks',
        '27 Nov',
        false,
      ],
      [
        'FUL-377',
        'Burndown ignores items added on day one',
        7,
        0,
        'Blocked',
        'Bug',
        'High',
        2,
        [P.TW],
        'waits for FUL-398',
        '21 Nov',
        true,
      ],
      [
        'FUL-420',
        'Deploy previews for every pull request',
        1,
        4,
        'To do',
        'Infra',
        'Medium',
        5,
        [P.NB],
        '',
        '27 Nov',
        false,
      ],
      [
        'FUL-391',
        'Keyboard drag on the timeline',
        4,
        0,
        'Done',
        'Feature',
        'Medium',
        3,
        [P.AL],
        'in production',
        '19 Nov',
        false,
      ],
      [
        'FUL-388',
        'Flaky test: reconnect storm',
        2,
        0,
        'Done',
        'Debt',
        'Low',
        1,
        [P.MK, P.NB],
        'in production',
        '18 Nov',
        false,
      ],
    ],
  },
  {
    title: 'Next',
    colour: 'violet',
    summary: '28 Nov – 11 Dec · 31 of 36 points',
    lines: [
      ['FUL-431', 'Forecast shows its own hit rate', 0, 3, 'To do', 'Feature', 'High', 8, [P.JO], '', '11 Dec', false],
      ['FUL-428', 'Archive boards nobody opened for 90 days', 1, 0, 'Backlog', 'Feature', 'Low', 2, [], '', '', false],
      [
        'FUL-433',
        'Index bloat on the change log partitions',
        3,
        0,
        'To do',
        'Debt',
        'High',
        5,
        [P.SR],
        '',
        '05 Dec',
        false,
      ],
      [
        'FUL-419',
        'Pair on the sync engine with two newcomers',
        0,
        0,
        'To do',
        'Learning',
        'Medium',
        3,
        [P.TW, P.AL],
        '',
        '09 Dec',
        false,
      ],
    ],
  },
]

const SPARE: Line = ['FUL-1', 'Spare', 0, 0, 'To do', 'Bug', 'Low', 1, [], '', '', false]

/** The columns of the drawing, with their kinds as ids. */
export const COLUMNS: readonly GridColumn[] = [
  { id: 'name', title: 'Item', width: 280, minWidth: 160, pinned: true, grow: true, editor: 'inline' },
  { id: 'type', title: 'Type', width: 82, editor: 'popover' },
  { id: 'status', title: 'Status', width: 122, padding: 'tight', editor: 'popover' },
  { id: 'priority', title: 'Priority', width: 90, padding: 'tight', editor: 'popover' },
  { id: 'points', title: 'Points', width: 64, align: 'end', editor: 'inline' },
  { id: 'owner', title: 'Owner', width: 84, editor: 'popover' },
  { id: 'due', title: 'Due', width: 78, editor: 'popover' },
  { id: 'code', title: 'Code', width: 148 },
  { id: 'progress', title: 'Progress', width: 88, align: 'end' },
]

interface Group {
  readonly id: string
  readonly title: string
  readonly colour: LabelColour
  readonly summary: string
  rows: SampleItem[]
  collapsed: boolean
}

/** A board in memory that a grid can show and change. */
export interface SampleBoard {
  readonly groups: Group[]
  item(id: string): SampleItem | undefined
  set(id: string, column: string, value: unknown): void
  add(groupId: string, name: string): void
  move(ids: readonly string[], groupId: string, beforeId: string | undefined): void
  toggleGroup(groupId: string): void
  toggleRow(id: string): void
  model(): GridModel
}

function fromLine(line: Line, id: string): SampleItem {
  const [key, name, chats, subs, status, type, priority, points, owner, code, due, late] = line
  return { id, key, revision: 0, values: { name, chats, subs, status, type, priority, points, owner, code, due, late } }
}

/** The board of the drawing, or one of `count` rows made of it. */
export function sampleBoard(count?: number): SampleBoard {
  const groups: Group[] = GROUPS.map((group, at) => ({
    id: `g${at}`,
    title: group.title,
    colour: group.colour,
    summary: group.summary,
    collapsed: false,
    rows: group.lines.map((line, index) => fromLine(line, `${at}-${index}`)),
  }))
  if (count !== undefined) {
    const lines = GROUPS.flatMap((group) => group.lines)
    for (const [at, group] of groups.entries()) {
      const share = at === 0 ? Math.ceil(count / 2) : Math.floor(count / 2)
      group.rows = Array.from({ length: share }, (_, index) => {
        const line = lines[(index * 7 + at) % lines.length]
        const item = fromLine(line ?? SPARE, `${at}-${index}`)
        return { ...item, key: `FUL-${index + 1}` }
      })
    }
  }
  const byId = new Map<string, SampleItem>()
  const place = new Map<string, { sectionIndex: number; rowIndex: number }>()
  const open = new Set<string>()
  const children = new Map<string, SampleItem[]>()
  let revision = 0
  const index = (): void => {
    revision += 1
    place.clear()
    for (const [sectionIndex, group] of groups.entries()) {
      for (const [rowIndex, item] of group.rows.entries()) {
        byId.set(item.id, item)
        place.set(item.id, { sectionIndex, rowIndex })
      }
    }
  }
  index()
  const board: SampleBoard = {
    groups,
    item: (id) => byId.get(id),
    set: (id, column, value) => {
      const item = byId.get(id)
      if (item === undefined) return
      item.values = { ...item.values, [column]: value }
      item.revision += 1
      revision += 1
    },
    add: (groupId, name) => {
      const group = groups.find((candidate) => candidate.id === groupId)
      if (group === undefined) return
      const id = `new-${revision}`
      group.rows = [
        ...group.rows,
        {
          id,
          key: 'FUL-…',
          revision: 0,
          values: { name, status: 'To do', priority: 'Medium', type: 'Feature', points: 1, owner: [], due: '' },
        },
      ]
      index()
    },
    move: (ids, groupId, beforeId) => {
      const moving = ids.flatMap((id) => byId.get(id) ?? [])
      const set = new Set(ids)
      for (const group of groups) group.rows = group.rows.filter((item) => !set.has(item.id))
      const target = groups.find((group) => group.id === groupId)
      if (target === undefined) return
      const at = beforeId === undefined ? -1 : target.rows.findIndex((item) => item.id === beforeId)
      target.rows.splice(at < 0 ? target.rows.length : at, 0, ...moving)
      index()
    },
    toggleGroup: (groupId) => {
      const group = groups.find((candidate) => candidate.id === groupId)
      if (group !== undefined) group.collapsed = !group.collapsed
      revision += 1
    },
    toggleRow: (id) => {
      const at = place.get(id)
      const item = byId.get(id)
      const group = at === undefined ? undefined : groups[at.sectionIndex]
      if (at === undefined || item === undefined || group === undefined) return
      const subs = Number(item.values['subs'] ?? 0)
      if (open.delete(id)) group.rows = group.rows.filter((row) => row.parent !== id)
      else {
        open.add(id)
        const kids =
          children.get(id) ??
          Array.from({ length: subs }, (_, n) => ({
            ...fromLine(GROUPS[1]?.lines[n % 4] ?? SPARE, `${id}.${n}`),
            key: `${item.key}.${n + 1}`,
            parent: id,
          })).map((kid) => ({ ...kid, values: { ...kid.values, subs: 0 } }))
        children.set(id, kids)
        group.rows.splice(at.rowIndex + 1, 0, ...kids)
      }
      item.revision += 1
      index()
    },
    model: () => {
      const sections: GridSection[] = groups.map((group) => ({
        id: group.id,
        title: group.title,
        colour: group.colour,
        summary: `${group.rows.length.toLocaleString('en')} items · ${group.summary}`,
        rowCount: group.rows.length,
        collapsed: group.collapsed,
      }))
      return {
        revision,
        sections,
        rowAt: (sectionIndex, rowIndex): GridRow | undefined => {
          const item = groups[sectionIndex]?.rows[rowIndex]
          if (item === undefined) return undefined
          return {
            id: item.id,
            revision: item.revision,
            depth: item.parent === undefined ? 0 : 1,
            expandable: Number(item.values['subs'] ?? 0) > 0,
            expanded: open.has(item.id),
          }
        },
        find: (id) => place.get(id),
        cellRevision: (id) => byId.get(id)?.revision ?? 0,
      }
    },
  }
  return board
}
