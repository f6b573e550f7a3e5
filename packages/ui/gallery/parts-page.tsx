import { useState, type ReactNode } from 'react'
import {
  Avatar,
  AvatarStack,
  Banner,
  Battery,
  Button,
  Checkbox,
  createToasts,
  EmptyState,
  ErrorState,
  Icon,
  IconButton,
  Kbd,
  Label,
  LABEL_COLOURS,
  Menu,
  NoPermissionState,
  OptionList,
  ProgressBar,
  Select,
  Skeleton,
  Switch,
  Tabs,
  Tag,
  TextArea,
  TextField,
  ThemeSwitch,
  type IconName,
  type LabelColour,
  type ThemeChoice,
} from '../src/index.ts'
import { ColourPalette } from '../src/colour-palette.tsx'
import { DatePicker, dayOf, RangePicker, type DayRange } from '../src/date-picker.tsx'
import { Dialog } from '../src/dialog.tsx'
import { ICON_PATHS } from '../src/icon-paths.ts'
import { LATE_ICON_PATHS } from '../src/late-icon-paths.ts'
import { SidePanel } from '../src/side-panel.tsx'
import { ToastRegion } from '../src/toast-region.tsx'
import { COLOURS, OPTIONS, PEOPLE } from './sample-board.ts'

const toasts = createToasts()
const TODAY = dayOf(2026, 10, 23)

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="part">
      <h2>{title}</h2>
      <div className="part-body">{children}</div>
    </section>
  )
}

