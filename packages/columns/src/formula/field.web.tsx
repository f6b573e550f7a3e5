import { callAt, completions, pairedKey, tokens } from '@fulcrum/domain/formula'
import type { Completion, FormulaProblem, FormulaSchema } from '@fulcrum/domain/formula'
import { t, told } from '@fulcrum/ui/messages'
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Drawn } from './drawn.web.tsx'
import { CallHelp } from './help.web.tsx'
import { Offers } from './offers.web.tsx'

interface FieldProps {
  readonly text: string
  readonly schema: FormulaSchema
  readonly errors: readonly FormulaProblem[]
  readonly onChange: (text: string) => void
}

/** Text as it shall stand, and where the caret goes. */
interface Written {
  readonly text: string
  readonly caret: number
}

/**
 * A field for a formula. What stands in it is drawn once more behind it, in colours and with what is wrong underlined. Columns and
 * functions are offered while one types, or when asked by Ctrl and blank; of the function around the caret the help shows.
 */
export function FormulaField({ text, schema, errors, onChange }: FieldProps) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [caret, setCaret] = useState<number | null>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [active, setActive] = useState(0)
  const next = useRef<number | null>(null)
  const offered = useMemo(
    () => (isOpen && caret !== null ? completions(text, caret, schema) : { from: 0, to: 0, items: [] }),
    [isOpen, caret, text, schema],
  )
  const offers = offered.items
  const chosen = Math.min(active, offers.length - 1)
  const call = caret === null ? null : callAt(text, caret)

  useLayoutEffect(() => {
    const box = field.current
    if (box === null || box.value !== text) return
    box.style.height = 'auto'
    box.style.height = `${box.scrollHeight}px`
    if (next.current === null) return
    box.setSelectionRange(next.current, next.current)
    next.current = null
  }, [text])

  // A form that holds the field is not sent while something is wrong: the text would be lost with the refusal.
  const wrong = told(errors[0]?.message ?? '')
  useLayoutEffect(() => field.current?.setCustomValidity(wrong), [wrong])

  function write(written: Written): void {
    setCaret(written.caret)
    if (written.text === text) return field.current?.setSelectionRange(written.caret, written.caret)
    next.current = written.caret
    onChange(written.text)
  }

  function take(offer: Completion): void {
    const { from, to } = offered
    write({ text: text.slice(0, from) + offer.insert + text.slice(to), caret: from + offer.cursor })
    setIsOpen(false)
    field.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (!isHandled(event)) return
    event.preventDefault()
    event.stopPropagation()
  }

  function isHandled(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    const { key, currentTarget: box } = event
    if (event.nativeEvent.isComposing) return false
    if (key === ' ' && (event.ctrlKey || event.metaKey)) return ask(box.selectionStart)
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    const offer = offers[chosen]
    if (offer !== undefined) {
      if (key === 'ArrowDown' || key === 'ArrowUp') {
        setActive((chosen + (key === 'ArrowDown' ? 1 : offers.length - 1)) % offers.length)
        return true
      }
      if (key === 'PageDown' || key === 'PageUp') {
        setActive(Math.max(0, Math.min(offers.length - 1, chosen + (key === 'PageDown' ? page : -page))))
        return true
      }
      if (key === 'Enter' || key === 'Tab') return (take(offer), true)
      if (key === 'Escape') return (setIsOpen(false), true)
    }
    const paired = pairedKey(text, box.selectionStart, box.selectionEnd, key)
    if (paired === null) return false
    write(paired)
    setIsOpen(isWord(paired.text, paired.caret))
    setActive(0)
    return true
  }

  function ask(at: number): true {
    setCaret(at)
    setActive(0)
    setIsOpen(true)
    return true
  }

  return (
    <div className="fu-field fc-formula">
      <label className="fu-field-label" htmlFor={id}>
        {t('Formula')}
      </label>
      <div className="fc-formula-box">
        <Drawn text={text} errors={errors} />
        <textarea
          id={id}
          ref={field}
          aria-haspopup="listbox"
          aria-controls={`${id}-offers`}
          aria-autocomplete="list"
          aria-activedescendant={offers.length > 0 ? `${id}-offers-${chosen}` : undefined}
          aria-invalid={errors.length > 0}
          rows={2}
          maxLength={10_000}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          placeholder={t("'{'Points'}' * 2")}
          value={text}
          onChange={(event) => {
            onChange(event.target.value)
            const at = event.target.selectionStart
            ask(at)
            setIsOpen(isWord(event.target.value, at))
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onPointerDown={() => setIsOpen(false)}
          onKeyDown={onKeyDown}
          onBlur={() => afterPress(() => setIsOpen(false))}
        />
      </div>
      <Offers id={`${id}-offers`} offers={offers} chosen={chosen} onTake={take} />
      {offers.length === 0 && call !== null && <CallHelp call={call} />}
    </div>
  )
}

/** Whether a name, a column or a text is being written, so that offers come by themselves. */
function isWord(text: string, caret: number): boolean {
  const token = tokens(text.slice(0, caret)).findLast(({ kind }) => kind !== 'end')
  if (token === undefined || token.to < caret) return false
  return token.kind === 'name' || ((token.kind === 'reference' || token.kind === 'text') && token.open)
}

/** Once the key or button is up that took the focus away: what is pressed must not move from under the pointer. */
function afterPress(then: () => void): void {
  const done = new AbortController()
  for (const type of ['click', 'keyup'] as const) {
    const end = (): void => {
      done.abort()
      then()
    }
    document.addEventListener(type, end, { signal: done.signal })
  }
}

/** By how many offers a page goes. */
const page = 6
