import type { Editor } from '@tiptap/core'
import type { FoundAnywhere } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { useMemo } from 'react'
import { useAccount } from '../../../shell/client-context.tsx'
import { useDocs } from '../../../shell/doc-list.ts'
import { useAsked, type AskedAt } from '../../../shell/use-asked.ts'
import { useFoundItems } from '../../../shell/use-found-items.ts'
import { useItem } from '../use-item.ts'
import { beginsWith, blockChoices, type Choice } from './choices.ts'
import { mentionAt } from './plain-parts.ts'

const MAX_PEOPLE = 5
const MAX_DOCS = 5
const MAX_ITEMS = 5

interface Asked extends AskedAt {
  readonly kind: 'mention' | 'block'
}

/** What is being asked for before the caret, what answers it, and how one answer is taken. */
export function useChoices(editor: Editor | null, pickFile: () => void) {
  const { asked, active, answered, close, onKey } = useAsked(editor, askedAt)
  const choices = useMatches(asked, pickFile)
  const pick = (choice: Choice): void => {
    if (editor === null || asked === null) return
    const range = { from: asked.from, to: asked.to }
    answered()
    if (choice.mention !== undefined) {
      const mention = { type: 'mention', attrs: { ...choice.mention } }
      editor
        .chain()
        .focus()
        .insertContentAt(range, [mention, { type: 'text', text: ' ' }])
        .run()
    } else {
      editor.chain().focus().deleteRange(range).run()
      choice.run?.(editor)
    }
  }
  return { asked, choices, active, pick, onKey: (event: KeyboardEvent) => onKey(event, choices, pick), close }
}

function askedAt(editor: Editor): Asked | null {
  const { selection } = editor.state
  const { $from, empty } = selection
  if (!empty || !editor.isEditable || $from.parent.type.name === 'codeBlock') return null
  const before = $from.parent.textBetween(0, $from.parentOffset, '\n', '\ufffc')
  const mention = mentionAt(before, before.length)
  if (mention !== null) {
    return { kind: 'mention', query: mention.query, from: $from.start() + mention.start, to: $from.pos }
  }
  const [, , query = null] = /(^|\s)\/([\p{L}]{0,20})$/u.exec(before) ?? []
  return query === null ? null : { kind: 'block', query, from: $from.pos - query.length - 1, to: $from.pos }
}

function useMatches(asked: Asked | null, pickFile: () => void): readonly Choice[] {
  const { context, boardId } = useItem()
  const { teams } = useAccount()
  const docs = useDocs()
  const near = useMemo(() => [boardId], [boardId])
  const query = asked?.kind === 'mention' ? asked.query.trim() : ''
  const items = useFoundItems(query, near, MAX_ITEMS)
  if (asked === null) return []
  if (asked.kind === 'block') {
    const wanted = asked.query.toLowerCase()
    return blockChoices(pickFile).filter(({ words }) => words.split(' ').some((word) => word.startsWith(wanted)))
  }
  const people = context.people
    .filter(({ name }) => beginsWith(name, asked.query))
    .slice(0, MAX_PEOPLE)
    .map((person): Choice => ({
      id: person.id,
      title: person.name,
      note: person.note,
      person,
      mention: { noun: 'member', id: person.id },
    }))
  const named = teams
    .filter(({ name }) => beginsWith(name, asked.query))
    .slice(0, MAX_PEOPLE)
    .map(({ id, name, memberIds }): Choice => ({
      id,
      title: name,
      note: t('Team of {count}', { count: memberIds.length }),
      icon: 'people',
      mention: { noun: 'team', id },
    }))
  const written = docs
    .filter(({ name, archived, deletedAt }) => !archived && deletedAt === null && beginsWith(name, asked.query))
    .slice(0, MAX_DOCS)
    .map(({ id, name }): Choice => ({ id, title: name, note: t('Doc'), icon: 'doc', mention: { noun: 'doc', id } }))
  return [...people, ...named, ...written, ...items.map(toChoice)]
}

function toChoice({ id, key, title, boardName }: FoundAnywhere): Choice {
  return { id, title: `${key} ${title}`, note: boardName, icon: 'board', mention: { noun: 'item', id } }
}
