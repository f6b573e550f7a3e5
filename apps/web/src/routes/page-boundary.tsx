import { Component, type ReactNode } from 'react'
import { PageError } from './page-error.tsx'

interface PageBoundaryProps {
  /** Another place is another page: its error is not this one's. */
  readonly place: string
  readonly children: ReactNode
}

interface PageBoundaryState {
  readonly failed: { readonly place: string; readonly error: unknown } | null
}

/** Keeps a page that cannot be drawn from taking the rest with it. */
export class PageBoundary extends Component<PageBoundaryProps, PageBoundaryState> {
  override state: PageBoundaryState = { failed: null }

  override componentDidCatch(error: unknown): void {
    this.setState({ failed: { place: this.props.place, error } })
  }

  static getDerivedStateFromError(error: unknown): PageBoundaryState {
    return { failed: { place: '', error } }
  }

  override render(): ReactNode {
    const { failed } = this.state
    if (failed === null || (failed.place !== '' && failed.place !== this.props.place)) return this.props.children
    return <PageError error={failed.error} onRetry={() => this.setState({ failed: null })} />
  }
}
