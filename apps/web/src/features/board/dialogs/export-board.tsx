import './export-board.css'
import { Button, Checkbox, ProgressBar, Skeleton } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t, told } from '@fulcrum/ui/messages'
import { useId, useState, type ReactNode } from 'react'
import type { BoardScene } from '../scene.tsx'
import { Failure } from '../../../shell/failure.tsx'
import { useExport, type ExportStep } from './use-export.ts'

type What = 'view' | 'everything'

interface ExportBoardProps {
  readonly scene: Pick<BoardScene, 'boardId' | 'records' | 'spec' | 'find'>
  readonly onClose: () => void
}

/** The board as a file: in which format, and whether as it is shown or all of it. */
export function ExportBoard({ scene, onClose }: ExportBoardProps) {
  const { boardId, records, spec, find } = scene
  const { step, formats, askAgain, start, cancel } = useExport()
  const [format, setFormat] = useState('csv')
  const [what, setWhat] = useState<What>('view')
  const [mark, setMark] = useState(true)
  const begin = (): void => {
    const shown = what === 'view' ? { view: spec, ...(find.trim() !== '' && { search: find }) } : {}
    start({ board: boardId, format, ...shown, ...(format === 'csv' && { mark }) })
  }
  return (
    <Dialog
      open
      title={t('Export {name}', { name: records.name })}
      onClose={onClose}
      {...(step.at === 'choose' && { onSubmit: begin })}
      footer={<Buttons step={step} onCancel={cancel} onClose={onClose} ready={formats !== null} />}
    >
      {step.at === 'choose' ? (
        <div className="form-stack">
          {formats === null ? (
            step.error === null && <Skeleton lines={4} label={t('Loading the formats')} />
          ) : (
            <Choices label={t('Format')}>
              {formats.map(({ format: id, label, description }) => (
                <Choice
                  key={id}
                  name="format"
                  title={told(label)}
                  text={told(description)}
                  checked={format === id}
                  onPick={() => setFormat(id)}
                />
              ))}
            </Choices>
          )}
          <Choices label={t('What')}>
            <Choice
              name="what"
              title={t('This view')}
              text={t('Its rows, its order and its columns, as they are shown now.')}
              checked={what === 'view'}
              onPick={() => setWhat('view')}
            />
            <Choice
              name="what"
              title={t('Everything')}
              text={t('All items and all columns that you may read.')}
              checked={what === 'everything'}
              onPick={() => setWhat('everything')}
            />
          </Choices>
          {format === 'csv' && (
            <Checkbox
              label={t('For Excel: begin with a mark by which it knows the letters')}
              checked={mark}
              onChange={setMark}
            />
          )}
          {step.error !== null && formats === null && (
            <Failure
              compact
              trouble={step.error}
              refused={t('You may not export this board. Ask an owner of it.')}
              onRetry={askAgain}
            />
          )}
          {step.error !== null && formats !== null && (
            <p className="export-error" role="alert">
              {step.error.text}
            </p>
          )}
        </div>
      ) : (
        <Progress step={step} />
      )}
    </Dialog>
  )
}

interface ButtonsProps {
  readonly step: ExportStep
  readonly ready: boolean
  readonly onCancel: () => void
  readonly onClose: () => void
}

function Buttons({ step, ready, onCancel, onClose }: ButtonsProps) {
  if (step.at === 'writing') return <Button onClick={onCancel}>{t('Stop')}</Button>
  if (step.at === 'done') {
    return (
      <Button variant="primary" data-autofocus="" onClick={onClose}>
        {t('Done')}
      </Button>
    )
  }
  return (
    <>
      <Button onClick={onClose}>{t('Cancel')}</Button>
      <Button type="submit" variant="primary" icon="download" busy={step.busy} disabled={!ready}>
        {t('Export')}
      </Button>
    </>
  )
}

function Progress({ step: { at, status } }: { readonly step: Exclude<ExportStep, { at: 'choose' }> }) {
  const { done, total, fileName } = status
  return (
    <div className="export-progress">
      <p role="status">
        {at === 'done'
          ? t('{total, number} rows are in {fileName}.', { total, fileName })
          : t('Writing {fileName}: {done, number} of {total, number} rows', { fileName, done, total })}
      </p>
      <ProgressBar value={at === 'done' || total === 0 ? 1 : done / total} label={t('Written')} />
    </div>
  )
}

function Choices({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <div role="radiogroup" aria-labelledby={id} className="export-choices">
      <span id={id} className="export-label">
        {label}
      </span>
      <div className="export-cards">{children}</div>
    </div>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly title: string
  readonly text: string
  readonly checked: boolean
  readonly onPick: () => void
}

/** One of several, as a card; the arrows go from one to the next. */
function Choice({ name, title, text, checked, onPick }: ChoiceProps) {
  return (
    <label className="export-choice">
      <input type="radio" name={name} checked={checked} onChange={onPick} />
      <span className="export-choice-title">{title}</span>
      <span className="export-choice-text">{text}</span>
    </label>
  )
}
