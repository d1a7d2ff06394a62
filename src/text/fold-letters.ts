const ASCII = /^[\0-\x7f]*$/

/** Small letters without accents: what people type and what a name is called are compared so. `Bogotá` is `bogota`. */
export function foldLetters(text: string): string {
  return (ASCII.test(text) ? text : text.normalize('NFD').replaceAll(/\p{M}/gu, '')).toLowerCase()
}
