import { useEffect, useState } from 'react'
import { useScene } from '../scene.tsx'

/** A number that rises once a frame while cells or items of the board change. */
export function useItemRevision(): number {
  const { items } = useScene().state
  const [revision, setRevision] = useState(0)
  useEffect(() => {
    let frame = 0
    const stop = items.follow({
      before: () => undefined,
      after: () => undefined,
      replaced: () => undefined,
      announce: () => {
        frame ||= requestAnimationFrame(() => {
          frame = 0
          setRevision((before) => before + 1)
        })
      },
    })
    return () => {
      stop()
      cancelAnimationFrame(frame)
    }
  }, [items])
  return revision
}
