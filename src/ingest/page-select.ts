import type { PageElement, PageOutline } from './page-dom.ts'

/** Tells whether an element is one of those that a selector names. */
export type Selector = (element: PageElement) => boolean

/** Attributes whose values HTML compares in any case, of those that selectors here ask for. */
const ANY_CASE = new Set(['type', 'rel'])

/** An attribute that must be there; its value, where that matters, has this shape. */
type Test = { readonly name: string; readonly shape: RegExp | null }
/** An element's own part of a selector: `time[class*="publish"]`. */
type Compound = { readonly tag: string | null; readonly tests: readonly Test[] }
/** `header time`: the element's own part, and those of elements around it, the nearest first. */
type Complex = { readonly own: Compound; readonly around: readonly Compound[] }

/**
 * A selector compiled once, for any number of pages: the parser's own compiles it anew each time it is asked. It knows what
 * is needed here: names, `.class`, `[attribute]` with `=`, `~=`, `*=` and ` i`, blanks and commas. Throws for anything else.
 */
export function selector(css: string): Selector {
  const all = css.split(',').map((part) => parseComplex(part.trim()))
  const isPlain = ({ own, around }: Complex) => own.tag === null && own.tests.length === 1 && around.length === 0
  // What asks for one attribute alone is asked together: most elements have no such attribute.
  const plain = Map.groupBy(
    all.filter(isPlain).flatMap(({ own }) => own.tests),
    ({ name }) => name,
  )
  const attributes = [...plain].map(([name, tests]): Test => ({ name, shape: anyShape(tests) }))
  const bare = all.filter(({ own, around }) => own.tests.length === 0 && around.length === 0)
  const tags = new Set(bare.map(({ own }) => own.tag))
  const others = all.filter((one) => !isPlain(one) && !bare.includes(one))
  return (element) =>
    tags.has(element.localName) ||
    attributes.some((test) => passes(element, test)) ||
    others.some((one) => isOne(element, one))
}

/** The first elements of a page that the selector names, `most` at most. */
export function firstOf({ elements }: PageOutline, is: Selector, most: number): readonly PageElement[] {
  const found: PageElement[] = []
  for (const element of elements) {
    if (is(element)) found.push(element)
    if (found.length >= most) break
  }
  return found
}

/** The element itself, or the nearest around it, that the selector names. */
export function closestOf(element: PageElement, is: Selector): PageElement | null {
  for (let at: PageElement | null = element; at !== null; at = at.parentElement) if (is(at)) return at
  return null
}

/** An attribute's value as it is written; null where there is none. */
export function attributeOf(element: PageElement, name: string): string | null {
  // `getAttribute` makes a set of the classes first.
  return element.getAttributeNode(name)?.value ?? null
}

function isOne(element: PageElement, { own, around }: Complex): boolean {
  if (!fits(element, own)) return false
  let at = element.parentElement
  for (const compound of around) {
    while (at !== null && !fits(at, compound)) at = at.parentElement
    if (at === null) return false
    at = at.parentElement
  }
  return true
}

const fits = (element: PageElement, { tag, tests }: Compound): boolean =>
  (tag === null || element.localName === tag) && tests.every((test) => passes(element, test))

function passes(element: PageElement, { name, shape }: Test): boolean {
  const value = attributeOf(element, name)
  return value !== null && (shape === null || shape.test(value))
}

/** One shape for several; they agree on case or are kept apart by it. */
function anyShape(tests: readonly Test[]): RegExp | null {
  const shapes = tests.map(({ shape }) => shape)
  const [first] = shapes
  if (first === undefined || first === null || shapes.includes(null)) return null
  if (shapes.some((shape) => shape?.flags !== first.flags)) throw new Error('selectors of one attribute differ in case')
  return new RegExp(shapes.map((shape) => shape?.source).join('|'), first.flags)
}

function parseComplex(css: string): Complex {
  const compounds = css.match(/(?:\[[^\]]*\]|[^\s[])+/g) ?? []
  const [own, ...around] = compounds.toReversed().map(parseCompound)
  if (own === undefined) throw new Error(`no selector: "${css}"`)
  return { own, around }
}

const PIECE = /^(?:([a-z]\w*)|\.([\w-]+)|\[([\w-]+)(?:([~*]?=)"([^"]+)"( i)?)?\])/

function parseCompound(css: string): Compound {
  let tag: string | null = null
  const tests: Test[] = []
  for (let rest = css; rest !== '';) {
    const [whole, name, className, attribute, operator, value, anyCase] = PIECE.exec(rest) ?? []
    if (whole === undefined) throw new Error(`a selector that is not known here: "${css}"`)
    if (name !== undefined) tag = name
    else if (className !== undefined) tests.push({ name: 'class', shape: shapeOf('~=', className, '') })
    else if (attribute !== undefined) {
      const flags = anyCase !== undefined || ANY_CASE.has(attribute) ? 'i' : ''
      tests.push({ name: attribute, shape: value === undefined ? null : shapeOf(operator, value, flags) })
    }
    rest = rest.slice(whole.length)
  }
  return { tag, tests }
}

function shapeOf(operator: string | undefined, value: string, flags: string): RegExp {
  const literal = RegExp.escape(value)
  if (operator === '=') return new RegExp(`^${literal}$`, flags)
  return new RegExp(operator === '~=' ? `(?:^|\\s)${literal}(?:\\s|$)` : literal, flags)
}
