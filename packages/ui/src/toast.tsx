import './toast.css'
import { useEffect, useSyncExternalStore } from 'react'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'
import type { IconName } from './icon-paths.ts'
import { Kbd } from './kbd.tsx'
import { t } from './messages/words.ts'

const DEFAULT_MS = 6000

/** Something to say in passing. */
export interface Toast {
  /** What happened, in words. */
  readonly text: string
  readonly icon?: IconName
  readonly tone?: 'normal' | 'danger' | 'success'
  readonly action?: { readonly title: string; readonly shortcut?: string; readonly onSelect: () => void }
  /** Where to go from here; stands before the action. */
  readonly link?: { readonly title: string; readonly onSelect: () => void }
  /** 0: until dismissed. Default 6 s; toasts with an action stay while hovered or focused. */
  readonly durationMs?: number
  /** A toast with the same key replaces the one on screen. */
  readonly key?: string
}

interface Shown extends Toast {
  readonly id: number
}

/** The toasts of one page. */
export interface ToastStore {
  /** Shows a toast; the returned function takes it away. */
  show(toast: Toast): () => void
  dismiss(id: number): void
  subscribe(listener: () => void): () => void
  snapshot(): readonly Shown[]
}

const MAX_SHOWN = 3

/**
 * Makes the store that `ToastRegion` draws.
 * @example toasts.show({ text: 'Item archived', action: { title: 'Undo', shortcut: 'Mod Z', onSelect: undo } })
 */
export function createToasts(): ToastStore {
  let shown: readonly Shown[] = []
  let lastId = 0
  const listeners = new Set<() => void>()
  const set = (next: readonly Shown[]): void => {
    shown = next
    for (const listener of listeners) listener()
  }
  const dismiss = (id: number): void => set(shown.filter((toast) => toast.id !== id))
  return {
    show: (toast) => {
      lastId += 1
      const id = lastId
      const others = toast.key === undefined ? shown : shown.filter((other) => other.key !== toast.key)
      set([...others, { ...toast, id }].slice(-MAX_SHOWN))
      return () => dismiss(id)
    },
    dismiss,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => shown,
  }
}

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
    <section className="fu-toasts" aria-label={label} aria-live="polite" aria-relevant="additions text">
      {shown.map((toast) => (
        <OneToast key={toast.id} toast={toast} dismissLabel={dismissLabel} onDismiss={() => toasts.dismiss(toast.id)} />
      ))}
    </section>
  )
}

function OneToast(props: { readonly toast: Shown; readonly dismissLabel: string; readonly onDismiss: () => void }) {
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
