import type { TextLang } from '../../text/language.ts'
import type { Backbone } from './backbone.ts'
import type { Facts } from './facts.ts'
import type { Token } from './tokens.ts'

/** A line's sentence beside the evidence sentence that is most like it. */
export type Comparison = {
  readonly lang: TextLang
  readonly line: readonly Token[]
  readonly lineText: string
  readonly lineFacts: Facts
  readonly backbone: Backbone
  readonly sourceFacts: Facts
  /** Line and evidence write names with capitals: in lower-cased text a capital only opens a sentence. */
  readonly cased: boolean
}

export const tokensOf = (tokens: readonly Token[], [from, to]: readonly [number, number]): readonly Token[] =>
  tokens.slice(from, to)

export const writtenText = (tokens: readonly Token[]): string => tokens.map((token) => token.text).join(' ')

export const foldedText = (tokens: readonly Token[]): string => tokens.map((token) => token.folded).join(' ')
