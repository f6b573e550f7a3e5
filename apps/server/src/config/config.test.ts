import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { basePath, readConfig, settings } from './config.ts'

test('nothing set gives a server that only this machine reaches', () => {
  const config = readConfig({}, {})
  expect(config).toMatchObject({ port: 4000, host: '127.0.0.1', dataDirIsDefault: true, databaseUrl: undefined })
  expect(config.dataDir).toMatch(/\/data$/)
})

test('flags win over the environment, and an empty variable is not set', () => {
  const env = { FULCRUM_PORT: '5000', FULCRUM_DATA: '/srv/a', DATABASE_URL: ' ' }
  expect(readConfig({ port: '6000' }, env)).toMatchObject({
    port: 6000,
    dataDir: '/srv/a',
    dataDirIsDefault: false,
    databaseUrl: undefined,
  })
})

test.each([
  [{ FULCRUM_PORT: '70000' }, 'FULCRUM_PORT must be a whole number from 0 to 65535'],
  [{ FULCRUM_PORT: '4000x' }, 'FULCRUM_PORT must be a whole number'],
  [{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL must be an address like postgres://'],
  [{ FULCRUM_URL: 'fulcrum.example.org' }, 'FULCRUM_URL must be an address like https://'],
  [{ FULCRUM_URL: 'https://host/a?b' }, 'FULCRUM_URL must be an address without ? or #'],
  [{ FULCRUM_URL: 'https://me:secret@host' }, 'FULCRUM_URL must be an address without a name or password in it'],
  [{ FULCRUM_URL: 'http://0.0.0.0:4000' }, 'which 0.0.0.0 is not'],
  [{ FULCRUM_URL: 'https://host/a"b' }, 'FULCRUM_URL must be an address whose path is of letters'],
  [{ FULCRUM_URL: 'https://host//a' }, 'FULCRUM_URL must be an address whose path is of letters'],
  [{ TRUST_PROXY: '10.0.0.0/8, proxy' }, 'TRUST_PROXY must be IP addresses or ranges'],
  [{ TRUST_PROXY: '10.0.0.0/33' }, 'TRUST_PROXY must be IP addresses or ranges'],
  [{ FULCRUM_BACKUP_HOUR: '24' }, 'FULCRUM_BACKUP_HOUR must be an hour from 0 to 23, or off'],
  [{ FULCRUM_BACKUP_KEEP: '0' }, 'FULCRUM_BACKUP_KEEP must be a whole number from 1'],
  [{ FULCRUM_LOG: 'loud' }, 'FULCRUM_LOG must be one of debug, info'],
  [{ MAIL_FROM: 'Fulcrum' }, 'MAIL_FROM must be an e-mail address'],
  [{ SMTP_URL: 'mail.example.org' }, 'SMTP_URL must be an address like smtp://'],
])('%j is refused by name', (env, message) => {
  expect(() => readConfig({}, env)).toThrow(message)
})

test.each(['fulcrum@example.org', 'Fulcrum <fulcrum@example.org>', '<fulcrum@example.org>'])(
  '%s may send mail',
  (mailFrom) => expect(readConfig({}, { MAIL_FROM: mailFrom })).toMatchObject({ mailFrom }),
)

test.each([
  ['https://Fulcrum.example.org/', 'https://fulcrum.example.org', ''],
  ['https://tools.example.org/fulcrum/', 'https://tools.example.org/fulcrum', '/fulcrum'],
  ['http://10.0.0.5:8080/a/b', 'http://10.0.0.5:8080/a/b', '/a/b'],
])('people open %s, below its path', (url, publicUrl, base) => {
  expect(readConfig({ url }, { FULCRUM_URL: 'https://other.example.org' })).toMatchObject({ publicUrl })
  expect(basePath(publicUrl)).toBe(base)
})

test('a wrong flag is named as the flag, and a password is never repeated', () => {
  expect(() => readConfig({ port: 'http' }, {})).toThrow('--port must be')
  expect(() => readConfig({}, { SMTP_URL: 'http://me:secret@mail' })).toThrow('"http://me:***@mail"')
})

test('docs/environment.md has every setting as it is', () => {
  const page = readFileSync(path.resolve(import.meta.dirname, '../../../../docs/environment.md'), 'utf8')
  const rows: readonly { variable: string; flag?: string; shownDefault: string; about: string }[] =
    Object.values(settings)
  for (const { variable, flag, shownDefault, about } of rows) {
    expect(page).toContain(
      `| \`${variable}\` | ${flag === undefined ? '' : `\`${flag}\``} | ${shownDefault} | ${about} |`,
    )
  }
  expect(page.match(/^\| `/gm)).toHaveLength(rows.length)
})
