import { maxRichLength } from '@fulcrum/domain/rich-text'
import { inDigits, t } from '@fulcrum/ui/messages'

/** Characters of HTML up to which it is read with what makes it stand out: reading more would hold up the page. */
const maxHtml = 300_000

/** A text that does not fit into a message. */
export interface PastedText {
  readonly words: string
  /** The same, to be attached. */
  readonly file: File
}

export type Paste =
  | { readonly as: 'rich' }
  | { readonly as: 'plain'; readonly text: string }
  | { readonly as: 'too-big'; readonly pasted: PastedText }

/** What becomes of what is pasted: rich text, its plain words where its HTML is very long, or nothing where it does not fit. */
export function readPaste(data: Pick<DataTransfer, 'getData'> | null): Paste {
  const html = data?.getData('text/html') ?? ''
  const text = data?.getData('text/plain') ?? ''
  if (text.length > maxRichLength || (text === '' && html.length > maxHtml)) {
    const size = inDigits(Math.max(text.length, html.length))
    const words = t('What you pasted has {size} characters; an update takes 100,000.', { size })
    const name = text === '' ? 'pasted.html' : 'pasted.txt'
    return { as: 'too-big', pasted: { words, file: new File([text === '' ? html : text], name) } }
  }
  return html.length > maxHtml ? { as: 'plain', text } : { as: 'rich' }
}
