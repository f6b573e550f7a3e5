import type { Editor } from '@tiptap/core'
import { useAccount } from '../../../shell/client-context.tsx'
import { useDocs } from '../../../shell/doc-list.ts'
import { useAsked, type AskedAt } from '../../../shell/use-asked.ts'
import { blocksNamed } from './blocks.ts'
import type { IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'

const maxEach = 6

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
  readonly sign: '/' | '@'
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
  const [, , sign, query = ''] = /(^|\s)([/@])([\p{L}\p{N} ]{0,24})$/u.exec(before) ?? []
  if (sign === undefined || (sign === '/' && query.includes(' ')) || query.startsWith(' ')) return null
  return { sign: sign as Asked['sign'], query, from: $from.pos - query.length - 1, to: $from.pos }
}

function useMatches(editor: Editor | null, asked: Asked | null, parts: ChoiceParts): readonly Choice[] {
  const { members, teams } = useAccount()
  const docs = useDocs()
  if (asked === null) return []
  if (asked.sign === '/') {
    const picture: Choice = { id: 'picture', title: t('Picture'), icon: 'image', take: parts.pickPicture }
    const item: Choice = {
      id: 'make-item',
      title: t('Make an item of this'),
      icon: 'open',
      hint: t('Mod ⇧ ↵'),
      take: parts.makeItem,
    }
    const cell: Choice = { id: 'live-cell', title: t('Live cell'), icon: 'refresh', take: parts.showCell }
    const view: Choice = { id: 'live-view', title: t('Live view'), icon: 'board', take: parts.showView }
    const found = blocksNamed(asked.query).map(({ id, title, icon, hint, run }): Choice => ({
      id,
      title,
      icon,
      hint,
      take: run,
    }))
    const isMeant = (...words: string[]) => words.some((word) => word.startsWith(asked.query.toLowerCase()))
    const isEntry = editor?.isActive('taskItem') === true || editor?.isActive('listItem') === true
    return [
      ...(isEntry && isMeant('make', 'item', 'task', 'action') ? [item] : []),
      ...found,
      ...(isMeant('picture', 'image', 'photo') ? [picture] : []),
      ...(isMeant('live', 'cell', 'value', 'status', 'field') ? [cell] : []),
      ...(isMeant('live', 'view', 'board', 'items') ? [view] : []),
    ]
  }
  const wanted = asked.query.trim().toLowerCase()
  const means = (name: string) =>
    name
      .toLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(wanted)) || name.toLowerCase().startsWith(wanted)
  const naming =
    (kind: string, icon: IconName, hint?: string) =>
    ({ id, name }: { id: string; name: string }) => ({
      id,
      title: name,
      icon,
      hint,
      take: (editor: Editor) =>
        void editor
          .chain()
          .focus()
          .insertContent([
            { type: 'mention', attrs: { kind, id, label: name.slice(0, 255) } },
            { type: 'text', text: ' ' },
          ])
          .run(),
    })
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
      .filter(({ name }) => means(name))
      .slice(0, maxEach)
      .map(naming('doc', 'doc', t('Doc'))),
  ]
}
