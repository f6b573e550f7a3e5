import './chart.css'
import { chartView, readSettings } from '@fulcrum/domain'
import { useMemo } from 'react'
import { useScene } from '../../scene.tsx'
import { FiguresChart } from './figures-chart.tsx'
import { HistoryChart } from './history-chart.tsx'

/** The board as figures: bars, a battery, one number, or lines over days. */
export function ChartBody() {
  const { spec } = useScene()
  const settings = useMemo(() => readSettings(chartView, spec.settings), [spec.settings])
  const { shape = 'bar' } = settings
  return shape === 'line' || shape === 'burn-up' ? (
    <HistoryChart settings={settings} shape={shape} />
  ) : (
    <FiguresChart settings={settings} />
  )
}
