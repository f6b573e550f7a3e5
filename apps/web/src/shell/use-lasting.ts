import { useEffect, useState } from 'react'

/** Whether something has been so for a while; once it has, it lasts until it is so no more. */
export function useLasting(now: boolean, afterMs: number): boolean {
  const [long, setLong] = useState(false)
  useEffect(() => {
    if (!now) return undefined
    const timer = setTimeout(() => setLong(true), afterMs)
    return () => clearTimeout(timer)
  }, [now, afterMs])
  useEffect(() => {
    if (now) return () => setLong(false)
    return undefined
  }, [now])
  return now && long
}
