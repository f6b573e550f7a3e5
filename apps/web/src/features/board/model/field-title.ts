import type { ViewField } from '@fulcrum/domain'
import { told } from '@fulcrum/ui/messages'

/** What a field is called: a column as people named it, what every item has in the reader's language. */
export function fieldTitle({ column, title }: Pick<ViewField, 'column' | 'title'>): string {
  return typeof column === 'number' ? title : told(title)
}
