import { Button, TextArea } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { maxCommentLength } from '@fulcrum/domain/doc-comments'
import { useId, useRef, useState, useSyncExternalStore } from 'react'
import { useAccount } from '../../../shell/client-context.tsx'
import { ChoiceList } from '../editor/choice-list.tsx'
import { toBody, withNamed, type Named } from './comment-words.ts'
import type { HalfWritten, Typed } from './half-written.ts'

const maxOffered = 6
const nothing: Typed = { typed: '', chosen: [] }

interface CommentBoxProps {
  /** What is written here: "Comment", "Reply". */
  readonly label: string
  readonly button: string
  /** What stands here before anything is typed. */
  readonly initial?: Typed
  /** Where what is typed is kept, and its name there. */
  readonly kept: HalfWritten
  readonly name: string
  readonly autoFocus?: boolean
  /** Says it; false where it was refused, and then it stands here again. */
  readonly onSay: (body: string) => Promise<boolean>
  /** It was refused: the field has to be there again. */
  readonly onRefused?: () => void
  /** Shuts the field. */
  readonly onShut?: () => void
}

/** Where something is said, with names behind `@`. */
export function CommentBox(props: CommentBoxProps) {
  const { label, button, initial = nothing, kept, name, autoFocus = false, onSay, onRefused, onShut } = props
  const listId = useId()
  const field = useRef<HTMLDivElement>(null)
  const written = useSyncExternalStore(kept.subscribe, () => kept.get(name)) ?? initial
  const { typed, chosen } = written
  const [asked, setAsked] = useState<Asked | null>(null)
  const [active, setActive] = useState(0)
  const offered = useNamed(asked?.query ?? null)
  // Names are longer as they are stored.
  const body = toBody(typed.trim(), chosen)
  const over = body.length - maxCommentLength
  const say = (): void => {
    if (body === '' || over > 0) return
    kept.keep(name, null)
    setAsked(null)
    void onSay(body).then((ok) => {
      if (ok) return
      kept.keepRefused(name, written)
      onRefused?.()
    })
  }
  const take = (named: Named): void => {
    if (asked === null) return
    const start = asked.end - asked.query.length - 1
    kept.keep(name, {
      typed: `${typed.slice(0, start)}@${named.name} ${typed.slice(asked.end)}`,
      chosen: withNamed(typed, chosen, start, named),
    })
    setAsked(null)
    const area = field.current?.querySelector('textarea')
    const caret = start + named.name.length + 2
    requestAnimationFrame(() => area?.setSelectionRange(caret, caret))
  }
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const first = offered[active]
    if (first !== undefined && step !== 0) {
      setActive((active + step + offered.length) % offered.length)
    } else if (first !== undefined && (event.key === 'Enter' || event.key === 'Tab') && !event.ctrlKey) take(first)
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) say()
    else if (event.key === 'Escape' && asked !== null && offered.length > 0) setAsked(null)
    else if (event.key === 'Escape' && onShut !== undefined) onShut()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="doc-comment-box" ref={field}>
      <TextArea
        label={label}
        hideLabel
        placeholder={label}
        value={typed}
        // Whoever asked to write something writes it.
        autoFocus={autoFocus}
        aria-autocomplete="list"
        {...(asked !== null &&
          offered.length > 0 && { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${active}` })}
        onChange={({ target }) => {
          kept.keep(name, target.value === '' && initial === nothing ? null : { typed: target.value, chosen })
          setAsked(askedIn(target))
          setActive(0)
        }}
        onBlur={() => setAsked(null)}
        onKeyDown={onKeyDown}
      />
      <div className="doc-comment-buttons">
        {onShut !== undefined && (
          <Button
            size="small"
            variant="plain"
            onClick={() => {
              kept.keep(name, null)
              onShut()
            }}
          >
            {t('Cancel')}
          </Button>
        )}
        <Button size="small" variant="primary" shortcut="Mod Enter" disabled={body === '' || over > 0} onClick={say}>
          {button}
        </Button>
      </div>
      {over > 0 && (
        <p className="doc-thread-note" role="alert">
          {t('{count, plural, one {One character too many.} other {# characters too many.}}', { count: over })}
        </p>
      )}
      {asked !== null && offered.length > 0 && (
        <ChoiceList
          id={listId}
          label={t('Name somebody')}
          choices={offered.map((named) => ({
            id: named.id,
            title: named.name,
            icon: named.kind === 'team' ? 'people' : 'me',
            take: () => take(named),
          }))}
          active={active}
          at={asked.at}
          onPick={(choice) => {
            const named = offered.find(({ id }) => id === choice.id)
            if (named) take(named)
          }}
        />
      )}
    </div>
  )
}

/** A name that is being typed behind an `@`. */
interface Asked {
  readonly query: string
  /** Where the caret is. */
  readonly end: number
  /** Where the field is in the window. */
  readonly at: DOMRect
}

function askedIn(field: HTMLTextAreaElement): Asked | null {
  const end = field.selectionStart
  const [, query] = /(?:^|[\s(])@([\p{L}\p{N} ]{0,24})$/u.exec(field.value.slice(0, end)) ?? []
  return query === undefined || query.startsWith(' ') ? null : { query, end, at: field.getBoundingClientRect() }
}

/** Who may be meant by what is typed behind an `@`; nobody where it is null. */
function useNamed(query: string | null): readonly Named[] {
  const { members, teams } = useAccount()
  if (query === null) return []
  const wanted = query.toLowerCase()
  const isMeant = ({ name }: { readonly name: string }): boolean =>
    name
      .toLowerCase()
      .split(/\s+/u)
      .some((_, at, words) => words.slice(at).join(' ').startsWith(wanted))
  const people = members.filter((member) => !member.removed && !member.placeholder && isMeant(member))
  return [
    ...people.map(({ id, name }) => ({ kind: 'member' as const, id, name })),
    ...teams.filter(isMeant).map(({ id, name }) => ({ kind: 'team' as const, id, name })),
  ].slice(0, maxOffered)
}
