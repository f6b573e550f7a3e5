import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { Button, ErrorState } from '@fulcrum/ui'
import { sayError } from '../shell/http.ts'
import { PlainPage } from '../shell/plain-page.tsx'

/** What stands where a page could not be loaded or drawn. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const again = (): void => {
    reset()
    void router.invalidate()
  }
  return (
    <PlainPage title="Something failed">
      <ErrorState
        text={sayError(error)}
        action={
          <Button variant="primary" icon="refresh" onClick={again}>
            Try again
          </Button>
        }
        secondary={<a href="/">Go home</a>}
      />
    </PlainPage>
  )
}
