import './coming-from.css'
import { Tabs } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { useState } from 'react'
import tools from './coming-from.json'

/** The words of other tools, ours for the same, and where it is. */
export function ComingFrom() {
  const [shown, setShown] = useState(tools[0]?.tool ?? '')
  const tool = tools.find((each) => each.tool === shown)
  return (
    <div className="coming-from">
      <p>{t('What you know by another name, and where it is here.')}</p>
      <Tabs
        label={t('Where you come from')}
        tabs={tools.map(({ tool: title }) => ({ id: title, title }))}
        active={shown}
        onChange={setShown}
      />
      <table>
        <thead>
          <tr>
            <th scope="col">{t('There')}</th>
            <th scope="col">{t('Here')}</th>
            <th scope="col">{t('Where it is, and what is different')}</th>
          </tr>
        </thead>
        <tbody>
          {tool?.words.map(([there, here, where]) => (
            <tr key={there}>
              <th scope="row" translate="no">
                {there}
              </th>
              <td>{told(here ?? '')}</td>
              <td>{told(where ?? '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
