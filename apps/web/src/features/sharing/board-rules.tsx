import { ownRules, type Fields } from '@fulcrum/domain'
import { Select, type Option } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useWorkspaceRules } from '../../shell/use-rules.ts'
import { useClient } from '../../shell/world.tsx'
import { allowedOptions, allowedWords, endOptions, endWords } from './link-words.ts'

interface BoardRulesSectionProps {
  readonly boardId: string
  readonly board: Fields
  readonly mayManage: boolean
}

const workspaceSays = 'workspace'

/** What holds on a board: what its workspace says, unless its owners say otherwise here. */
export function BoardRulesSection({ boardId, board, mayManage }: BoardRulesSectionProps) {
  const client = useClient()
  const rules = useWorkspaceRules(String(board['workspaceId'] ?? ''))
  const own = ownRules(board)
  const set = (rule: string, value: boolean | number | string | null): void =>
    void client.run('board.setRules', { board: boardId, [rule]: value })
  return (
    <section aria-label={t('Rules of this board')}>
      <div className="sharing-caption">{t('Rules of this board')}</div>
      <ul>
        {(['guests', 'links'] as const).map((rule) => (
          <RuleLine
            key={rule}
            label={rule === 'guests' ? t('Guests') : t('Public links')}
            options={[fromWorkspace(allowedWords(rules[rule])), ...allowedOptions]}
            value={own[rule] === undefined ? workspaceSays : String(own[rule])}
            disabled={!mayManage}
            onChange={(id) => set(rule, id === workspaceSays ? null : id === 'true')}
          />
        ))}
        <RuleLine
          label={t('New links end')}
          options={[fromWorkspace(endWords(rules.linkDays)), ...endOptions]}
          value={own.linkDays === undefined ? workspaceSays : String(own.linkDays)}
          disabled={!mayManage}
          onChange={(id) => set('linkDays', id === workspaceSays ? null : id === 'never' ? id : Number(id))}
        />
      </ul>
      {mayManage && (
        <p className="form-note">
          {t('Links that are not allowed open nothing. Guests to whom this board says no see it no more.')}
        </p>
      )}
    </section>
  )
}

interface RuleLineProps {
  readonly label: string
  readonly options: readonly Option[]
  readonly value: string
  readonly disabled: boolean
  readonly onChange: (id: string) => void
}

function RuleLine({ label, ...select }: RuleLineProps) {
  return (
    <li className="sharing-line sharing-rule">
      <span className="fu-grow">{label}</span>
      <div className="sharing-rule-choice">
        <Select label={label} hideLabel size="small" {...select} />
      </div>
    </li>
  )
}

function fromWorkspace(words: string): Option {
  return { id: workspaceSays, title: t('{words}, from the workspace', { words }) }
}
