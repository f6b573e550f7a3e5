import { itemKey } from '@fulcrum/domain'
import type { DaySpan } from '@fulcrum/domain/schedule'
import { cx, Icon, IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { memo } from 'react'
import { useScene } from '../../scene.tsx'
import type { BarLook } from './bar-look.ts'
import { useTimeline } from './timeline-scene.ts'

/** Pixels of a bar and of a diamond. */
export interface Place {
  readonly left: number
  readonly width: number
}

interface TimelineRowProps {
  /** Changes whenever the item is to be drawn again. */
  readonly revision: number
  readonly rowId: string
  readonly row: number
  readonly top: number
  readonly depth: number
  readonly expandable: boolean
  readonly expanded: boolean
  readonly title: string
  readonly span: DaySpan | null
  readonly place: Place | null
  /** Where the bar stands while it is being dragged, or dragged along. */
  readonly moving: boolean
  readonly was: Place | null
  readonly baseline: Place | null
  /** Where its bar is out of sight: before or after what is seen. */
  readonly away: 'before' | 'after' | null
  readonly look: BarLook | null
  readonly critical: boolean
  /** How many it waits for that have no bar. */
  readonly outside: number
  /** What more there is to say of it in words. */
  readonly note: string
  readonly tabStop: boolean
}

/** An item: its title in the frozen column, and its bar. Drawn again only when something of it changed. */
export const TimelineRow = memo(function TimelineRow(props: TimelineRowProps) {
  const { rowId, row, top, depth, expandable, expanded, title, span, place, tabStop } = props
  const { model, records, openRow, reader } = useScene()
  const world = useTimeline()
  const name = title === '' ? t('Untitled') : title
  return (
    <div className="ft-row" style={{ top }} data-line={rowId} data-open={openRow === row}>
      <div className="ft-name" style={{ paddingInlineStart: 8 + depth * 18 }}>
        {expandable ? (
          <IconButton
            icon={expanded ? 'chevron-down' : 'chevron-right'}
            size="small"
            tabIndex={-1}
            label={expanded ? t('Hide sub-items of {name}', { name }) : t('Show sub-items of {name}', { name })}
            onClick={() => model?.toggleRow(rowId, !expanded)}
          />
        ) : (
          <i className="ft-indent" aria-hidden="true" />
        )}
        <button
          type="button"
          className="ft-title fu-truncate"
          dir="auto"
          {...(span === null
            ? { tabIndex: tabStop ? 0 : -1, 'data-focus': rowId, 'aria-label': t('{name}, no dates', { name }) }
            : { tabIndex: -1 })}
          title={name}
          onClick={() => world.open(row)}
          onFocus={() => span === null && world.onFocus(rowId)}
          onKeyDown={(event) => span === null && world.onKey(event, rowId, row)}
          onContextMenu={(event) => {
            event.preventDefault()
            world.menu({ x: event.clientX, y: event.clientY }, rowId)
          }}
        >
          {name}
        </button>
        <span className="fb-key">{reader?.isWaiting(row) === true ? '···' : itemKey(records.prefix, row)}</span>
      </div>
      {span === null && world.moves && (
        <div
          className="ft-track"
          onPointerDown={(event) => world.draw(event, row)}
          title={t('Drag to give it dates')}
        />
      )}
      {props.was !== null && <i className="ft-was" style={props.was} aria-hidden="true" />}
      {props.baseline !== null && <i className="ft-baseline" style={props.baseline} aria-hidden="true" />}
      {span !== null && props.away !== null && (
        <button
          type="button"
          className="ft-away"
          tabIndex={-1}
          data-away={props.away}
          aria-label={t('Show {name}: {days}', { name, days: world.nameOf(span) })}
          onClick={() => world.show(props.away === 'before' ? span.end : span.start)}
        >
          {props.away === 'before' && <Icon name="arrow-left" size={12} />}
          {world.nameOf(span)}
          {props.away === 'after' && <Icon name="arrow-right" size={12} />}
        </button>
      )}
      {span !== null && place !== null && <Bar {...props} name={name} span={span} place={place} />}
    </div>
  )
}, isSame)

/** Places, days and looks are made anew for each drawing: what they say counts. */
function isSame(before: TimelineRowProps, after: TimelineRowProps): boolean {
  const names = Object.keys(after) as (keyof TimelineRowProps)[]
  return names.every((name) => Object.is(before[name], after[name]) || sameParts(before[name], after[name]))
}

function sameParts(before: unknown, after: unknown): boolean {
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) return false
  const others = new Map<string, unknown>(Object.entries(after))
  return Object.entries(before).every(([name, value]) => others.get(name) === value)
}

