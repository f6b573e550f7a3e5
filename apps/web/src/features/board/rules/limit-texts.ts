import { t } from '@fulcrum/ui/messages'
/** What happens to one more than a limit takes. */
export const overOptions = [
  { id: 'refuse', title: t('One more is refused') },
  { id: 'warn', title: t('One more is shown in red') },
]

/** The limit that a text says: null for none, undefined where it is no number of items. */
export function readLimit(text: string): number | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const most = Number(trimmed)
  return /^\d{1,4}$/.test(trimmed) && most >= 1 ? most : undefined
}
