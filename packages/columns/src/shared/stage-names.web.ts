import type { Stage } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'

/** What stages are called. */
export const stageNames: Readonly<Record<Stage, string>> = {
  backlog: t('Backlog'),
  todo: t('To do'),
  doing: t('In progress'),
  review: t('In review'),
  done: t('Done'),
  canceled: t('Canceled'),
}