type BarProps = TimelineRowProps & { readonly name: string; readonly span: DaySpan; readonly place: Place }

function Bar(props: BarProps) {
  const { rowId, row, name, span, place, look, critical, moving, note, tabStop, outside } = props
  const world = useTimeline()
  const milestone = look?.milestone === true
  const inside = !milestone && place.width > 110
  const percent = look?.progress === null || look === null ? null : Math.round(look.progress * 100)
  const words = [
    name,
    `${milestone ? 'milestone, ' : ''}${world.nameOf(span)}`,
    look?.status,
    percent === null ? null : `${percent} % done`,
    look?.late === true ? t('late') : null,
    note === '' ? null : note,
  ]
  return (
    <div
      role="button"
      tabIndex={tabStop ? 0 : -1}
      className={cx('ft-bar', milestone && 'ft-diamond')}
      style={milestone ? { left: place.left + place.width / 2 - 9 } : place}
      data-focus={rowId}
      data-bar={row}
      data-colour={look?.late === true ? 'red' : (look?.colour ?? 'grey')}
      data-late={look?.late === true}
      data-critical={critical}
      data-moving={moving}
      data-fixed={!world.moves}
      aria-label={words.filter((word) => typeof word === 'string').join(', ')}
      onFocus={() => world.onFocus(rowId)}
      onKeyDown={(event) => world.onKey(event, rowId, row)}
      onClick={() => world.open(row)}
      onPointerDown={(event) => {
        const held = event.target instanceof HTMLElement ? event.target.dataset['hold'] : undefined
        const hold = held === 'start' || held === 'end' || held === 'link-start' || held === 'link-end' ? held : 'whole'
        world.hold(event, row, span, hold)
      }}
      onContextMenu={(event) => {
        event.preventDefault()
        world.menu({ x: event.clientX, y: event.clientY }, rowId)
      }}
    >
      {milestone ? (
        <i className="ft-gem" aria-hidden="true" />
      ) : (
        percent !== null && <i className="ft-done" style={{ width: `${percent}%` }} aria-hidden="true" />
      )}
      {world.resizes && !milestone && (
        <>
          <i className="ft-edge ft-edge-start" data-hold="start" />
          <i className="ft-edge ft-edge-end" data-hold="end" />
        </>
      )}
      {world.connects && (
        <>
          <i className="ft-knob ft-knob-start" data-hold="link-start" title={t('Drag to what can start with it')} />
          <i className="ft-knob ft-knob-end" data-hold="link-end" title={t('Drag to what waits for it')} />
        </>
      )}
      <span className={inside ? 'ft-in fu-truncate' : 'ft-beside'} dir="auto" aria-hidden="true">
        {name}
        {percent !== null && percent > 0 && percent < 100 && <span className="ft-percent">{percent} %</span>}
        {outside > 0 && (
          <span
            className="ft-outside"
            title={t(
              '{outside, plural, one {Waits for an item without a bar} other {Waits for # items without bars}}',
              {
                outside,
              },
            )}
          >
            <Icon name="link" size={12} />
          </span>
        )}
      </span>
    </div>
  )
}
