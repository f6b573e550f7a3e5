import type { TransferColumn } from '@fulcrum/protocol'
import type { TransferAsk } from '../../shell/transfer-context.ts'

/** What is done to the items, as a heading begins. */
export function verb({ how }: TransferAsk): string {
  return how === 'move' ? 'Move' : 'Copy'
}

/** How many items, in words. */
export function counted(items: number): string {
  return items === 1 ? '1 item' : `${items.toLocaleString('en')} items`
}

/** The columns that only some may read and of which something would stay as text, which a move refuses. */
export function heldBack(columns: readonly TransferColumn[], withLabels: boolean): readonly TransferColumn[] {
  return columns.filter(({ forSome, left, completed }) => forSome && left > 0 && !(withLabels && completed !== null))
}
