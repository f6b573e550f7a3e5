import { appHref, Button, ErrorState } from '@fulcrum/ui'
import { sayError } from '../shell/http.ts'
import { PlainPage } from '../shell/plain-page.tsx'

interface PageErrorProps {
  readonly error: unknown
  readonly onRetry: () => void
}

/** What stands where a page could not be loaded or drawn. */
export function PageError({ error, onRetry }: PageErrorProps) {
  return (
    <PlainPage title="Something failed">
      <ErrorState
        text={sayError(error)}
        action={
          <Button variant="primary" icon="refresh" onClick={onRetry}>
            Try again
          </Button>
        }
        secondary={<a href={appHref('/')}>Go home</a>}
      />
    </PlainPage>
  )
}
