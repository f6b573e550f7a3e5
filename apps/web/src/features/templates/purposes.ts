import type { Purpose } from '@fulcrum/templates'
import type { IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'

/** What people read of a purpose. */
export const purposeWords: Readonly<Record<Purpose, { readonly title: string; readonly icon: IconName }>> = {
  delivery: { title: t('Delivery'), icon: 'board' },
  quality: { title: t('Quality'), icon: 'check' },
  planning: { title: t('Planning'), icon: 'calendar' },
  operations: { title: t('Operations'), icon: 'settings' },
  people: { title: t('People'), icon: 'people' },
}
