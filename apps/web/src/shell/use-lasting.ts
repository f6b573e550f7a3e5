import { useEffect, useState } from 'react'

/** Whether something has been so for a while. */
export function useLasting(now: boolean, afterMs: number): boolean {
  const [long, setLong] = useState(false)
  useEffect(() => {
    if (!now) return undefined
    const timer = setTimeout(() => setLong(true), afterMs)
    return () => {
      clearTimeout(timer)
      setLong(false)
    }
  }, [now, afterMs])
  return now && long
}
