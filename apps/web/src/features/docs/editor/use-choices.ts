import type { Editor } from '@tiptap/core'
import { useAccount, useTree } from '../../../shell/client-context.tsx'
import { useDocs } from '../../../shell/doc-list.ts'
import { useAsked, type AskedAt } from '../../../shell/use-asked.ts'
import { useFoundItems } from '../../../shell/use-found-items.ts'
import { placeLabel } from '../places/name-places.ts'
import { askedIn, narrowedBy, type AskedWords } from './asked-words.ts'
import { blocks } from './blocks.ts'
import type { IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'

const maxEach = 6
const maxItems = 5
const noBoards: readonly string[] = []

/** Something that can be chosen while typing. */
export interface Choice {
  readonly id: string
  readonly title: string
  readonly icon: IconName
  readonly hint?: string | undefined
  readonly take: (editor: Editor) => void
}

/** What choices do that is no matter of the text alone. */
export interface ChoiceParts {
  readonly pickPicture: () => void
  /** Makes items of the entry in which the caret is. */
  readonly makeItem: () => void
  /** Asks for the cell of an item that the text is to show. */
  readonly showCell: () => void
  /** The same of the items of a view. */
  readonly showView: () => void
}

interface Asked extends AskedAt {
  readonly sign: AskedWords['sign']
}

/** What is asked for before the caret by `/` or `@`, and the keys by which one answer is taken. */
export function useChoices(editor: Editor | null, parts: ChoiceParts) {
  const { asked, active, answered, close, onKey } = useAsked(editor, askedAt)
  const choices = useMatches(editor, asked, parts)
  const pick = (choice: Choice): void => {
    if (editor === null || asked === null) return
    editor.chain().focus().deleteRange({ from: asked.from, to: asked.to }).run()
    answered()
    choice.take(editor)
  }
  return {
    from: asked?.from ?? null,
    choices,
    active,
    pick,
    onKey: (event: KeyboardEvent) => onKey(event, choices, pick),
    close,
  }
}

function askedAt(editor: Editor): Asked | null {
  const { $from, empty } = editor.state.selection
  if (!empty || !editor.isEditable || $from.parent.type.spec.code === true || !$from.parent.isTextblock) return null
  const before = $from.parent.textBetween(0, $from.parentOffset, '\n', '\ufffc')
  const asked = askedIn(before)
  if (asked === null) return null
  return { ...asked, from: $from.pos - asked.query.length - 1, to: $from.pos }
}

function useMatches(editor: Editor | null, asked: Asked | null, parts: ChoiceParts): readonly Choice[] {
  const { members, teams } = useAccount()
  const docs = useDocs()
  const { boards } = useTree()
  const items = useFoundItems(asked?.sign === '@' ? asked.query.trim() : '', noBoards, maxItems)
  if (asked === null) return []
  if (asked.sign === '/') {
    const picture = { id: 'picture', title: t('Picture'), icon: 'image', take: parts.pickPicture } as const
    const item = {
      id: 'make-item',
      title: t('Make an item of this'),
      icon: 'open',
      hint: t('Mod ⇧ ↵'),
      take: parts.makeItem,
    } as const
    const cell = { id: 'live-cell', title: t('Live cell'), icon: 'refresh', take: parts.showCell } as const
    const view = { id: 'live-view', title: t('Live view'), icon: 'board', take: parts.showView } as const
    const isEntry = editor?.isActive('taskItem') === true || editor?.isActive('listItem') === true
    const offered: readonly (Choice & { readonly words: string })[] = [
      ...(isEntry ? [{ ...item, words: t('make item task action') }] : []),
      ...blocks.map(({ id, title, icon, hint, words, run }) => ({ id, title, icon, hint, words, take: run })),
      { ...picture, words: t('picture image photo') },
      { ...cell, words: t('live cell value status field') },
      { ...view, words: t('live view board items') },
    ]
    return narrowedBy(asked.query, offered)
  }
  const wanted = asked.query.trim().toLowerCase()
  const means = (name: string) =>
    name
      .toLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(wanted)) || name.toLowerCase().startsWith(wanted)
  const naming =
    (kind: string, icon: IconName, hint?: string) =>
    ({ id, name }: { id: string; name: string }): Choice => ({
      id,
      title: name,
      icon,
      hint,
      take: (editor) => insertName(editor, { kind, id, label: name }),
    })
  const place =
    (kind: 'doc' | 'board', hint: string) =>
    ({ id, name }: { id: string; name: string }): Choice => ({
      id,
      title: name,
      icon: kind,
      hint,
      take: (editor) => insertName(editor, { kind, id, label: placeLabel(kind) }),
    })
  const isThere = ({ archived, deletedAt }: { archived: boolean; deletedAt: number | null }) =>
    !archived && deletedAt === null
  return [
    ...members
      .filter(({ name, removed, service }) => !removed && !service && means(name))
      .slice(0, maxEach)
      .map(naming('member', 'me')),
    ...teams
      .filter(({ name }) => means(name))
      .slice(0, maxEach)
      .map(naming('team', 'people', t('Team'))),
    ...docs
      .filter((doc) => isThere(doc) && means(doc.name))
      .slice(0, maxEach)
      .map(place('doc', t('Doc'))),
    ...boards
      .filter((board) => isThere(board) && !board.hidden && means(board.name))
      .slice(0, maxEach)
      .map(place('board', t('Board'))),
    ...items.map(({ id, key, title, boardName }): Choice => ({
      id,
      title: `${key} ${title}`,
      icon: 'open',
      hint: boardName,
      take: (editor) => insertName(editor, { kind: 'item', id, label: key }),
    })),
  ]
}

/** Puts a name where the caret is, and a space behind it. */
function insertName(editor: Editor, { label, ...named }: { kind: string; id: string; label: string }): void {
  const mention = { type: 'mention', attrs: { ...named, label: label.slice(0, 255) } }
  editor
    .chain()
    .focus()
    .insertContent([mention, { type: 'text', text: ' ' }])
    .run()
}
