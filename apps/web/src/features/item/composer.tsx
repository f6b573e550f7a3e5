import { Avatar, Button, Kbd, Popover } from '@fulcrum/ui'
import { useId, useRef, useState } from 'react'
import { mentionAt, toStored, type Mentionable } from './mentions.ts'
import { useItem } from './use-item.ts'

interface ComposerProps {
  /** Under which name the unsent words are kept. */
  readonly draftKey: string
  readonly label: string
  readonly initial?: string
  readonly postTitle?: string
  readonly autoFocus?: boolean
  /** Gets the message as it is stored. */
  readonly onPost: (body: string) => void
  readonly onCancel?: () => void
}

const MAX_SUGGESTED = 6

/** A field for a message. `@` offers people; unsent words survive a reload. */
export function Composer({
  draftKey,
  label,
  initial = '',
  postTitle = 'Post',
  autoFocus,
  onPost,
  onCancel,
}: ComposerProps) {
  const { context } = useItem()
  const [text, setText] = useDraft(draftKey, initial)
  const chosen = useRef<Mentionable[]>([])
  const [field, setField] = useState<HTMLTextAreaElement | null>(null)
  const [mention, setMention] = useState<{ readonly query: string; readonly start: number } | null>(null)
  const [active, setActive] = useState(0)
  const listId = useId()
  const matches = mention === null ? [] : suggest(context.people, mention.query)
  const look = (value: string, caret: number): void => {
    setMention(mentionAt(value, caret))
    setActive(0)
  }
  const pick = (person: Mentionable): void => {
    if (mention === null) return
    const end = mention.start + 1 + mention.query.length
    const next = `${text.slice(0, mention.start)}@${person.name} ${text.slice(end)}`
    chosen.current.push({ id: person.id, name: person.name })
    setText(next)
    setMention(null)
    const caret = mention.start + person.name.length + 2
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(caret, caret)
    })
  }
  const post = (): void => {
    const body = text.trim()
    if (body === '') return
    // Somebody who was mentioned before a reload is known by name alone.
    const known = context.people.filter(({ name }) => body.includes(`@${name}`))
    onPost(toStored(body, [...known, ...chosen.current]))
    setText('')
    chosen.current = []
  }
  return (
    <div className="composer">
      <div className="item-grows" data-text={text}>
        <textarea
          ref={setField}
          rows={1}
          autoFocus={autoFocus}
          aria-label={label}
          placeholder={label}
          maxLength={100_000}
          value={text}
          role="combobox"
          aria-expanded={matches.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={matches.length > 0 ? `${listId}-${active}` : undefined}
          onChange={(event) => {
            setText(event.target.value)
            look(event.target.value, event.target.selectionStart)
          }}
          onBlur={() => setMention(null)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            const keep = (): void => {
              event.preventDefault()
              event.nativeEvent.stopPropagation()
            }
            const at = matches[active]
            if (matches.length > 0 && at !== undefined) {
              if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
                keep()
                const step = event.key === 'ArrowDown' ? 1 : -1
                setActive((active + step + matches.length) % matches.length)
                return
              }
              if ((event.key === 'Enter' && !event.metaKey && !event.ctrlKey) || event.key === 'Tab') {
                keep()
                pick(at)
                return
              }
              if (event.key === 'Escape') {
                keep()
                setMention(null)
                return
              }
            }
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
              keep()
              post()
            } else if (event.key === 'Escape' && onCancel !== undefined) {
              keep()
              onCancel()
            }
          }}
        />
      </div>
      <div className="composer-foot">
        {text.trim() === '' ? (
          <Kbd keys="Mod Enter" />
        ) : (
          <Button variant="primary" size="small" onClick={post}>
            {postTitle}
          </Button>
        )}
        {onCancel !== undefined && (
          <Button variant="plain" size="small" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
      <Popover
        open={matches.length > 0}
        anchor={field}
        side="top"
        role="presentation"
        takesFocus={false}
        padded={false}
        onClose={() => setMention(null)}
      >
        <ul id={listId} role="listbox" aria-label="People" className="composer-people">
          {matches.map((person, at) => (
            <li
              key={person.id}
              id={`${listId}-${at}`}
              role="option"
              aria-selected={at === active}
              onPointerDown={(event) => {
                event.preventDefault()
                pick(person)
              }}
            >
              <Avatar person={person} size="small" decorative />
              <span className="fu-truncate">{person.name}</span>
              {person.note !== undefined && <span className="composer-note">{person.note}</span>}
            </li>
          ))}
        </ul>
      </Popover>
    </div>
  )
}

/** The people whose name has a word that begins so, in their order. */
function suggest<P extends Mentionable>(people: readonly P[], query: string): readonly P[] {
  const wanted = query.trim().toLowerCase()
  return people
    .filter(({ name }) => {
      const folded = name.toLowerCase()
      return folded.startsWith(wanted) || folded.split(/\s+/).some((word) => word.startsWith(wanted))
    })
    .slice(0, MAX_SUGGESTED)
}

/** Unsent words, kept in this browser until they are sent or emptied. */
function useDraft(key: string, initial: string): readonly [string, (text: string) => void] {
  const place = `fulcrum.draft.${key}`
  const [text, setText] = useState(() => localStorage.getItem(place) ?? initial)
  return [
    text,
    (next) => {
      setText(next)
      if (next.trim() === '') localStorage.removeItem(place)
      else localStorage.setItem(place, next)
    },
  ]
}
