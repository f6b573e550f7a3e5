import './chart.css'
import { chartView, maxItemTitleLength, readSettings } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useMemo } from 'react'
import { useOverlays } from '../../overlays.tsx'
import { useScene } from '../../scene.tsx'
import { FiguresChart } from './figures-chart.tsx'
import { HistoryChart } from './history-chart.tsx'

/** The board as figures: bars, a battery, one number, or lines over days. */
export function ChartBody() {
  const { spec, rights, items, onStart } = useScene()
  const overlays = useOverlays()
  const settings = useMemo(() => readSettings(chartView, spec.settings), [spec.settings])
  const { shape = 'bar' } = settings
  useEffect(() => {
    onStart(() => {
      if (!rights.edit) return false
      // A chart has no line in which one could type.
      overlays.ask(
        { x: window.innerWidth / 2 - 120, y: 160 },
        {
          label: t('New item'),
          placeholder: t('Title, then Enter'),
          maxLength: maxItemTitleLength,
          repeats: true,
          onAnswer: (title) => void items.addWith(title, []),
        },
      )
      return true
    })
    return () => onStart(null)
  }, [onStart, rights.edit, items, overlays])
  return shape === 'line' || shape === 'burn-up' ? (
    <HistoryChart settings={settings} shape={shape} />
  ) : (
    <FiguresChart settings={settings} />
  )
}
