import { must } from '@fulcrum/domain'
import { Popover, TextField, type Anchor, type MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { createContext, Suspense, use, useCallback, useMemo, useState, type ReactNode } from 'react'
import { Menu } from '../../shell/late-menu.ts'

/** What floats over the page, one at a time. */
export interface Overlays {
  /** Shows what `draw` gives until `close` is called or something else is shown. */
  readonly show: (draw: Draw) => void
  readonly menu: (anchor: Anchor, label: string, sections: readonly MenuSection[], align?: 'start' | 'end') => void
  /** Asks for one line of text beside an anchor. */
  readonly ask: (anchor: Anchor, question: Question) => void
  readonly close: () => void
}

interface Question {
  readonly label: string
  readonly value?: string
  /** The given text as it is answers too. */
  readonly keeps?: boolean
  readonly placeholder?: string
  readonly maxLength?: number
  /** Keeps asking: each Enter gives one answer, an empty one ends it. */
  readonly repeats?: boolean
  readonly onAnswer: (text: string) => void
}

type Draw = (close: () => void) => ReactNode

const OverlayContext = createContext<Overlays | null>(null)
const ShownContext = createContext<Draw | null>(null)

export function useOverlays(): Overlays {
  return must(use(OverlayContext), 'an OverlayHost above')
}

/** Remembers what its children show; an `OverlayOutlet` among them draws it, with what stands around that. */
export function OverlayHost({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<{ readonly draw: Draw }>()
  const close = useCallback(() => setShown(undefined), [])
  const overlays = useMemo<Overlays>(() => {
    const show: Overlays['show'] = (draw) => setShown({ draw })
    return {
      show,
      close,
      menu: (anchor, label, sections, align = 'start') =>
        show((onClose) => (
          <Menu open anchor={anchor} label={label} sections={sections} align={align} onClose={onClose} />
        )),
      ask: (anchor, question) => show((onClose) => <Ask anchor={anchor} question={question} onClose={onClose} />),
    }
  }, [close])
  return (
    <OverlayContext value={overlays}>
      <ShownContext value={shown?.draw ?? null}>{children}</ShownContext>
    </OverlayContext>
  )
}

/** Where what is shown is drawn. */
export function OverlayOutlet() {
  const draw = use(ShownContext)
  const { close } = useOverlays()
  // What opens waits for all of it, so that it opens at its size and with the focus in it.
  return <Suspense>{draw?.(close)}</Suspense>
}

function Ask(props: { readonly anchor: Anchor; readonly question: Question; readonly onClose: () => void }) {
  const { anchor, question, onClose } = props
  const [text, setText] = useState(question.value ?? '')
  const answer = (): void => {
    const trimmed = text.trim()
    if (trimmed !== '' && (question.keeps === true || trimmed !== question.value)) question.onAnswer(trimmed)
    if (question.repeats === true && trimmed !== '') setText('')
    else onClose()
  }
  return (
    <Popover open anchor={anchor} label={question.label} onClose={onClose} className="fb-ask">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          answer()
        }}
      >
        <TextField
          label={question.label}
          value={text}
          maxLength={question.maxLength ?? 255}
          placeholder={question.placeholder}
          data-autofocus=""
          onFocus={(event) => event.target.select()}
          onChange={(event) => setText(event.target.value)}
          {...(question.repeats === true && { hint: t('Enter adds it and waits for the next one') })}
        />
      </form>
    </Popover>
  )
}
