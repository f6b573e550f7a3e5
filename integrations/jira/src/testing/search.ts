import { Buffer } from 'node:buffer'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
type Fields = { readonly [key: string]: Json }

/** A person as the REST search gives one. */
export function user(name: string): Fields {
  return {
    self: `https://site.example/user?username=${name}`,
    name,
    key: `key-${name}`,
    displayName: `${name} Example`,
  }
}

/** An issue as the REST search gives it. `changes` are histories. */
export function issue(key: string, fields: Fields = {}, changes: readonly Fields[] = []): Fields {
  return {
    id: key.replace(/\D/g, ''),
    self: `https://site.example/rest/api/2/issue/${key}`,
    key,
    fields: {
      summary: `About ${key}`,
      issuetype: { id: '1', name: 'Bug', subtask: false },
      status: { id: '1', name: 'Open', statusCategory: { key: 'new' } },
      priority: { id: '3', name: 'Major' },
      creator: user('ada'),
      reporter: user('ada'),
      created: '2024-01-02T03:04:05.000+0000',
      updated: '2024-02-02T03:04:05.000+0100',
      ...fields,
    },
    changelog: { startAt: 0, maxResults: changes.length, total: changes.length, histories: changes },
  }
}

/** One entry of a changelog with its items: `[field, from id, from, to id, to]`. */
export function change(
  created: string,
  author: string | null,
  ...items: readonly (readonly [string, string | null, string | null, string | null, string | null])[]
): Fields {
  return {
    id: created,
    ...(author === null ? {} : { author: user(author) }),
    created,
    items: items.map(([field, from, fromString, to, toString]) => ({
      field,
      fieldtype: 'jira',
      from,
      fromString,
      to,
      toString,
    })),
  }
}

/** An answer of the search. */
export function page(issues: readonly Json[], names: Fields = {}, schema: Fields = {}): Fields {
  return { expand: 'names,schema', startAt: 0, maxResults: 50, total: issues.length, issues, names, schema }
}

/** As the bytes of a file. */
export function bytesOf(value: Json | undefined): Buffer {
  return Buffer.from(JSON.stringify(value))
}
