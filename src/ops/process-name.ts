import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'

/** Bytes that tell processes of one machine and number apart. */
const RANDOM_BYTES = 4
/** Of a machine's name: the name of the process stands in many lines of the log. */
const HOST_LENGTH_MAX = 24

/** A name for this process that no other has, now or later, and in which an operator knows the machine. */
export function nameProcess(): string {
  return `${hostname().slice(0, HOST_LENGTH_MAX)}-${process.pid}-${randomBytes(RANDOM_BYTES).toString('hex')}`
}
