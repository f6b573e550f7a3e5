import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'

/** When it is looked whether the keyboard fell off a card that moved: once it is drawn, and once the menu that moved it is gone. */
const LOOKS_MS = [0, 60, 300]

/** Keeps the keyboard on a card that goes to another column by its menu, by a letter or by somebody else's hand. */
export function useCardInHand(box: RefObject<HTMLElement | null>): void {
  const held = useRef<HTMLElement | null>(null)
  // By the pointer it is seen where it is; only who came by keys is taken along.
  const byKeys = useRef(false)
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement) || target.id === 'main') return
      if (box.current?.contains(target) === true) {
        held.current = target.closest<HTMLElement>('[data-card]')
        byKeys.current = target.matches(':focus-visible')
      }
      // Its own menu and editors lie over the page; whatever else takes the keyboard has it.
      else if (target.closest('.fu-popover') === null) held.current = null
    }
    // Whoever presses elsewhere is done with it, also where that takes no keyboard.
    const onPress = ({ target }: PointerEvent): void => {
      if (target instanceof Element && target.closest('.fu-popover') !== null) return
      if (!(target instanceof Node) || held.current?.contains(target) !== true) held.current = null
    }
    document.addEventListener('focusin', onFocus)
    document.addEventListener('pointerdown', onPress, true)
    return () => {
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('pointerdown', onPress, true)
    }
  }, [box])
  useLayoutEffect(() => {
    const card = held.current
    if (card === null || card.isConnected) return
    const look = (): void => {
      const at = document.activeElement
      if (held.current !== card || (at !== document.body && at?.id !== 'main')) return
      const there = box.current?.querySelector<HTMLElement>(`[data-card=${JSON.stringify(card.dataset['card'])}]`)
      there?.focus({ preventScroll: true })
      if (byKeys.current) there?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    }
    for (const ms of LOOKS_MS) setTimeout(look, ms)
  })
}