/** Every component in its states. */
export function PartsPage() {
  const [theme, setTheme] = useState<ThemeChoice>('light')
  const [tab, setTab] = useState('updates')
  const [colour, setColour] = useState<LabelColour>('teal')
  const [day, setDay] = useState(dayOf(2026, 10, 26))
  const [range, setRange] = useState<DayRange>({ start: dayOf(2026, 10, 14), end: dayOf(2026, 10, 27) })
  const [role, setRole] = useState<string>()
  const [picked, setPicked] = useState<readonly string[]>(['mk', 'al'])
  const [dialog, setDialog] = useState(false)
  const [panel, setPanel] = useState(false)
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const [on, setOn] = useState(true)
  return (
    <main className="parts">
      <h1 className="fu-hidden">Components</h1>
      <Part title="Buttons">
        <Button variant="primary" icon="plus" shortcut="C" onClick={() => setDialog(true)}>
          New item
        </Button>
        <Button icon="share" onClick={() => setPanel(true)}>
          Share
        </Button>
        <Button variant="plain" icon="bolt" onClick={(event) => setMenu(event.currentTarget)} aria-haspopup="menu">
          5 automations
        </Button>
        <Button
          variant="danger"
          icon="trash"
          onClick={() =>
            toasts.show({
              text: 'Item moved to trash',
              icon: 'trash',
              action: { title: 'Undo', shortcut: 'Mod Z', onSelect: () => undefined },
            })
          }
        >
          Delete
        </Button>
        <Button busy>Saving</Button>
        <Button pressed>Pressed</Button>
        <IconButton icon="undo" label="Undo" shortcut="Mod Z" />
        <IconButton icon="redo" label="Redo" shortcut="Mod Shift Z" />
        <IconButton icon="star" label="Favourite" pressed />
        <Kbd keys="Mod K" />
      </Part>
      <Part title="Labels and tags">
        {LABEL_COLOURS.map((name) => (
          <Label key={name} text={name} colour={name} />
        ))}
        {LABEL_COLOURS.map((name) => (
          <Tag key={name} text={name} colour={name} />
        ))}
        <Tag text="frontend" colour="violet" onRemove={() => undefined} />
      </Part>
      <Part title="People, shares">
        {PEOPLE.map((person) => (
          <Avatar key={person.id} person={person} />
        ))}
        <Avatar person={{ id: 'x', name: 'Zoë Ångström' }} size="large" />
        <AvatarStack people={PEOPLE} />
        <span className="w200">
          <Battery
            size="large"
            parts={[
              { label: 'In production', count: 9, colour: 'green' },
              { label: 'Merged', count: 3, colour: 'teal' },
              { label: 'In review', count: 2, colour: 'violet' },
              { label: 'Blocked', count: 1, colour: 'red' },
            ]}
          />
        </span>
        <span className="w120">
          <ProgressBar value={0.45} label="Progress" />
        </span>
        <span className="w120">
          <ProgressBar value={1} label="Progress" />
        </span>
      </Part>
      <Part title="Fields">
        <TextField label="Mail" placeholder="you@example.org" hint="An invitation goes there." />
        <TextField label="Name" defaultValue="x" error="Use at least two letters." />
        <Select
          label="Role"
          options={['Owner', 'Admin', 'Member', 'Viewer', 'Guest'].map((title) => ({ id: title, title }))}
          value={role}
          onChange={setRole}
        />
        <TextArea label="Description" defaultValue={'Two lines\nof text'} />
        <Checkbox label="Show archived" checked={on} onChange={setOn} />
        <Checkbox label="Some" mixed onChange={() => undefined} />
        <Switch label="Notify me" checked={on} onChange={setOn} />
        <ThemeSwitch value={theme} onChange={setTheme} />
      </Part>
      <Part title="Lists to choose from">
        <div className="float">
          <OptionList
            label="Status"
            options={(OPTIONS['status'] ?? []).map((title) => ({ id: title, title, colour: COLOURS[title] ?? 'grey' }))}
            selected={['In progress']}
            onPick={() => undefined}
          />
        </div>
        <div className="float">
          <OptionList
            label="People"
            multiple
            searchable
            placeholder="Search people"
            options={PEOPLE.map((person) => ({ id: person.id, title: person.name }))}
            selected={picked}
            renderOption={(option) => (
              <>
                <Avatar
                  person={PEOPLE.find((person) => person.id === option.id) ?? { id: option.id, name: option.title }}
                  decorative
                />
                <span className="fu-truncate">{option.title}</span>
              </>
            )}
            onPick={(id) => setPicked((old) => (old.includes(id) ? old.filter((other) => other !== id) : [...old, id]))}
          />
        </div>
        <div className="float">
          <DatePicker
            label="Due"
            today={TODAY}
            locale="en-GB"
            weekStart={1}
            value={day}
            onChange={setDay}
            footer={<Button size="small">Today</Button>}
          />
        </div>
        <div className="float">
          <RangePicker
            label="Timeline"
            today={TODAY}
            locale="en-GB"
            weekStart={1}
            showWeeks
            value={range}
            onChange={setRange}
          />
        </div>
        <div className="float">
          <ColourPalette label="Colour" value={colour} onChange={setColour} />
        </div>
      </Part>
      <Part title="Tabs and banners">
        <div className="wide">
          <Tabs
            label="Item"
            active={tab}
            onChange={setTab}
            tabs={[
              { id: 'updates', title: 'Updates', count: 7 },
              { id: 'activity', title: 'Activity' },
              { id: 'files', title: 'Files', count: 2 },
            ]}
          />
          <Banner tone="warning" icon="cloud-off" action={<Button size="small">Show</Button>}>
            Offline. 3 changes wait to be sent.
          </Banner>
          <Banner icon="info">This board shows sample data.</Banner>
        </div>
      </Part>
      <Part title="States">
        <div className="card">
          <EmptyState
            compact
            icon="inbox"
            text="Nothing waits for you. Mentions and reviews appear here."
            action={<Button>Open my work</Button>}
          />
        </div>
        <div className="card">
          <ErrorState
            compact
            text="The board could not be loaded: the server does not answer."
            action={<Button icon="refresh">Try again</Button>}
          />
        </div>
        <div className="card">
          <NoPermissionState
            compact
            text="Only members of Leadership see this board."
            action={<Button>Ask for access</Button>}
          />
        </div>
        <div className="card">
          <Skeleton lines={4} label="Loading items" />
        </div>
      </Part>
      <Part title="Icons">
        {Object.keys({ ...ICON_PATHS, ...LATE_ICON_PATHS }).map((name) => (
          <span key={name} className="icon-cell" title={name}>
            <Icon name={name as IconName} />
          </span>
        ))}
      </Part>
      <Dialog
        open={dialog}
        title="New item"
        onClose={() => setDialog(false)}
        onSubmit={() => setDialog(false)}
        footer={
          <>
            <Button onClick={() => setDialog(false)}>Cancel</Button>
            <Button variant="primary" type="submit">
              Create
            </Button>
          </>
        }
      >
        <TextField label="Title" size="large" />
      </Dialog>
      <SidePanel open={panel} onClose={() => setPanel(false)} label="FUL-377" modal>
        <div className="panel-head">
          <span className="key">FUL-377</span>
          <IconButton icon="x" label="Close" onClick={() => setPanel(false)} />
        </div>
      </SidePanel>
      <Menu
        open={menu !== null}
        anchor={menu}
        label="Automations"
        onClose={() => setMenu(null)}
        sections={[
          {
            title: 'This board',
            items: [
              { id: 'a', title: 'New automation', icon: 'plus', shortcut: 'N' },
              { id: 'b', title: 'Paused', icon: 'clock', checked: true },
              { id: 'c', title: 'Run now', icon: 'bolt', disabled: true, hint: 'Nothing is due' },
              {
                id: 'm',
                title: 'Move to',
                icon: 'folder',
                items: [
                  {
                    items: [
                      { id: 'x', title: 'Platform' },
                      { id: 'y', title: 'Leadership' },
                    ],
                  },
                ],
              },
            ],
          },
          { items: [{ id: 'd', title: 'Delete all', icon: 'trash', danger: true }] },
        ]}
      />
      <ToastRegion toasts={toasts} />
    </main>
  )
}
