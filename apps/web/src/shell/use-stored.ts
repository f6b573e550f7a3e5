import { useCallback, useState } from 'react'

/** State that this browser keeps over reloads; without storage it holds for the page. */
export function useStored<T>(key: string, initial: T): readonly [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => read(key) ?? initial)
  const store = useCallback(
    (next: T) => {
      setValue(next)
      try {
        localStorage.setItem(key, JSON.stringify(next))
      } catch {
        // Storage is full or forbidden: nothing depends on it.
      }
    },
    [key],
  )
  return [value, store]
}

function read<T>(key: string): T | null {
  try {
    // @NOTE each key is written by its one caller.
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null
  } catch {
    return null
  }
}
