import { asObject, asText, get, type ImportPerson, type Raw } from '@fulcrum/integration-kit'

/** Everybody whom issues name, known by their logins, which hold in every repository. */
export class People {
  private readonly known = new Map<string, ImportPerson>()

  /** Notes a user; returns their key, or null for nobody (an account that is gone). */
  add(raw: Raw): string | null {
    const user = asObject(raw)
    const login = asText(get(user, 'login'))
    if (login === null || login.length > 100) return null
    const email = asText(get(user, 'email'))
    const before = this.known.get(login)
    const name = asText(get(user, 'name')) ?? before?.name ?? login
    if (before === undefined || before.name !== name) {
      this.known.set(login, { key: login, name, ...(email === null ? {} : { email }) })
    }
    return login
  }

  all(): readonly ImportPerson[] {
    return [...this.known.values()]
  }
}
