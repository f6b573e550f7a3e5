import './toast.css'
import { useEffect, useSyncExternalStore } from 'react'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'
import { Kbd } from './kbd.tsx'
import { t } from './messages/words.ts'
import type { ShownToast, ToastStore } from './toast.ts'

const DEFAULT_MS = 6000

interface ToastRegionProps {
  readonly toasts: ToastStore
  readonly label?: string
  readonly dismissLabel?: string
}

/**
 * Where toasts appear; put one at the end of the page. They are announced politely and never take the focus.
 * @example <ToastRegion toasts={toasts} />
 */
export function ToastRegion({ toasts, label = t('Messages'), dismissLabel = t('Dismiss') }: ToastRegionProps) {
  const shown = useSyncExternalStore(toasts.subscribe, toasts.snapshot, toasts.snapshot)
  return (
    <section
      className="fu-toasts"
      data-above-layers
      aria-label={label}
      aria-live="polite"
      aria-relevant="additions text"
    >
      {shown.map((toast) => (
        <OneToast key={toast.id} toast={toast} dismissLabel={dismissLabel} onDismiss={() => toasts.dismiss(toast.id)} />
      ))}
    </section>
  )
}

function OneToast(props: {
  readonly toast: ShownToast
  readonly dismissLabel: string
  readonly onDismiss: () => void
}) {
  const { toast, onDismiss } = props
  const { durationMs = DEFAULT_MS } = toast
  useEffect(() => {
    if (durationMs === 0) return undefined
    let timer: ReturnType<typeof setTimeout>
    const wait = (): void => {
      timer = setTimeout(() => {
        // Whoever is about to use it gets the time.
        if (document.querySelector(`[data-toast="${toast.id}"]:is(:hover, :focus-within)`) === null) onDismiss()
        else wait()
      }, durationMs)
    }
    wait()
    return () => clearTimeout(timer)
    // The clock starts once per toast.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [toast.id, durationMs])
  const { action, link } = toast
  return (
    <div className="fu-toast" data-tone={toast.tone ?? 'normal'} data-toast={toast.id}>
      {toast.icon !== undefined && <Icon name={toast.icon} />}
      <span className="fu-grow">{toast.text}</span>
      {link !== undefined && (
        <button
          type="button"
          className="fu-toast-action"
          onClick={() => {
            onDismiss()
            link.onSelect()
          }}
        >
          {link.title}
        </button>
      )}
      {action !== undefined && (
        <button
          type="button"
          className="fu-toast-action"
          onClick={() => {
            onDismiss()
            action.onSelect()
          }}
        >
          {action.title}
          {action.shortcut !== undefined && <Kbd keys={action.shortcut} />}
        </button>
      )}
      <IconButton icon="x" size="small" label={props.dismissLabel} onClick={onDismiss} />
    </div>
  )
}
