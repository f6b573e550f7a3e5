import { Button, TextArea } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useId, useRef, useState } from 'react'
import { useAccount } from '../../../shell/client-context.tsx'
import { ChoiceList } from '../editor/choice-list.tsx'
import { toBody, type Named } from './comment-words.ts'

const maxOffered = 6
const maxLength = 10_000

interface CommentBoxProps {
  /** What is written here: "Comment", "Reply". */
  readonly label: string
  readonly button: string
  readonly initial?: { readonly typed: string; readonly chosen: readonly Named[] }
  readonly autoFocus?: boolean
  /** Says it; false where it was refused, and then it stands here again. */
  readonly onSay: (body: string) => Promise<boolean>
  readonly onCancel?: () => void
}

/** Where something is said, with names behind `@`. */
export function CommentBox({ label, button, initial, autoFocus = false, onSay, onCancel }: CommentBoxProps) {
  const listId = useId()
  const field = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState(initial?.typed ?? '')
  const [chosen, setChosen] = useState<readonly Named[]>(initial?.chosen ?? [])
  const [asked, setAsked] = useState<Asked | null>(null)
  const [active, setActive] = useState(0)
  const offered = useNamed(asked?.query ?? null)
  const say = (): void => {
    const body = toBody(typed.trim(), chosen)
    if (body === '') return
    setTyped('')
    setAsked(null)
    void onSay(body).then((ok) => {
      if (!ok) setTyped((now) => (now === '' ? typed : now))
    })
  }
  const take = (named: Named): void => {
    if (asked === null) return
    const start = asked.end - asked.query.length - 1
    setTyped(`${typed.slice(0, start)}@${named.name} ${typed.slice(asked.end)}`)
    setChosen([...chosen.filter(({ id }) => id !== named.id), named])
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
    else if (event.key === 'Escape' && onCancel !== undefined) onCancel()
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
        maxLength={maxLength}
        // Whoever asked to write something writes it.
        autoFocus={autoFocus}
        aria-autocomplete="list"
        {...(asked !== null &&
          offered.length > 0 && { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${active}` })}
        onChange={({ target }) => {
          setTyped(target.value)
          setAsked(askedIn(target))
          setActive(0)
        }}
        onBlur={() => setAsked(null)}
        onKeyDown={onKeyDown}
      />
      <div className="doc-comment-buttons">
        {onCancel !== undefined && (
          <Button size="small" variant="plain" onClick={onCancel}>
            {t('Cancel')}
          </Button>
        )}
        <Button size="small" variant="primary" shortcut="Mod Enter" disabled={typed.trim() === ''} onClick={say}>
          {button}
        </Button>
      </div>
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
