import type { BoardOutlook, CommandEnv } from '@fulcrum/domain'
import { drawBoards } from '@fulcrum/domain/blueprint'
import { instantiate, type Template } from '@fulcrum/templates'
import { useEffect, useMemo, useState } from 'react'
import { usePrincipal } from '../../shell/account-context.tsx'
import { useViewContext } from '../../shell/view-context.tsx'
import { useWorld } from '../../shell/world.tsx'

/** True once the code of every kind is here, that of computed columns too. */
function useKindsHere(): boolean {
  const { kinds } = useWorld()
  const [here, setHere] = useState(false)
  useEffect(() => {
    let wanted = true
    void kinds
      .fetch()
      .then(() => kinds.prepare())
      .then(() => wanted && setHere(true))
    return () => {
      wanted = false
    }
  }, [kinds])
  return here
}

/** The boards of a template as they are going to look with its sample items; undefined until they can be drawn. */
export function useDrawn(template: Template, way?: string): readonly BoardOutlook[] | undefined {
  const { client, kinds } = useWorld()
  const principal = usePrincipal()
  const { me, today, timeZone } = useViewContext()
  const here = useKindsHere()
  return useMemo(() => {
    if (!here) return undefined
    const newId = (): string => client.newId()
    const plans = instantiate(template, {
      today,
      memberId: me ?? null,
      newId,
      items: true,
      ...(way !== undefined && { way }),
    })
    const env = {
      accountId: client.accountId,
      // Whoever makes boards owns them: they are drawn so for those, too, who may make none.
      principal: { ...principal, role: 'owner' as const },
      now: client.now(),
      kinds,
      timeZone,
      newId,
      random: Math.random,
    }
    // @NOTE an account's id is one.
    return drawBoards(plans, { ...env, changes: [] } as unknown as CommandEnv)
  }, [here, template, way, client, kinds, principal, me, today, timeZone])
}
