import type { TransferColumn } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import type { TransferAsk } from '../../shell/transfer-context.ts'

/** What is done to the items, as a heading or a button has it. */
export function doing({ how }: TransferAsk, items: number): string {
  return how === 'move'
    ? t('Move {items, plural, one {# item} other {# items}}', { items })
    : t('Copy {items, plural, one {# item} other {# items}}', { items })
}

/** How many items, in words. */
export function counted(items: number): string {
  return t('{items, plural, one {# item} other {# items}}', { items })
}

/** The columns that only some may read and of which something would stay as text, which a move refuses. */
export function heldBack(columns: readonly TransferColumn[], withLabels: boolean): readonly TransferColumn[] {
  return columns.filter(({ forSome, left, completed }) => forSome && left > 0 && !(withLabels && completed !== null))
}
