import './form.css'
import '../../../../shell/forms/form.css'
import { formQuestions, formView, readSettings } from '@fulcrum/domain'
import type { FormSettings, JsonObject } from '@fulcrum/domain'
import { Tabs, type TabItem } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { use, useMemo, useState } from 'react'
import { useKinds } from '../../../../shell/client-context.tsx'
import { useScene } from '../../scene.tsx'
import { FillIn } from './fill-in.tsx'
import { FormEditor } from './form-editor.tsx'
import { FormShare } from './form-share.tsx'
import { usePrintedForm } from './use-printed-form.ts'
import { useSettled } from './use-settled.ts'

const tabs: readonly TabItem[] = [
  { id: 'build', title: t('Build') },
  { id: 'fill', title: t('Fill in') },
  { id: 'share', title: t('Share') },
]

/** A form: built beside a picture of it, filled in by those on the board, and shared by a link. */
export function FormBody() {
  const scene = useScene()
  // How a kind asks, and what its texts mean, is in the whole of it.
  const { kinds } = useKinds()
  if (kinds.isBegun) use(kinds.fetch())
  const { spec, setSpec, saved, rights, state, records } = scene
  const mayBuild = rights.structure && rights.editView(saved.ownerId)
  const [tab, setTab] = useState('build')
  const stored = useMemo(() => readSettings(formView, spec.settings), [spec.settings])
  // Typing is kept here and goes into the view's draft, which the address holds, once it rests.
  const [settings, change] = useSettled(stored, (next: FormSettings) =>
    // @NOTE what the schema of settings takes is JSON.
    setSpec({ ...spec, settings: next as unknown as JsonObject }),
  )
  // Columns that come, go or are renamed ask for other questions.
  const questions = useMemo(
    () => formQuestions(state, settings, 'members'),
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [state, records.columns, settings],
  )
  const title = settings.title?.trim() || saved.name
  const drawn = { title, description: settings.description?.trim() ?? '', questions }
  usePrintedForm(drawn)
  if (!mayBuild) {
    return (
      <div className="fv-form">
        <FillIn form={drawn} settings={settings} />
      </div>
    )
  }
  return (
    <div className="fv-form">
      <div className="fv-tabs">
        <Tabs label={t('The form')} tabs={tabs} active={tab} onChange={setTab} />
      </div>
      {tab === 'build' && <FormEditor settings={settings} change={change} form={drawn} />}
      {tab === 'fill' && <FillIn form={drawn} settings={settings} />}
      {tab === 'share' && <FormShare settings={settings} questions={questions} />}
    </div>
  )
}
