import { readCodeAddress } from '@fulcrum/domain/code-address'
import { isSafeAddress } from '@fulcrum/domain/rich-text'
import { Icon } from '@fulcrum/ui'
import { told } from '@fulcrum/ui/messages'
import type { ReactNode } from 'react'

interface OuterLinkProps {
  readonly href: string
  readonly children?: ReactNode
  /** The words are the address itself. */
  readonly bare: boolean
}

/** A link to elsewhere. One to a pull request, a merge request or a commit says which it is, of which repository. */
export function OuterLink({ href, children, bare }: OuterLinkProps) {
  // What is stored was looked at by the server; an address is the one thing in a text that could run something.
  if (!isSafeAddress(href)) return <>{children ?? href}</>
  const code = bare ? readCodeAddress(href) : null
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer noopener nofollow"
      title={code ? `${told(code.kind.label)}: ${href}` : href}
      className={code ? 'item-code-link' : undefined}
    >
      {code ? (
        <>
          <Icon name="branch" size={14} />
          {code.words}
        </>
      ) : (
        (children ?? href)
      )}
    </a>
  )
}
