import { colours, matchingKey, maxGroupsPerBoard } from '@fulcrum/domain'
import type { BoardState } from '@fulcrum/domain'
import type { Problems } from '../problems.ts'
import type { ImportDoor } from './import-door.ts'

const groupColours = colours.filter((colour) => colour !== 'grey' && colour !== 'slate')
const maxTitle = 255

/** The groups of an import, by title; made when the first item of one comes. */
export class ImportGroups {
  created = 0
  private readonly door: ImportDoor
  private readonly boardId: string
  private readonly fallback: string
  private readonly problems: Problems
  private readonly numbers = new Map<string, number>()
  /** The same by what the source says, once it was looked for. */
  private readonly found = new Map<string | null, number>()
  private last: number | null = null

  /** `fallback` is the title of the group for items that name none. */
  constructor(door: ImportDoor, board: BoardState, fallback: string, problems: Problems) {
    this.door = door
    this.boardId = board.boardId
    this.fallback = fallback.slice(0, maxTitle)
    this.problems = problems
    for (const [, group] of board.records('group')) {
      if (group['deletedAt'] !== undefined) continue
      this.last = Number(group['number'])
      this.numbers.set(matchingKey(String(group['title'])), this.last)
    }
  }

  /** The number of the group of a title; null is the one for items without. Any will do for an item that waits for its parent. */
  numberOf(title: string | null, isForNow = false): number | Promise<number> {
    if (isForNow && this.last !== null) return this.last
    return this.found.get(title) ?? this.find(title)
  }

  private async find(title: string | null): Promise<number> {
    const whole = (title ?? this.fallback).replace(/\s+/g, ' ').trim() || this.fallback
    if (whole.length > maxTitle) this.problems.add(null, 'group-cut', whole)
    const name = whole.slice(0, maxTitle).trim()
    const known = this.numbers.get(matchingKey(name))
    if (known !== undefined) {
      if (whole.length <= maxTitle) this.found.set(title, known)
      return known
    }
    const board = await this.door.board(this.boardId)
    const count = [...board.records('group')].length
    if (count >= maxGroupsPerBoard && this.last !== null) {
      this.problems.add(null, 'group-limit', name)
      return this.last
    }
    const answer = await this.door.run('group.create', {
      board: this.boardId,
      id: this.door.newId(),
      title: name,
      colour: groupColours[count % groupColours.length],
    })
    const number = (answer.result as { readonly number: number }).number
    this.numbers.set(matchingKey(name), number)
    this.last = number
    this.created++
    return number
  }
}
