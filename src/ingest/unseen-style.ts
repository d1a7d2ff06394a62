import type { PageElement } from './page-dom.ts'

const NOT_SHOWN =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0?\.?0+(?![.\d])|font-size\s*:\s*0(?![.\d])|(?:max-)?(?:height|width)\s*:\s*[01]px|(?:left|right|top|text-indent|margin-left)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*[01])/i
const COLOUR = /(?:^|;)\s*color\s*:\s*([^;!]+)/i
const BACKGROUND = /(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)/i
const TRANSPARENT = /^(?:transparent|rgba\([^)]*,\s*0?\.?0*\s*\)|hsla\([^)]*,\s*0?\.?0*\s*\))$/i

/** True where an element's own style keeps its text from everyone who looks at the page. */
export function isUnseen(element: PageElement): boolean {
  const style = element.getAttribute('style')
  if (style === null) return false
  if (NOT_SHOWN.test(style)) return true
  const colour = colourOf(COLOUR, style)
  return colour !== null && (TRANSPARENT.test(colour) || colour === colourOf(BACKGROUND, style))
}

/** A colour as it is compared: `#ffffff` is `#fff` is `white`. */
function colourOf(property: RegExp, style: string): string | null {
  const value = property.exec(style)?.[1]?.trim().toLowerCase() ?? null
  const short = value?.replace(/^#(.)\1(.)\2(.)\3$/, '#$1$2$3') ?? null
  return short === 'white' ? '#fff' : short === 'black' ? '#000' : short
}
