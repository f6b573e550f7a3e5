import './breadcrumb.css'
import type { ReactNode } from 'react'

interface BreadcrumbProps {
  readonly path: readonly { readonly title: string; readonly href?: string }[]
  /** The page's own title, as its heading. */
  readonly title: ReactNode
  /** Behind the title, e.g. the star. */
  readonly children?: ReactNode
}

/**
 * Where a page is, and its title.
 * @example <Breadcrumb path={[{ title: 'Platform' }]} title="Sprint board" />
 */
export function Breadcrumb({ path, title, children }: BreadcrumbProps) {
  return (
    <div className="fu-breadcrumb">
      {path.map((step) => (
        <span key={step.title} className="fu-crumb">
          {step.href === undefined ? step.title : <a href={step.href}>{step.title}</a>} <span aria-hidden>/</span>
        </span>
      ))}
      <h1 className="fu-page-title fu-truncate">{title}</h1>
      {children}
    </div>
  )
}
