import type { IconName } from './icon-paths.ts'

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

/** A toast on the screen. */
export interface ShownToast extends Toast {
  readonly id: number
}

/** The toasts of one page. */
export interface ToastStore {
  /** Shows a toast; the returned function takes it away. */
  show(toast: Toast): () => void
  dismiss(id: number): void
  subscribe(listener: () => void): () => void
  snapshot(): readonly ShownToast[]
}

const MAX_SHOWN = 3

/**
 * Makes the store that `ToastRegion` draws.
 * @example toasts.show({ text: 'Item archived', action: { title: 'Undo', shortcut: 'Mod Z', onSelect: undo } })
 */
export function createToasts(): ToastStore {
  let shown: readonly ShownToast[] = []
  let lastId = 0
  const listeners = new Set<() => void>()
  const set = (next: readonly ShownToast[]): void => {
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
