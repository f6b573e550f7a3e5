import './no-server.css'
import { Button, ErrorState } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useClient, useClientStatus } from './world.tsx'

/** This browser has nothing of what is asked for, and the server cannot be reached. */
export function NoServer() {
  const client = useClient()
  const isTrying = useClientStatus().link.state === 'connecting'
  return (
    <div className="no-server">
      <ErrorState
        icon="cloud-off"
        text={t(
          'This is not in this browser, and the server cannot be reached. It comes as soon as there is a connection.',
        )}
        action={
          <Button icon="refresh" busy={isTrying} onClick={client.hurry}>
            {t('Try again')}
          </Button>
        }
      />
    </div>
  )
}
