import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
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

const inBucket = {
  FULCRUM_S3_URL: 'https://s3.eu-central-1.amazonaws.com/files/team/one/',
  FULCRUM_S3_KEY_ID: 'key',
  FULCRUM_S3_SECRET: 'one',
}

test('a bucket is read from its address, and its secret from a variable or a file', () => {
  const place = {
    endpoint: 'https://s3.eu-central-1.amazonaws.com',
    bucket: 'files',
    prefix: 'team/one/',
    keyId: 'key',
  }
  const given = readConfig({}, inBucket).filesS3
  expect(given).toEqual({ ...place, region: 'eu-central-1', secret: 'one' })
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'fulcrum-secret-')), 'secret')
  writeFileSync(file, 'two\n')
  const kept = { ...inBucket, FULCRUM_S3_SECRET: '', FULCRUM_S3_SECRET_FILE: file, FULCRUM_S3_REGION: 'eu-west-1' }
  expect(readConfig({}, kept).filesS3).toEqual({ ...place, region: 'eu-west-1', secret: 'two' })
  rmSync(path.dirname(file), { recursive: true })
  expect(readConfig({}, { ...inBucket, FULCRUM_S3_URL: 'http://minio:9000/files' }).filesS3?.region).toBe('us-east-1')
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
  [{ FULCRUM_S3_URL: 's3://bucket' }, 'FULCRUM_S3_URL must be an address like https://'],
  [{ FULCRUM_S3_URL: 'https://host/' }, 'FULCRUM_S3_URL must be an address with the name of a bucket'],
  [{ FULCRUM_S3_URL: 'https://key:pass@host/files' }, 'FULCRUM_S3_URL must be an address without keys in it'],
  [{ FULCRUM_S3_URL: 'https://host/files' }, 'FULCRUM_S3_URL is set, so FULCRUM_S3_KEY_ID must be too'],
  [{ ...inBucket, FULCRUM_S3_SECRET: '' }, 'so FULCRUM_S3_SECRET, or FULCRUM_S3_SECRET_FILE, must be too'],
  [{ ...inBucket, FULCRUM_FILES_DIR: '/srv' }, 'FULCRUM_S3_URL and FULCRUM_FILES_DIR are both set'],
  [{ ...inBucket, FULCRUM_FILE_MB: '6000' }, 'FULCRUM_FILE_MB must be at most 5000 where files lie in'],
  [{ FULCRUM_S3_SECRET_FILE: '/nowhere' }, 'FULCRUM_S3_SECRET_FILE must be a file that can be read'],
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
