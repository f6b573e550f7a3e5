/** A mistake of rebasing or ordering, put in on purpose while the tests are read: the fuzz has to find it. */
export interface Mutant {
  readonly name: string
  readonly file: string
  readonly from: string
  readonly to: string
}

export const mutants: readonly Mutant[] = [
  {
    name: 'changes of the server land on top of what is not confirmed',
    file: 'packages/client/src/store.ts',
    from: 'const made = moving.flatMap(madeItems)\n    takeBackAll(moving, states)',
    to: 'const made = moving.flatMap(madeItems)',
  },
  {
    name: 'effects are taken back oldest first',
    file: 'packages/client/src/overlay.ts',
    from: 'for (const command of commands.toReversed())',
    to: 'for (const command of commands)',
  },
  {
    name: 'what follows a missing change is taken all the same',
    file: 'packages/client/src/store.ts',
    from: 'if ((change.since ?? change.version - 1) >= next) return',
    to: 'if (change.version < 0) return',
  },
  {
    name: 'the effect of a refused command stays',
    file: 'packages/client/src/store.ts',
    from: '} else drop([command])',
    to: '} else pending = pending.filter((other) => other !== command)',
  },
  {
    name: 'an answer lets go of an effect before its change is here',
    file: 'packages/client/src/store.ts',
    from: '(states.get(scope as Scope)?.version ?? -1) >= version',
    to: '(states.get(scope as Scope)?.version ?? -1) >= version - 1_000',
  },
  {
    name: 'an older chunk undoes newer changes',
    file: 'packages/client/src/chunk-load.ts',
    from: 'if (change.version > answer.version) board.patch(',
    to: 'if (change.version < 0) board.patch(',
  },
]
