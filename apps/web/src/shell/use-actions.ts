import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { isTyping, matchesShortcut, type Action } from './actions.ts'
import { useWorld } from './world.tsx'

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
        latest.current.map((action, index) => ({ ...action, run: () => (latest.current[index] ?? action).run() })),
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
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return
      if (document.querySelector('[aria-modal="true"]') !== null) return
      const typing = isTyping(event.target)
      const found = registry
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
