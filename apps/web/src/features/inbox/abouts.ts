import type { AboutKind } from '@fulcrum/domain'
import { byAbout } from '@fulcrum/protocol'
import type { ByAbout, InboxAbout } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { inboxPath } from '../../shell/inbox.ts'
import { boardPath, docPath, itemPath } from '../../shell/paths.ts'

/** What nothing is to be heard of any more. */
export interface Mute {
  readonly kind: AboutKind
  readonly id: string
  /** What it is called where it is muted. */
  readonly name: string
  /** What a menu says: "Mute this item". */
  readonly title: string
}

const titles: ByAbout<string> = {
  item: ({ key, name }) => `${key} ${name}`,
  board: ({ name }) => name,
  doc: ({ name }) => name,
}

const places: ByAbout<string> = {
  item: ({ board }) => board.name,
  board: ({ name }) => name,
  doc: () => t('Doc'),
}

const pages: ByAbout<string> = {
  item: ({ board, row }) => itemPath(board.id, row),
  board: ({ id }) => boardPath(id),
  doc: ({ id }) => docPath(id),
}

const openings: ByAbout<string> = {
  item: ({ id }) => inboxPath(id),
  board: ({ id }) => inboxPath(id),
  doc: ({ id, thread }) => docPath(id, thread),
}

const muteBoard = (id: string, name: string): Mute => ({
  kind: 'board',
  id,
  name,
  title: t('Mute {boardName}', { boardName: name }),
})

const mutes: ByAbout<readonly [Mute, ...Mute[]]> = {
  item: ({ id, key, board }) => [
    { kind: 'item', id, name: key, title: t('Mute this item') },
    muteBoard(board.id, board.name),
  ],
  board: ({ id, name }) => [muteBoard(id, name)],
  doc: ({ id, name }) => [{ kind: 'doc', id, name, title: t('Mute this doc') }],
}

/** What it is called, with its key if it has one. */
export function titleOf(about: InboxAbout): string {
  return byAbout(titles, about)
}

/** Its key, if it has one. */
export function keyOf(about: InboxAbout): string | null {
  return 'key' in about ? about.key : null
}

/** Where it is: on which board, or what else it is. */
export function placeOf(about: InboxAbout): string {
  return byAbout(places, about)
}

/** The address of its own page. */
export function pageOf(about: InboxAbout): string {
  return byAbout(pages, about)
}

/** Where one comes to what happened to it. */
export function openingOf(about: InboxAbout): string {
  return byAbout(openings, about)
}

/** What can be muted of it, the nearest first. */
export function mutesOf(about: InboxAbout): readonly [Mute, ...Mute[]] {
  return byAbout(mutes, about)
}
