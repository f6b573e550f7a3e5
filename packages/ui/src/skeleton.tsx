import './skeleton.css'
import { useEffect, useState, type CSSProperties } from 'react'
import { t } from './messages/words.ts'

const DELAY_MS = 300

interface SkeletonProps {
  /** How many lines. */
  readonly lines?: number
  readonly heightPx?: number
  /** What is loading, for readers. */
  readonly label?: string
}

/**
 * Keeps the place of what is loading; visible only when that takes longer than 300 ms.
 * @example <Skeleton lines={8} heightPx={34} label="Loading items" />
 */
export function Skeleton({ lines = 1, heightPx = 34, label = t('Loading') }: SkeletonProps) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), DELAY_MS)
    return () => clearTimeout(timer)
  }, [])
  const height: CSSProperties = { height: heightPx }
  return (
    <div className="fu-skeleton" role="status" aria-label={label} aria-busy data-shown={shown}>
      {Array.from({ length: lines }, (_, at) => (
        <span key={at} style={height} data-width={at % 4}>
          <i />
        </span>
      ))}
    </div>
  )
}
