import type { TimelineZoom } from '@fulcrum/domain'
import { Button, IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { Scales, Tick } from './scale.ts'

interface TimeHeadProps {
  readonly scales: Scales
  readonly zoom: TimelineZoom
  readonly xOf: (day: number) => number
  readonly todayX: number
  readonly onZoom: (by: 1 | -1) => void
  readonly canZoom: (by: 1 | -1) => boolean
  readonly onToday: () => void
}

const zoomWords: Readonly<Record<TimelineZoom, string>> = {
  day: t('Days'),
  week: t('Weeks'),
  month: t('Months'),
  quarter: t('Quarters'),
}

/** The two scales, and in the corner before them what moves and widens them. */
export function TimeHead({ scales, zoom, xOf, todayX, onZoom, canZoom, onToday }: TimeHeadProps) {
  const tick = ({ from, to, label }: Tick, kind: string) => (
    <span key={from} className={kind} style={{ left: xOf(from), width: xOf(to) - xOf(from) }}>
      <span className="ft-tick-label fu-truncate">{label}</span>
    </span>
  )
  return (
    <div className="ft-head">
      <div className="ft-corner">
        <Button size="small" variant="plain" onClick={onToday}>
          {t('Today')}
        </Button>
        <span className="ft-zoom" role="group" aria-label={t('Zoom')}>
          <IconButton
            icon="minus"
            size="small"
            label={t('Show more time')}
            disabled={!canZoom(1)}
            onClick={() => onZoom(1)}
          />
          <span className="ft-zoom-name" role="status">
            {zoomWords[zoom]}
          </span>
          <IconButton
            icon="plus"
            size="small"
            label={t('Show less time')}
            disabled={!canZoom(-1)}
            onClick={() => onZoom(-1)}
          />
        </span>
      </div>
      <div className="ft-scales" aria-hidden="true">
        {scales.coarse.map((each) => tick(each, 'ft-coarse'))}
        {scales.fine.map((each) => tick(each, 'ft-fine'))}
        <i className="ft-today-dot" style={{ left: todayX }} />
      </div>
    </div>
  )
}
