import { can } from '@fulcrum/domain'
import { Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { usePrincipal } from '../../shell/account-context.tsx'
import { post, sayError } from '../../shell/http.ts'
import { useTree } from '../../shell/tree-context.tsx'
import { useToasts } from '../../shell/world.tsx'

/** In an account without boards: fills it with a sample to try things on, for those who may take that away again. */
export function LoadSample() {
  const tree = useTree()
  const toasts = useToasts()
  const mayLoad = can(usePrincipal(), 'account.manage', null)
  const [loading, setLoading] = useState(false)
  if (!mayLoad) return null
  const load = async (): Promise<void> => {
    setLoading(true)
    try {
      await post('/api/demo.load')
      tree.refresh()
    } catch (error) {
      toasts.show({ tone: 'danger', text: sayError(error), key: 'load-sample' })
      setLoading(false)
    }
  }
  return (
    <Button icon="board" busy={loading} onClick={() => void load()}>
      {loading ? t('Making the sample …') : t('Load a sample workspace')}
    </Button>
  )
}
