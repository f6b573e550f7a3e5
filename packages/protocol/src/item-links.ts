/** An item that another one names or is named by; `by` is the column that says so, null is a message. */
export interface ItemLinkEntry {
  readonly id: string
  readonly board: string
  readonly boardName: string
  readonly row: number
  readonly key: string
  readonly title: string
  readonly by: string | null
}

/** A doc that an item's messages name, or that names the item. */
export interface ItemLinkDoc {
  readonly id: string
  readonly name: string
}

/** `item.links`: what an item names, and what names it. */
export interface ItemLinks {
  readonly to: readonly ItemLinkEntry[]
  readonly from: readonly ItemLinkEntry[]
  readonly toDocs: readonly ItemLinkDoc[]
  readonly fromDocs: readonly ItemLinkDoc[]
}
