import type { Outlet } from '../../src/news/outlet.ts'

/** A small outlet book for tests. */
export const BOOK: readonly Outlet[] = [
  outlet('Reuters', 'wire', ['reuters.example'], ['Thomson Reuters'], ['REUTERS', '(Reuters)']),
  outlet('Associated Press', 'wire', ['ap.example'], ['AP', 'The Associated Press'], ['(AP)']),
  outlet('EFE', 'wire', ['efe.example'], ['Agencia EFE'], ['(EFE)']),
  outlet('Harbour Post', 'outlet', ['harbourpost.example'], ['The Harbour Post'], []),
  outlet('Correo del Puerto', 'outlet', ['correo.example'], [], []),
]

function outlet(
  name: string,
  kind: Outlet['kind'],
  domains: string[],
  aliases: string[],
  creditLines: string[],
): Outlet {
  return { name, kind, family: null, domains, aliases, creditLines }
}
