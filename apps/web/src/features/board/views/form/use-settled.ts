import { useEffect, useLayoutEffect, useRef, useState } from 'react'

const restMs = 250

/**
 * A value that is changed with each key and told once the keys rest, or its owner goes. What comes from outside meanwhile waits
 * until then.
 */
export function useSettled<T>(stored: T, tell: (value: T) => void): readonly [T, (value: T) => void] {
  const [own, setOwn] = useState<{ readonly value: T } | null>(null)
  const latest = useRef({ own, tell })
  useLayoutEffect(() => {
    latest.current = { own, tell }
  })
  useEffect(() => {
    if (own === null) return undefined
    const settle = (): void => {
      latest.current.tell(own.value)
      setOwn(null)
    }
    const timer = setTimeout(settle, restMs)
    // Whoever goes to press Save, or leaves the field for it, saves what they see.
    window.addEventListener('pointerdown', settle, { capture: true, once: true })
    window.addEventListener('focusout', settle, { capture: true, once: true })
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pointerdown', settle, { capture: true })
      window.removeEventListener('focusout', settle, { capture: true })
    }
  }, [own])
  useEffect(
    () => () => {
      const { own: left, tell: last } = latest.current
      if (left !== null) last(left.value)
    },
    [],
  )
  return [own?.value ?? stored, (value) => setOwn({ value })]
}
