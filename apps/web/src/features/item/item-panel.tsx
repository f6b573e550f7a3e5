import './item-panel.css'
import { Button, EmptyState, NoPermissionState, Skeleton, Tabs } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { SidePanel } from '@fulcrum/ui/side-panel'
import { useState } from 'react'
import type { ItemPanelProps } from '../../shell/board-contract.ts'
import { AfterPaint, usePainted } from '../../shell/after-paint.tsx'
import { NotHereYet } from '../../shell/not-here-yet.tsx'
import { useActions } from '../../shell/client-context.tsx'
import { ActivityTab } from './activity-tab.tsx'
import { DocsTab, useDocsOn } from './docs-tab.tsx'
import { ItemFields } from './item-fields.tsx'
import { FormerKeys } from './former-keys.tsx'
import { ItemHeader } from './item-header.tsx'
import { LinksTab } from './links-tab.tsx'
import { MovedItem } from './moved-item.tsx'
import { ItemPrint } from './print/item-print.tsx'
import { SubItemsTab } from './sub-items-tab.tsx'
import { ThreadOpening, UpdatesTab } from './thread/updates-tab.tsx'
import { ItemSceneProvider, useItemScene, type ItemScene } from './use-item.ts'
import { WhyBox } from './why-box.tsx'

/** Everything about one item, beside its board. */
export function ItemPanel({ onClose, onStep, onOpenRow, ...place }: ItemPanelProps) {
  const scene = useItemScene(place, onOpenRow)
  useActions([
    {
      id: 'item.next',
      title: t('Next item'),
      section: t('Item'),
      icon: 'arrow-down',
      shortcut: 'J',
      run: () => onStep(1),
    },
    {
      id: 'item.previous',
      title: t('Previous item'),
      section: t('Item'),
      icon: 'arrow-up',
      shortcut: 'K',
      run: () => onStep(-1),
    },
  ])
  const label = typeof scene === 'object' && 'item' in scene ? `${scene.item.key} ${scene.item.title}` : t('Item')
  return (
    <SidePanel open focusSelf onClose={onClose} label={label}>
      {scene === 'opening' && (
        <div className="item-opening">
          <NotHereYet />
          <Skeleton lines={8} heightPx={28} label={t('Opening the item')} />
        </div>
      )}
      {scene === 'gone' && (
        <NoPermissionState
          text={t('This board is not there, or is not shared with you. Ask one of its owners.')}
          action={<Button onClick={onClose}>{t('Close')}</Button>}
        />
      )}
      {scene === 'no-item' && (
        <EmptyState
          icon="search"
          text={t('There is no such item on this board.')}
          action={<Button onClick={onClose}>{t('Close')}</Button>}
        />
      )}
      {typeof scene === 'object' && 'movedAway' in scene && (
        <MovedItem itemKey={scene.movedAway.key} id={scene.movedAway.id} onClose={onClose} />
      )}
      {typeof scene === 'object' && 'item' in scene && (
        <ItemSceneProvider value={scene}>
          <AfterPaint key={scene.item.id}>
            <ItemBody scene={scene} onClose={onClose} onStep={onStep} />
          </AfterPaint>
        </ItemSceneProvider>
      )}
    </SidePanel>
  )
}

type Tab = 'updates' | 'activity' | 'sub-items' | 'docs' | 'links'

interface ItemBodyProps {
  readonly scene: ItemScene
  readonly onClose: () => void
  readonly onStep: (by: 1 | -1) => void
}

function ItemBody({ scene, onClose, onStep }: ItemBodyProps) {
  const { item, board } = scene
  const [tab, setTab] = useState<Tab>('updates')
  const status = board.columns().find(({ fields }) => fields['role'] === 'status' && fields['deletedAt'] === undefined)
  const [asked, setAsked] = useState<number | null>(status?.number ?? null)
  const docs = useDocsOn(item.id)
  const tabs = [
    { id: 'updates', title: t('Updates'), count: item.updates },
    { id: 'activity', title: t('Activity') },
    { id: 'sub-items', title: t('Sub-items'), count: item.children.length },
    { id: 'docs', title: t('Docs'), count: docs.length },
    { id: 'links', title: t('Links') },
  ] as const
  return (
    <>
      <div className="item-top">
        <ItemHeader onClose={onClose} onStep={onStep} />
        <ItemFields asked={asked} onWhy={setAsked} />
        <FormerKeys />
        {asked !== null && <WhyBox key={asked} column={asked} onAll={() => setTab('activity')} />}
        <div className="item-tabs">
          {/* @NOTE the tab's id is one of the list above. */}
          <Tabs label={t('About this item')} tabs={tabs} active={tab} onChange={(id) => setTab(id as Tab)} />
        </div>
      </div>
      <ItemRest tab={tab} />
    </>
  )
}

/** What is below the tabs: it comes once what is above them is seen. */
function ItemRest({ tab }: { readonly tab: Tab }) {
  if (!usePainted()) return <ThreadOpening />
  return (
    <>
      {tab === 'updates' && <UpdatesTab />}
      {tab === 'activity' && <ActivityTab />}
      {tab === 'sub-items' && <SubItemsTab />}
      {tab === 'docs' && <DocsTab />}
      {tab === 'links' && <LinksTab />}
      <ItemPrint />
    </>
  )
}
