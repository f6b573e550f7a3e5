import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { isTyping, matchesShortcut, sequencesOf, type Action } from './actions.ts'
import { useWorld } from './world.tsx'

/** How long the second of two keys is waited for. */
const SECOND_KEY_MS = 1_200

/**
 * Offers actions while the component stands: in the palette, by their keys, in the sheet of shortcuts. What `run` sees is
 * always the latest; the list is told again only when a title, key or id changes.
 */
export function useActions(actions: readonly Action[]): void {
  const registry = useWorld().actions
  const latest = useRef(actions)
  useLayoutEffect(() => {
    latest.current = actions
  })
  const shape = JSON.stringify(actions)
  useEffect(
    () =>
      registry.add(
        latest.current.map((action) => ({
          ...action,
          // By its id: what is offered beside it may have come or gone since.
          run: () => (latest.current.find(({ id }) => id === action.id) ?? action).run(),
        })),
      ),
    // The shape holds all that is drawn of them.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [registry, shape],
  )
}

/** Every action on offer, the latest first. */
export function useAllActions(): readonly Action[] {
  const registry = useWorld().actions
  return useSyncExternalStore(registry.subscribe, registry.all)
}

/** Listens for the keys of all actions; stands once, in the shell. Open dialogs and menus keep their keys to themselves. */
export function useActionKeys(): void {
  const registry = useWorld().actions
  useEffect(() => {
    const apple = /Mac|iPhone|iPad/.test(navigator.platform)
    /** The first of two keys, and until when the second may come. */
    let begun: { readonly key: string; readonly until: number } | null = null
    const endedBy = (event: KeyboardEvent): Action | undefined => {
      const first = begun !== null && performance.now() < begun.until ? begun.key : null
      begun = null
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || isTyping(event.target)) return undefined
      const key = event.key.toLowerCase()
      const withTwo = registry
        .all()
        .flatMap((action) => sequencesOf(action.shortcut ?? '').map((keys) => ({ action, keys })))
      const ended = withTwo.find(({ keys: [begins, ends] }) => begins === first && ends === key)
      if (ended === undefined && withTwo.some(({ keys: [begins] }) => begins === key)) {
        begun = { key, until: performance.now() + SECOND_KEY_MS }
      }
      return ended?.action
    }
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return
      if (document.querySelector('[aria-modal="true"]') !== null) return
      const typing = isTyping(event.target)
      const found =
        endedBy(event) ??
        registry
          .all()
          .find(
            (action) =>
              action.shortcut !== undefined &&
              (!typing || action.inFields === true) &&
              matchesShortcut(action.shortcut, event, apple),
          )
      if (found === undefined) return
      event.preventDefault()
      found.run()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [registry])
}
