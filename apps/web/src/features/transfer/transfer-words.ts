import type { TransferAsk } from '../../shell/transfer-context.ts'

/** What is done to the items, as a heading begins. */
export function verb({ how }: TransferAsk): string {
  return how === 'move' ? 'Move' : 'Copy'
}

/** How many items, in words. */
export function counted(items: number): string {
  return items === 1 ? '1 item' : `${items.toLocaleString('en')} items`
}
