import {
  parseDateText,
  personOf,
  type FidelityLog,
  type ImportComment,
  type ImportPerson,
} from '@fulcrum/integration-kit'
import { textOf, type Row } from './cells.ts'

/** An update, with the item that it is on. */
interface Update {
  readonly item: string
  readonly comment: ImportComment
}

/** Messages on items, as the sheet of updates lists them: by the id of their item, else by its name. */
export class Updates {
  readonly people = new Map<string, ImportPerson>()
  private readonly byItem = new Map<string, ImportComment[]>()
  private readonly timeZone: string
  private readonly fidelity: FidelityLog
  private places: Places | null = null

  constructor(timeZone: string, fidelity: FidelityLog) {
    this.timeZone = timeZone
    this.fidelity = fidelity
  }

  /** Takes the next row of the sheet. */
  add(row: Row): void {
    if (this.places === null) {
      this.places = placesIn(row)
      return
    }
    const update = this.read(row, this.places)
    if (update === null) return
    const known = this.byItem.get(update.item)
    if (known === undefined) this.byItem.set(update.item, [update.comment])
    else known.push(update.comment)
  }

  /** The updates of an item in the order of time. */
  of(id: string, name: string): readonly ImportComment[] {
    const found = this.byItem.get(id) ?? this.byItem.get(byName(name)) ?? []
    return [...found].sort((left, right) => left.at - right.at)
  }

  /** Reports updates on items that the board does not have, when all items were seen. */
  finish(isKnown: (item: string) => boolean): void {
    for (const [item, comments] of this.byItem) {
      if (!isKnown(item)) this.fidelity.add(null, 'comment-of-missing-record', item, comments.length)
    }
  }

  private read(row: Row, places: Places): Update | null {
    const cell = (at: number) => (at < 0 ? '' : textOf(row[at]))
    const id = cell(places.itemId)
    const item = id === '' ? byName(cell(places.itemName)) : id
    const text = cell(places.text)
    if (item === byName('') && text === '') return null
    if (cell(places.assets) !== '') this.fidelity.add(null, 'attachment-left-out', `an update of ${item}`)
    const written = cell(places.at)
    const at = readTime(written, this.timeZone)
    if (at === null || text === '') {
      this.fidelity.add(
        null,
        at === null ? 'date-unreadable' : 'comment-empty',
        at === null ? `an update: ${written}` : item,
      )
      return null
    }
    const person = personOf(cell(places.user))
    if (person !== null) this.people.set(person.key, person)
    const key = cell(places.post)
    return { item, comment: { ...(key === '' ? {} : { key }), at, by: person?.key ?? null, text } }
  }
}

/** How an item is called where updates have no ids. */
export function byName(name: string): string {
  return `name:${name}`
}

interface Places {
  readonly itemId: number
  readonly itemName: number
  readonly user: number
  readonly at: number
  readonly text: number
  readonly post: number
  readonly assets: number
}

/** Where things stand, if this row has the titles. */
function placesIn(row: Row): Places | null {
  const titles = row.map((cell) => textOf(cell).toLowerCase())
  const place = (pattern: RegExp) => titles.findIndex((title) => pattern.test(title))
  const places = {
    itemId: place(/^item id$/),
    itemName: place(/^item name$/),
    user: place(/^(?:user|author|created by)$/),
    at: place(/^created(?: at| on)?$/),
    text: place(/^update content$|^(?:content|body|text)$/),
    post: place(/^post id$/),
    assets: place(/^asset ids?$/),
  }
  return (places.itemId >= 0 || places.itemName >= 0) && places.text >= 0 && places.at >= 0 ? places : null
}

const styles = ['named', 'iso', 'ymd', 'dmy'] as const

/** `readTime('08/April/2025  08:16:10 PM', 'UTC')` */
function readTime(text: string, timeZone: string): number | null {
  for (const style of styles) {
    const read = parseDateText(text.replace(/\s+/g, ' '), style, timeZone)
    if (read !== null) return read.instantMs
  }
  return null
}
