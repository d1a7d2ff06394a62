import { inspect } from 'node:util'

const SHOWN = '[secret]'

/** A value that never shows itself: printed, logged, joined or serialised it reads `[secret]`. Only `reveal` opens it. */
export type Secret = {
  reveal(): string
  toString(): string
  toJSON(): string
}

/** Wraps a token or password. */
export function makeSecret(value: string): Secret {
  const secret = {
    reveal: () => value,
    toString: () => SHOWN,
    toJSON: () => SHOWN,
    [inspect.custom]: () => SHOWN,
  }
  return Object.freeze(secret)
}
