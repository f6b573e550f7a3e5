import './columns.css'

interface OpenLinkProps {
  /** An address of a scheme that runs nothing: who holds the value has checked it. */
  readonly href: string
  readonly text: string
  readonly title?: string
}

/**
 * A text that opens an address. A page on the web opens beside the board and learns nothing of it (`noopener`,
 * `noreferrer`); a program for mail or calls opens in place. The cell keeps the keyboard: Enter edits.
 */
export function OpenLink({ href, text, title }: OpenLinkProps) {
  const onWeb = /^https?:/.test(href)
  return (
    <a
      className="fc-link fu-truncate"
      href={href}
      title={title ?? text}
      tabIndex={-1}
      {...(onWeb && { target: '_blank', rel: 'noopener noreferrer' })}
    >
      {text}
    </a>
  )
}
