import type { Random } from '../../eval/mutations.ts'
import { below, nastySign, oneOf, someLength } from './nasty-text.ts'

const CHANGES_MAX = 12
/** No input grows beyond this. */
const CHARS_MAX = 60_000

/** Pieces of the formats, which mean something wherever they land. */
const MARKS = [
  '<', '>', '</', '/>', '<!--', '-->', '<![CDATA[', ']]>', '<?xml ?>', '<!DOCTYPE html>', '<!ENTITY a "b">', '&a;', '&amp;', '&#0;', '&#x110000;', '&#55296;',
  '&nbsp;', '{', '}', '[', ']', '"', "'", ':', ',', '\\', '\\u0000', '\\ud800', 'null', '-1e999', '0', 'true', '<p>', '<div>', '<table>', '<a href="javascript:x">', '<script>', '<style>',
  '<title>', '<item>', '<entry>', '<link href="//[::1]/">', 'xml:base="x:"', 'xmlns:x="y"', 'http://', 'https://a.example/', '%', '%00', '%ff', '?', '#', '\n', '\r\n', '\t',
] // prettier-ignore

/** Some changes of a text: pieces cut, doubled, moved, said many times over, signs and marks put in. */
export function mutate(text: string, random: Random, other: string = text): string {
  let made = text
  const changes = 1 + someLength(random, CHANGES_MAX)
  for (let count = 0; count < changes; count += 1) made = change(made, random, other).slice(0, CHARS_MAX)
  return made
}

function change(text: string, random: Random, other: string): string {
  const at = below(random, text.length + 1)
  const end = Math.min(text.length, at + someLength(random, 400))
  const [head, piece, tail] = [text.slice(0, at), text.slice(at, end), text.slice(end)]
  switch (below(random, 9)) {
    case 0:
      return head + tail
    case 1:
      return head + piece.repeat(1 + someLength(random, 60)) + tail
    case 2:
      return head + oneOf(random, MARKS, '<').repeat(random() < 0.1 ? someLength(random, 3_000) : 1) + piece + tail
    case 3:
      return head + nastySign(random).repeat(random() < 0.1 ? someLength(random, 3_000) : 1) + tail
    case 4:
      return head
    case 5: {
      const from = below(random, other.length + 1)
      return head + other.slice(from, from + someLength(random, 2_000)) + tail
    }
    case 6:
      return tail + piece + head
    case 7:
      return head + piece.split('').toReversed().join('') + tail
    default:
      return head + (random() < 0.5 ? piece.toUpperCase() : piece.replaceAll(' ', '')) + tail
  }
}
