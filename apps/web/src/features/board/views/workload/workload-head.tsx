import { workloadSteps, type WorkloadStep } from '@fulcrum/domain'
import { Button, IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'

interface WorkloadHeadProps {
  readonly title: string
  readonly step: WorkloadStep
  readonly onStep: (step: WorkloadStep) => void
  readonly onTurn: (by: 1 | -1) => void
  readonly onToday: () => void
}

const stepWords: { readonly [S in WorkloadStep]: string } = { day: t('Days'), week: t('Weeks') }

/** Which days are shown, and how one goes on from there. */
export function WorkloadHead({ title, step, onStep, onTurn, onToday }: WorkloadHeadProps) {
  return (
    <header className="fw-top">
      <IconButton icon="chevron-left" label={t('Earlier')} shortcut="K" onClick={() => onTurn(-1)} />
      <Button size="small" onClick={onToday}>
        {t('Today')}
      </Button>
      <IconButton icon="chevron-right" label={t('Later')} shortcut="J" onClick={() => onTurn(1)} />
      <h2 className="fu-truncate" aria-live="polite">
        {title}
      </h2>
      <div className="fw-steps" role="group" aria-label={t('Show by')}>
        {workloadSteps.map((each) => (
          <button key={each} type="button" aria-pressed={each === step} onClick={() => onStep(each)}>
            {stepWords[each]}
          </button>
        ))}
      </div>
    </header>
  )
}
