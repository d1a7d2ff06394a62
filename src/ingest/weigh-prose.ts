import { countLetters, countTokens } from './count-letters.ts'
import { eachChild, isElement, isTextNode, type PageElement } from './page-dom.ts'

const BLOCK = new Set(
  'p div article section main li td dd blockquote pre h1 h2 h3 h4 h5 h6 ul ol table tr tbody figure header aside body center dl dt'.split(
    ' ',
  ),
)
const PROSE_CHARS_MIN = 40
const PROSE_WORDS_MIN = 8
/** Longer texts count as prose without a full stop. */
const LONG_WORDS_MIN = 20

type Run = { readonly prose: number; readonly text: string; readonly link: number }

/** Words of running prose below each element: menus, lists of links and labels weigh nothing. */
export function weighProse(root: PageElement): ReadonlyMap<PageElement, number> {
  const weights = new Map<PageElement, number>()
  const visit = (element: PageElement): Run => {
    let prose = 0
    let text = ''
    let link = 0
    const settle = (): void => {
      prose += proseWords(text, link)
      text = ''
      link = 0
    }
    eachChild(element, (child) => {
      if (isTextNode(child)) text += child.textContent ?? ''
      if (!isElement(child)) return
      const isBlock = BLOCK.has(child.localName)
      if (isBlock) settle()
      const inner = visit(child)
      prose += inner.prose
      if (isBlock) return
      text += inner.text
      link += child.localName === 'a' ? inner.text.length : inner.link
    })
    if (BLOCK.has(element.localName)) settle()
    weights.set(element, prose)
    return { prose, text, link }
  }
  visit(root)
  return weights
}

/** No paragraph is longer: of what is, the head is counted and the rest taken for the like. */
const HEAD_CHARS = 20_000

/** Words of a text if it is prose, else 0; `linkChars` of it are links. */
export function proseWords(raw: string, linkChars: number): number {
  const text = raw.trim()
  if (text.length > HEAD_CHARS) {
    const words = proseWords(text.slice(0, HEAD_CHARS), linkChars > text.length / 2 ? HEAD_CHARS : 0)
    return Math.round(words * (text.length / HEAD_CHARS))
  }
  if (linkChars > text.length / 2) return 0
  const dense = DENSE.test(text) ? countLetters(text).dense : 0
  if (text.length + dense * 2 < PROSE_CHARS_MIN) return 0
  const words = countTokens(text) + Math.round(dense / 2)
  if (words < PROSE_WORDS_MIN) return 0
  return words >= LONG_WORDS_MIN || /[.!?…:"”»。！？]/u.test(text) ? words : 0
}

/** Chinese and Japanese; most texts have none, and need not be counted sign by sign. */
const DENSE = /[\u3040-\u30ff\u4e00-\u9fff]/
