import { holdTabs } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useEffectEvent } from 'react'
import type { BoardScene } from '../scene.tsx'
import { moveView, viewsBeside } from './move-view.ts'

/** Lets the tabs of views be moved by whoever may: it comes behind the first rows, which need no order but the one that is there. */
export function useTabMoves(scene: BoardScene): void {
  const isStill = scene.still !== null
  const among = useEffectEvent((id: string): readonly string[] => {
    const view = scene.records.views.find((candidate) => candidate.id === id)
    return view !== undefined && scene.rights.editView(view.ownerId) ? viewsBeside(scene.records, view) : []
  })
  const onMove = useEffectEvent((id: string, before: string | undefined) => moveView(scene, id, before))
  useEffect(() => {
    const list = document.querySelector<HTMLElement>(`[role=tablist][aria-label=${JSON.stringify(t('Views'))}]`)
    return isStill || list === null ? undefined : holdTabs(list, { among, onMove })
  }, [isStill])
}
