import { emptyRecord } from '@fulcrum/integration-kit'
import type { ImportComment, ImportHistoryEntry, ImportRecord, ImportValue } from '@fulcrum/integration-kit'
import type { DemoTalk } from './data/talk.ts'
import type { Dice } from './dice.ts'
import { workTime, dayMs } from './calendar.ts'

/** What the stories of a board share. */
export interface DemoWorld {
  readonly now: number
  readonly dice: Dice
  /** The member of each person, for mentions. */
  readonly members: ReadonlyMap<string, string>
}

interface Beginning {
  readonly key: string
  readonly title: string
  readonly at: number
  readonly by: string
  readonly group?: string
  readonly parentKey?: string
}

/** The life of one item: it is made, changes, is talked about. What lies after now has not happened. */
export class Story {
  readonly key: string
  group: string | undefined
  private readonly world: DemoWorld
  private readonly beginning: Beginning
  private readonly values: Record<string, ImportValue> = emptyRecord<ImportValue>()
  private readonly history: ImportHistoryEntry[] = []
  private readonly comments: ImportComment[] = []
  private last: number

  constructor(world: DemoWorld, beginning: Beginning, values: Readonly<Record<string, ImportValue>>) {
    this.world = world
    // What would begin on a coming Monday has just begun.
    this.beginning = { ...beginning, at: Math.min(beginning.at, world.now - 3_600_000) }
    this.key = beginning.key
    this.group = beginning.group
    this.last = this.beginning.at
    Object.assign(this.values, values)
  }

  get createdAt(): number {
    return this.beginning.at
  }

  get latest(): number {
    return this.last
  }

  value(field: string): ImportValue {
    return this.values[field] ?? null
  }

  /** Somebody sets a field; false where that has not happened yet. */
  set(at: number, by: string, field: string, to: ImportValue): boolean {
    const time = Math.max(at, this.last + 60_000)
    if (time > this.world.now) return false
    const from = this.value(field)
    if (asText(from) === asText(to)) return true
    this.history.push({ at: time, by, field, mode: 'value', from: asText(from), to: asText(to) })
    this.values[field] = to
    this.last = time
    return true
  }

  /** An exchange that begins on a day. */
  talk(day: number, lines: DemoTalk): void {
    let at = workTime(day, this.world.dice)
    for (const [by, text] of lines) {
      if (at > this.world.now) return
      this.comments.push({ key: `${this.comments.length + 1}`, at, by, text: this.withMentions(text) })
      at += this.world.dice.between(4, 180) * 60_000
      if (this.world.dice.chance(0.2)) at = workTime(Math.floor(at / dayMs) + 1, this.world.dice)
    }
  }

  record(): ImportRecord {
    const { key, title, at, by, parentKey } = this.beginning
    return {
      key,
      title,
      ...(parentKey !== undefined && { parentKey }),
      ...(this.group !== undefined && { group: this.group }),
      values: this.values,
      createdAt: at,
      createdBy: by,
      updatedAt: Math.max(this.last, this.comments.at(-1)?.at ?? 0),
      history: this.history,
      comments: this.comments,
      links: [],
    }
  }

  private withMentions(text: string): string {
    return text.replace(/@([a-z]+)/g, (whole, key: string) => {
      const member = this.world.members.get(key)
      return member === undefined ? whole : `@[member:${member}]`
    })
  }
}

function asText(value: ImportValue): string | null {
  if (value === null) return null
  return typeof value === 'object' ? value.join(', ') : String(value)
}
