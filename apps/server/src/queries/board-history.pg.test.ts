import { cellValue, must, scopeOf } from '@fulcrum/domain'
import type { BoardState, Json, LoggedChange, MemberId } from '@fulcrum/domain'
import { madeDocument } from '@fulcrum/integration-kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
