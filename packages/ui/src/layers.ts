import { useEffect, useRef } from 'react'

interface Layer {
  /** Nothing below a modal layer can be clicked. */
  readonly modal?: boolean
  /** Is this node part of the layer (its box or its anchor)? */
  contains(node: Node): boolean
  dismiss(reason: 'escape' | 'outside'): void
}

/** What is open over the page of this document, lowest first; only the topmost answers Escape and clicks outside. */
const stack: Layer[] = []

function top(): Layer | undefined {
  return stack[stack.length - 1]
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
  const layer = top()
  if (layer === undefined) return
  event.preventDefault()
  event.stopPropagation()
  layer.dismiss('escape')
}

/** What lies above all layers, as messages do, is used beside what is open. */
function liesAbove(node: Node): boolean {
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest('[data-above-layers]') != null
}

function onPointerDown(event: PointerEvent): void {
  const target = event.target
  if (!(target instanceof Node) || liesAbove(target)) return
  for (let at = stack.length - 1; at >= 0; at -= 1) {
    const layer = stack[at]
    if (layer === undefined || layer.contains(target)) return
    layer.dismiss('outside')
    if (layer.modal === true) return
  }
}

function add(layer: Layer): () => void {
  if (stack.length === 0) {
    document.addEventListener('keydown', onKeyDown)
    document.addEventListener('pointerdown', onPointerDown, true)
  }
  stack.push(layer)
  return () => {
    const at = stack.indexOf(layer)
    if (at >= 0) stack.splice(at, 1)
    if (stack.length === 0) {
      document.removeEventListener('keydown', onKeyDown)
      document.removeEventListener('pointerdown', onPointerDown, true)
    }
  }
}

/** Makes an element a layer while `open`: Escape and clicks outside dismiss the topmost layer only. */
export function useLayer(open: boolean, layer: Layer): void {
  const latest = useRef(layer)
  useEffect(() => {
    latest.current = layer
  })
  useEffect(() => {
    if (!open) return undefined
    return add({
      modal: latest.current.modal === true,
      contains: (node) => latest.current.contains(node),
      dismiss: (reason) => latest.current.dismiss(reason),
    })
  }, [open])
}

const FOCUSABLE =
  'a[href],summary,button:not([disabled]),input:not([disabled]),select:not([disabled]),textarea:not([disabled]),[tabindex]:not([tabindex="-1"]),[contenteditable="true"]'

/** The elements inside that Tab reaches, in order. */
export function focusables(root: HTMLElement): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.tabIndex >= 0 && element.closest('[hidden],[inert]') === null,
  )
}

/** Focuses what asks for it (`data-autofocus`), else the first control, else the box itself. */
export function focusFirst(root: HTMLElement): void {
  const wanted = root.querySelector<HTMLElement>('[data-autofocus]') ?? focusables(root)[0] ?? root
  wanted.focus({ preventScroll: true })
}

/** Keeps Tab inside `root`: call it from the keydown handler of a dialog or popover. */
export function trapTab(event: React.KeyboardEvent, root: HTMLElement): void {
  if (event.key !== 'Tab' || event.defaultPrevented) return
  const all = focusables(root)
  const first = all[0]
  const last = all[all.length - 1]
  if (first === undefined || last === undefined) {
    event.preventDefault()
    return
  }
  const active = document.activeElement
  if (event.shiftKey && (active === first || active === root)) {
    event.preventDefault()
    last.focus()
  } else if (!event.shiftKey && active === last) {
    event.preventDefault()
    first.focus()
  }
}

/**
 * Where the focus goes back to when what opens now closes: to what had it before, or, where that went with a menu from which
 * this opened, to what the menu gave it back to.
 */
export function comesFrom(before: Element | null): Element | null {
  return before?.isConnected === true ? before : document.activeElement
}

/** Gives the focus back; to the main part of the page where what had it is gone. */
export function giveFocusBack(to: Element | null): void {
  const there = to instanceof HTMLElement && to !== document.body && to.isConnected
  const place = there ? to : document.querySelector<HTMLElement>('main')
  place?.focus({ preventScroll: true })
}
