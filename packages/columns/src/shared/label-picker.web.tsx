import './columns.css'
import { DomainError } from '@fulcrum/domain'
import type { Result } from '@fulcrum/domain'
import { OptionList } from '@fulcrum/ui'
import type { Option, OptionAction } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { useMemo, useState } from 'react'
import { EditorBox } from './editor-box.web.tsx'
import { keepTab } from './keep-tab.web.ts'
import { addLabels } from './label-changes.ts'
import { labelOf, liveLabels } from './labels.ts'
import type { LabelSettings } from './labels.ts'
import { labelManager } from './label-manager-part.web.ts'
import { splitList } from './lists.ts'
import { Lazy } from './lazy-part.web.tsx'
import { SeveralKeys } from './several-keys.web.tsx'
import type { EditorProps, LabelTools, ViewContext } from '../view-contract.web.ts'

interface LabelPickerProps<S extends LabelSettings> extends Pick<
  EditorProps<S, never>,
  'settings' | 'label' | 'initialText' | 'onCancel' | 'onSettings' | 'labelTools'
> {
  readonly context: ViewContext
  readonly chosen: readonly number[]
  readonly several: boolean
  /** Whether labels say how far work is. */
  readonly staged: boolean
  readonly onPick: (number: number) => void
  /** Takes labels in that were made or read from a text. */
  readonly onAdd: (numbers: readonly number[]) => void
  readonly read: (text: string) => Result<readonly number[] | null>
  readonly onCommit: (chosen: readonly number[], then: Parameters<EditorProps<S, never>['onCommit']>[1]) => void
}

/**
 * The palette of a column's labels: search, pick, and for who may change the column create what was typed and edit the
 * labels in place.
 */
export function LabelPicker<S extends LabelSettings>(props: LabelPickerProps<S>) {
  const { label, chosen, several, staged, initialText, labelTools, onPick, onAdd, onCommit, onCancel } = props
  const [settings, onSettings] = useOwnSettings(props.settings, props.onSettings)
  const [managing, setManaging] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const options = useMemo(() => labelOptions(settings, chosen), [settings, chosen])

  if (managing && onSettings !== undefined) {
    return (
      <EditorBox className="fc-manager-box" commit={(then) => onCommit(chosen, then)} cancel={onCancel}>
        <div onKeyDown={(event) => keepTab(event)}>
          <Lazy
            part={labelManager}
            props={{
              labels: settings.labels,
              staged,
              onChange: (labels) => onSettings({ ...settings, labels }),
              onDone: () => setManaging(false),
              ...(labelTools !== undefined && {
                tools: {
                  ...labelTools,
                  // What was chosen here may be one of the merged ones: the cell says what it is now.
                  merge: (...merge: Parameters<LabelTools['merge']>) => {
                    labelTools.merge(...merge)
                    onCancel()
                  },
                },
              }),
            }}
          />
        </div>
      </EditorBox>
    )
  }
  const create = (name: string): void => {
    try {
      const added = addLabels(settings, several ? splitList(name) : [name])
      onSettings?.(added.settings)
      onAdd(added.numbers)
    } catch (refusal) {
      if (!(refusal instanceof DomainError)) throw refusal
      setError(told(refusal.message))
    }
  }
  const actions: readonly OptionAction[] = [
    ...(chosen.length === 0
      ? []
      : [{ id: 'clear', title: t('Clear'), icon: 'x', onPick: () => onCommit([], 'stay') } as const]),
    ...(onSettings === undefined
      ? []
      : [{ id: 'edit', title: t('Edit labels'), icon: 'edit', onPick: () => setManaging(true) } as const]),
    ...(several
      ? [{ id: 'done', title: t('Done'), icon: 'check', onPick: () => onCommit(chosen, 'stay') } as const]
      : []),
  ]
  return (
    <EditorBox commit={(then) => onCommit(chosen, then)} cancel={onCancel}>
      <OptionList
        label={label}
        options={options}
        selected={chosen.map(String)}
        multiple={several}
        placeholder={onSettings === undefined ? t('Search') : t('Search or create')}
        emptyText={options.length === 0 ? t('No labels yet.') : t('No such label.')}
        actions={actions}
        searchable
        {...(initialText !== undefined && { initialText })}
        {...(onSettings !== undefined && { onCreate: create })}
        onRead={(text) => {
          const result = props.read(text)
          if (result.ok) onAdd(result.value ?? [])
          return result.ok
        }}
        onPick={(id) => onPick(Number(id))}
        footer={several && <SeveralKeys />}
      />
      {error !== null && (
        <p className="fc-wrong fc-note" role="alert">
          {error}
        </p>
      )}
    </EditorBox>
  )
}

/** The settings as they were last changed here, until others' or the same ones come back from above. */
function useOwnSettings<S>(
  given: S,
  onSettings: ((settings: S) => void) | undefined,
): readonly [S, ((settings: S) => void) | undefined] {
  const [own, setOwn] = useState({ given, settings: given })
  if (own.given !== given) setOwn({ given, settings: given })
  const settings = own.given === given ? own.settings : given
  if (onSettings === undefined) return [settings, undefined]
  return [
    settings,
    (next) => {
      setOwn({ given, settings: next })
      onSettings(next)
    },
  ]
}

/** The labels to choose, and retired ones that the cell holds. */
function labelOptions(settings: LabelSettings, chosen: readonly number[]): readonly Option[] {
  const retired = chosen.flatMap((number) => {
    const label = labelOf(settings, number)
    return label?.retired === true ? [label] : []
  })
  return [...liveLabels(settings), ...retired].map(({ number, name, colour, retired: gone }) => ({
    id: String(number),
    title: name,
    colour,
    ...(gone === true && { hint: t('Retired') }),
  }))
}
