import { isRequiredOfAll } from '@fulcrum/domain'
import type { FormQuestion, FormQuestionSettings } from '@fulcrum/domain'
import { Icon, IconButton, Select, Switch, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { KeyboardEvent, PointerEvent } from 'react'
import { useOverlays } from '../../overlays.tsx'
import { useScene } from '../../scene.tsx'

interface QuestionCardProps {
  readonly question: FormQuestionSettings
  /** As it is asked; undefined where it cannot be. */
  readonly asked: FormQuestion | undefined
  /** The questions before it, at which its condition may look. */
  readonly before: readonly FormQuestion[]
  readonly open: boolean
  readonly dragged: boolean
  readonly onOpen: () => void
  readonly onChange: (question: FormQuestionSettings) => void
  readonly onRemove: () => void
  readonly onStep: (by: -1 | 1) => void
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onGrab: (event: PointerEvent<HTMLElement>) => void
}

/** One question of a form that is built: what is asked, whether it must be answered, and when it is shown. */
export function QuestionCard(props: QuestionCardProps) {
  const { question, asked, before, open, dragged, onOpen, onChange, onRemove, onStep, onGrab, isFirst, isLast } = props
  const { state } = useScene()
  const overlays = useOverlays()
  const isTitle = question.column === 'title'
  const column = typeof question.column === 'number' ? state.column(question.column) : undefined
  const title = isTitle ? t('Title') : (column?.title ?? t('A column that is gone'))
  const label = asked?.label ?? title
  const isByRule = column !== undefined && isRequiredOfAll(column)
  const onKey = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null
    if (by === null) return
    event.preventDefault()
    event.stopPropagation()
    onStep(by)
  }
  return (
    <li className="fv-card" data-open={open} data-dragged={dragged} data-column={question.column}>
      <div className="fv-card-head">
        <button
          type="button"
          className="fv-grip"
          aria-label={t('Move {label}: arrow up or down', { label })}
          onKeyDown={onKey}
          onPointerDown={onGrab}
        >
          <Icon name="drag" size={14} />
        </button>
        <button type="button" className="fv-card-open" aria-expanded={open} onClick={onOpen}>
          <span className="fu-truncate">{label}</span>
          {asked?.required === true && <span className="fv-note">{t('required')}</span>}
          {asked?.when !== undefined && <span className="fv-note">{t('if')}</span>}
        </button>
        <IconButton
          icon="dots"
          label={t('Menu of {label}', { label })}
          size="small"
          aria-haspopup="menu"
          onClick={(event) =>
            overlays.menu(
              event.currentTarget,
              label,
              [
                {
                  items: [
                    { id: 'up', title: t('Move up'), icon: 'arrow-up', disabled: isFirst, onSelect: () => onStep(-1) },
                    {
                      id: 'down',
                      title: t('Move down'),
                      icon: 'arrow-down',
                      disabled: isLast,
                      onSelect: () => onStep(1),
                    },
                  ],
                },
                ...(isTitle
                  ? []
                  : [{ items: [{ id: 'remove', title: t('Remove'), icon: 'x', onSelect: onRemove } as const] }]),
              ],
              'end',
            )
          }
        />
      </div>
      {asked === undefined && (
        <p className="fv-warning">
          {column === undefined
            ? t('This column is not here any more: nobody is asked for it.')
            : t('Only some may read or fill this column, or it fills itself: nobody is asked for it.')}
        </p>
      )}
      {open && (
        <div className="fv-card-body">
          <TextField
            label={t('Question')}
            size="small"
            maxLength={200}
            placeholder={title}
            value={question.label ?? ''}
            onChange={(event) => onChange({ ...question, label: event.currentTarget.value })}
          />
          <TextField
            label={t('Help')}
            size="small"
            maxLength={500}
            placeholder={t('What a good answer says')}
            value={question.help ?? ''}
            onChange={(event) => onChange({ ...question, help: event.currentTarget.value })}
          />
          {isTitle ? (
            <p className="fv-hint">{t('Each item has a title, so this is always asked.')}</p>
          ) : (
            <>
              <Switch
                label={t('Must be answered')}
                checked={isByRule || question.required === true}
                disabled={isByRule}
                onChange={(required) => onChange({ ...question, required })}
              />
              {isByRule && <p className="fv-hint">{t('The board takes no item without it.')}</p>}
              <Condition question={question} before={before} onChange={onChange} />
            </>
          )}
        </div>
      )}
    </li>
  )
}

type When = NonNullable<FormQuestionSettings['when']>

/** At which answers a condition can look: choices, and boxes to tick. */
function answersOf({
  ask,
}: FormQuestion): readonly { readonly id: string; readonly title: string; readonly is: When['is'] }[] {
  if (ask.as === 'choices')
    return ask.choices.map(({ number, name }) => ({ id: String(number), title: name, is: number }))
  if (ask.as !== 'tick') return []
  return [
    { id: 'yes', title: t('ticked'), is: true },
    { id: 'no', title: t('not ticked'), is: false },
  ]
}

function Condition({ question, before, onChange }: Pick<QuestionCardProps, 'question' | 'before' | 'onChange'>) {
  const { when, ...rest } = question
  const possible = before.filter((each) => typeof each.column === 'number' && answersOf(each).length > 0)
  if (possible.length === 0 && when === undefined) {
    return <p className="fv-hint">{t('Ask for labels or a tick before this one, and it can depend on them.')}</p>
  }
  const looked = possible.find(({ column }) => column === when?.column)
  const answers = looked === undefined ? [] : answersOf(looked)
  const first = (column: string): void => {
    const found = possible.find((each) => String(each.column) === column)
    const is = found === undefined ? undefined : answersOf(found)[0]?.is
    onChange(is === undefined ? rest : { ...rest, when: { column: Number(column), is } })
  }
  return (
    <div className="fv-condition">
      <Select
        label={t('Shown')}
        size="small"
        options={[
          { id: 'always', title: t('always') },
          ...possible.map(({ column, label }) => ({ id: String(column), title: t('when {label} is', { label }) })),
        ]}
        value={looked === undefined ? 'always' : String(looked.column)}
        onChange={(id) => (id === 'always' ? onChange(rest) : first(id))}
      />
      {looked !== undefined && when !== undefined && (
        <Select
          label={t('Answer')}
          size="small"
          options={answers.map(({ id, title }) => ({ id, title }))}
          value={answers.find(({ is }) => is === when.is)?.id}
          onChange={(id) => {
            const is = answers.find((answer) => answer.id === id)?.is
            if (is !== undefined) onChange({ ...rest, when: { column: when.column, is } })
          }}
        />
      )}
    </div>
  )
}
