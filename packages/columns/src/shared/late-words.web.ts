import { t } from '@fulcrum/ui/messages'

/** How late something due on a day is: `2 days late`; on the day itself only `late`. */
export function lateWords(due: number, today: number): string {
  const days = today - due
  return days <= 0 ? t('late') : t('{days, plural, one {# day late} other {# days late}}', { days })
}
