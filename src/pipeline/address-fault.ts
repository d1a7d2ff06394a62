import { NewsError } from '../news/errors.ts'

/** Whether what was given as a path is the address of a page. */
export function isAddress(path: string): boolean {
  return /^https?:\/\//i.test(path)
}

/** What is said of an address where files alone are read. */
export function addressFault(address: string): NewsError {
  return new NewsError('not-offered', `${address}: this command reads files. Save the page and give the file.`)
}
