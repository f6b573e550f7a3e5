import './dialog.css'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { cx } from './cx.ts'
import { IconButton } from './icon-button.tsx'
import { comesFrom, focusFirst, giveFocusBack, trapTab, useLayer } from './layers.ts'
import { t } from './messages/words.ts'

interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  /** The heading, and the accessible name. */
  readonly title: string
  readonly children: ReactNode
  /** Buttons at the end of the box; the primary one last. */
  readonly footer?: ReactNode
  readonly size?: 'small' | 'normal' | 'large'
  /** Clicks on the veil keep it open; for what has unsaved words. */
  readonly keepOnOutsideClick?: boolean
  readonly closeLabel?: string
  /** With it the box is a form and Enter in a field submits it. */
  readonly onSubmit?: () => void
}

/**
 * A modal box. Focus moves in, stays in, and returns; Escape closes; the page behind does not scroll.
 * @example <Dialog open={open} title="Share" onClose={close} footer={<Button variant="primary">Copy link</Button>}>...</Dialog>
 */
export function Dialog(props: DialogProps) {
  if (!props.open) return null
  return createPortal(<OpenDialog {...props} />, document.body)
}

function OpenDialog(props: DialogProps) {
  const {
    onClose,
    title,
    children,
    footer,
    size = 'normal',
    keepOnOutsideClick,
    closeLabel = t('Close'),
    onSubmit,
  } = props
  const box = useRef<HTMLFormElement & HTMLDivElement>(null)
  const titleId = useId()
  useModalFocus(box)
  useLayer(true, {
    modal: true,
    contains: (node) => box.current?.contains(node) === true,
    dismiss: (reason) => {
      if (reason === 'escape' || keepOnOutsideClick !== true) onClose()
    },
  })
  const Box = onSubmit === undefined ? 'div' : 'form'
  return (
    <div className="fu-veil">
      <Box
        ref={box}
        role="dialog"
        aria-modal
        aria-labelledby={titleId}
        tabIndex={-1}
        className={cx('fu-dialog', size !== 'normal' && `fu-dialog-${size}`)}
        onKeyDown={(event: React.KeyboardEvent<HTMLElement>) => trapTab(event, event.currentTarget)}
        onSubmit={
          onSubmit === undefined
            ? undefined
            : (event: React.FormEvent) => {
                event.preventDefault()
                event.stopPropagation()
                onSubmit()
              }
        }
      >
        <header className="fu-dialog-head">
          <h2 id={titleId} className="fu-truncate">
            {title}
          </h2>
          <IconButton icon="x" label={closeLabel} onClick={onClose} size="small" />
        </header>
        <div className="fu-dialog-body">{children}</div>
        {footer !== undefined && <footer className="fu-dialog-foot">{footer}</footer>}
      </Box>
    </div>
  )
}

/** Moves the focus into a box while it is mounted, and back afterwards; the page behind stands still. */
function useModalFocus(box: React.RefObject<HTMLElement | null>): void {
  // Taken before anything inside can take the focus.
  const [before] = useState(() => document.activeElement)
  useEffect(() => {
    const element = box.current
    const from = comesFrom(before)
    if (element !== null && !element.contains(document.activeElement)) {
      const body = element.querySelector<HTMLElement>('.fu-dialog-body')
      const wanted = body?.querySelector<HTMLElement>('[data-autofocus],input,textarea,select,button')
      if (wanted !== null && wanted !== undefined) wanted.focus()
      else focusFirst(element)
    }
    const { overflow } = document.body.style
    document.body.style.overflow = 'hidden'
    return () => {
      document.body.style.overflow = overflow
      giveFocusBack(from)
    }
  }, [box, before])
}
