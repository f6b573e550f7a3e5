import type { WorkShare } from '@fulcrum/domain/workload'
import { t } from '@fulcrum/ui/messages'
import { FigureItems } from '../figure-items.tsx'
import type { LoadWords } from './load-words.ts'

interface LoadItemsProps {
  readonly title: string
  /** What they come to, in words. */
  readonly sum: string
  readonly shares: readonly WorkShare[]
  readonly words: LoadWords
  /** The figure is how many they are: none has a share of it. */
  readonly isWhole: boolean
  readonly onClose: () => void
}

/** The items behind a figure, each with what it adds to it. */
export function LoadItems({ title, sum, shares, words, isWhole, onClose }: LoadItemsProps) {
  const byRow = new Map(shares.map((share) => [share.row, share]))
  const shareOf = (row: number): string => {
    const share = byRow.get(row)
    if (share === undefined || share.whole === null) return t('no estimate')
    const { amount, whole } = share
    return Math.abs(whole - amount) < 0.05
      ? words.full(amount)
      : t('{part} of {whole}', { part: words.short(amount), whole: words.full(whole) })
  }
  return (
    <FigureItems
      title={title}
      sum={sum}
      rows={shares.map(({ row }) => row)}
      {...(!isWhole && { shareOf })}
      onClose={onClose}
    />
  )
}
