/** Somebody of the sample team. */
export interface DemoPerson {
  readonly key: string
  readonly name: string
  readonly email: string
  readonly colour: string
  /** What they mostly work on; work of these components is theirs more often than not. */
  readonly components: readonly string[]
}

/** The team of eight behind Tidewater, a made-up service that tracks freight. */
export const team = [
  person('mia', 'Mia Chen', 'violet', ['planning', 'billing']),
  person('tomas', 'Tomás Rivera', 'blue', ['api', 'tracking']),
  person('aisha', 'Aisha Bello', 'teal', ['web', 'search']),
  person('jonas', 'Jonas Lindqvist', 'orange', ['infra', 'auth']),
  person('priya', 'Priya Raman', 'pink', ['planning', 'notifications']),
  person('lena', 'Lena Hoffmann', 'green', ['quality', 'web']),
  person('david', 'David Okafor', 'cyan', ['mobile', 'notifications']),
  person('yuki', 'Yuki Tanaka', 'yellow', ['data', 'tracking', 'api']),
] as const satisfies readonly DemoPerson[]

function person(key: string, name: string, colour: string, components: readonly string[]): DemoPerson {
  return { key, name, colour, components, email: `${key}@tidewater.example` }
}
