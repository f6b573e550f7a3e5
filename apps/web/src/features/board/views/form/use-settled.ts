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
    const timer = setTimeout(() => {
      latest.current.tell(own.value)
      setOwn(null)
    }, restMs)
    return () => clearTimeout(timer)
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
