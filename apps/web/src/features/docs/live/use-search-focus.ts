import { useEffect, useRef } from 'react'

/** Lets a dialog begin with its search, though what it searches in stands before it. */
export function useSearchFocus(): React.RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), [])
  return place
}
