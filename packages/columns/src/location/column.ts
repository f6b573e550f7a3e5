import { defineColumn, fail, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { oneLine } from '../shared/labels.ts'
import { textOperators } from '../shared/operators.ts'
import { pointText, readPlace, rounded } from './places.ts'

/** Characters of an address. */
const maxAddress = 500

const degrees = (limit: number, message: string) =>
  z.number(message).check(z.gte(-limit, message), z.lte(limit, message), z.overwrite(rounded))

const value = z
  .strictObject({
    address: z
      .string()
      .check(
        z.overwrite(oneLine),
        z.minLength(1, 'Give an address, or null for no place.'),
        z.maxLength(maxAddress, `Use at most ${maxAddress} characters for an address.`),
      ),
    latitude: z._default(z.nullable(degrees(90, 'Expected a latitude from -90 to 90.')), null),
    longitude: z._default(z.nullable(degrees(180, 'Expected a longitude from -180 to 180.')), null),
  })
  .check(
    z.refine(
      ({ latitude, longitude }) => (latitude === null) === (longitude === null),
      'Give both latitude and longitude, or neither.',
    ),
    z.refine(({ address, latitude }) => {
      const { address: name, point } = readPlace(address)
      // As texts they could not be told from places with coordinates.
      return point === null || (latitude !== null && name === address)
    }, 'Give the coordinates as latitude and longitude.'),
  )

export type LocationValue = z.infer<typeof value>

/** An address, with a point on the map where it is known. */
export const locationColumn = defineColumn({
  id: 'location',
  label: 'Location',
  description: 'An address, with coordinates if you have them, and a link to a map.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  storage: () => ({ address: 'text', latitude: 'number', longitude: 'number' }),
  defaultLane: 'address',
  value,
  toLanes: ({ address, latitude, longitude }) => ({ address, latitude, longitude }),
  fromLanes: (lane) => {
    const address = lane('address') as string | null
    if (address === null) return null
    return { address, latitude: lane('latitude') as number | null, longitude: lane('longitude') as number | null }
  },
  operators: [
    ...textOperators('address'),
    { id: 'latitude', label: 'latitude is between', lane: 'latitude', op: 'between', takes: 'numbers' },
    { id: 'longitude', label: 'longitude is between', lane: 'longitude', op: 'between', takes: 'numbers' },
    { id: 'on-map', label: 'has coordinates', lane: 'latitude', op: 'notEmpty', takes: 'nothing' },
  ],
  parse: (text) => {
    if (text.trim() === '') return ok(null)
    if (text.length > 2 * maxAddress) return fail(`Use at most ${maxAddress} characters for an address.`)
    const { address, point } = readPlace(text)
    const parsed = value.safeParse({ address, ...point })
    return parsed.success ? ok(parsed.data) : fail(parsed.error.issues[0]?.message ?? 'This is not a place.')
  },
  format: ({ address, latitude, longitude }) =>
    latitude === null || longitude === null ? address : `${address} (${pointText({ latitude, longitude })})`,
  display: ({ address }) => address,
  sort: { lane: 'address' },
  group: { lane: 'address' },
  aggregates: ['distinct', 'filled'],
  defaultAggregate: null,
  searchLanes: ['address'],
  roles: [],
  examples: [
    {
      settings: {},
      values: [
        {
          value: { address: 'Alexanderplatz 1, Berlin', latitude: null, longitude: null },
          text: ' Alexanderplatz 1,  Berlin',
        },
        {
          value: { address: 'Alexanderplatz 1, Berlin', latitude: 52.5219, longitude: 13.4132 },
          text: 'Alexanderplatz 1, Berlin (52.5219, 13.4132)',
        },
        { value: { address: '-33.86, 151.21', latitude: -33.86, longitude: 151.21 }, text: '-33.86, 151.21' },
        { value: { address: 'Room 3 (2, 200)', latitude: null, longitude: null }, text: 'Room 3 (2, 200)' },
      ],
      badTexts: ['x'.repeat(501)],
      badValues: [
        'Berlin',
        { address: '' },
        { address: 'A', latitude: 91, longitude: 0 },
        { address: 'A', latitude: 1 },
        { address: 'A (1, 2)', latitude: null, longitude: null },
      ],
    },
  ],
})
