let hand: typeof import('./grid-hand.ts') | undefined

/** Fetches what drags, menus, copying and the keys of headers do, once there is a table to do it to. */
export async function loadHand(): Promise<void> {
  hand ??= await import('./grid-hand.ts')
}

/** What was fetched; undefined until it is here. What is pressed before has it fetched again. */
export function handHere(): typeof hand {
  if (hand === undefined) void loadHand().catch(() => undefined)
  return hand
}
